public import Escalations
public import NotificationForms

/// A form as a store keeps it beside the record: as it was begun, and its draft.
///
/// What was submitted lies in the record of its escalation, and nowhere else.
public struct StoredForm: Sendable, Equatable {
  /// The form as it was begun.
  public var drafted: FormEvent.Drafted
  /// When.
  public var begunAt: Instant
  /// When its draft was last changed.
  public var changedAt: Instant
  /// How often people changed it.
  public var revision: Int
  /// What of the draft holds no words.
  public var bones: Bones
  /// The words of the draft, as the record would keep them: by class and person, at their places.
  public var texts: [Part]

  /// What of a draft holds no words.
  public struct Bones: Sendable, Equatable, Codable {
    /// What was answered, without what was written.
    public var content: FiledContent
    /// What the record filled in and nobody has changed since.
    public var origins: [PrefillOrigin]
    /// Signatures that stand, without the names.
    public var signatures: [FormEvent.Signed]
    /// When the draft was let go; what it said went with it.
    public var abandonedAt: Instant?

    /// The bones of a draft.
    public init(
      content: FiledContent, origins: [PrefillOrigin], signatures: [FormEvent.Signed],
      abandonedAt: Instant? = nil
    ) {
      self.abandonedAt = abandonedAt
      self.content = content
      self.origins = origins
      self.signatures = signatures
    }
  }

  /// A form as it is kept.
  public init(
    drafted: FormEvent.Drafted, begunAt: Instant, changedAt: Instant, revision: Int, bones: Bones,
    texts: [Part]
  ) {
    self.drafted = drafted
    self.begunAt = begunAt
    self.changedAt = changedAt
    self.revision = revision
    self.bones = bones
    self.texts = texts
  }

  /// A form with its draft, as it is to be kept.
  init(_ form: Form, _ draft: FormDraft, _ template: Template, at now: Instant) {
    let (content, texts) = draft.answers.separated(by: template.fields)
    let names = draft.names.map { name in
      Part(
        class: .name, person: name.place.author.text, member: Self.member(name.place),
        text: name.text)
    }
    self.init(
      drafted: form.begun, begunAt: form.begunAt, changedAt: now, revision: form.revision,
      bones: Bones(
        content: content, origins: form.origins, signatures: form.signatures,
        abandonedAt: form.abandonedAt),
      texts: texts + names)
  }

  /// The form with what its escalation's record says of it.
  func form(_ record: [RecordedFormEvent]) -> Form {
    Form(
      drafted, at: begunAt, revision: revision, signatures: bones.signatures,
      origins: bones.origins, abandonedAt: bones.abandonedAt, record: record)
  }

  /// The draft; what was erased of it is no answer any more, and has to be given again.
  func draft(_ template: Template) -> FormDraft {
    let answers = bones.content.joined(with: texts, fields: template.fields).withoutErased
    let names = bones.signatures.compactMap { signed in
      texts.last { $0.member == Self.member(signed.place) }.map {
        FormDraft.Name(place: signed.place, text: $0.text)
      }
    }
    return FormDraft(answers: answers, names: names)
  }

  /// In a draft several parts may be signed by the same author, so the part is in the name's place.
  private static func member(_ place: SignaturePlace) -> String {
    "/signatures/\(place.part.text)/\(place.author.text)/name"
  }
}

extension FormID {
  /// The name of an escalation's form: its reference and the form's number.
  public init(_ reference: Reference, number: Int) { self.init("\(reference)-F\(number)") }

  /// The escalation and the number; nil if it is no such name.
  public var place: (reference: Reference, number: Int)? {
    let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
    guard pieces.count > 1, let last = pieces.last, last.hasPrefix("F"),
      let number = Int(last.dropFirst()), number >= 1, "F\(number)" == last
    else { return nil }
    return (Reference(pieces.dropLast().joined(separator: "-")), number)
  }
}

extension Answers {
  /// The answers without those of which nothing is left.
  fileprivate var withoutErased: Answers {
    var kept = Answers()
    for field in fields {
      switch self[field] {
      case .erased?, nil: break
      case .rows(let rows)?:
        let left = rows.map(\.withoutErased).filter { !$0.isEmpty }
        if !left.isEmpty { kept[field] = .rows(left) }
      case .child(var child)?:
        if child.birth == .erased { child.birth = nil }
        kept[field] = .child(child)
      case .text?, .date?, .yesNo?, .choice?, .choices?, .practitioner?, .agency?, .withheld?:
        kept[field] = self[field]
      }
    }
    return kept
  }
}
