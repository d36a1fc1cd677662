import Escalations

/// Reads texts that are to stand in the place of personal data of a submitted part, gathering every fault.
///
/// A text is held to what its field asks, as the one was that it replaces.
struct CorrectionReader {
  /// What the part was submitted with.
  let content: FiledContent
  /// The texts that are still there.
  let texts: [Part]
  /// The part's fields.
  let fields: [Field]
  private(set) var faults: [FormFault] = []

  init(content: FiledContent, texts: [Part], fields: [Field]) {
    self.content = content
    self.texts = texts
    self.fields = fields
  }

  /// The text in the place of the old one, of the same class and about the same person; nil with a fault.
  mutating func read(_ correction: TextCorrection) -> Part? {
    let tokens = correction.pointer.split(separator: "/").map(String.init)
    guard let box = Box(tokens[...], among: fields), let old = old(at: box.place) else {
      let place = FormPlace(pointer: correction.pointer)
      faults.append(
        place.fault(
          .notCorrectable,
          "Only names, dates of birth and identifiers are put right; add an addendum."))
      return nil
    }
    // A fault lies where the correction was sent, under the label of what it corrects.
    let place = FormPlace(pointer: correction.pointer, label: box.place.label)
    guard let text = text(correction.text, box.asks, at: place) else { return nil }
    return Part(class: old.class, person: old.person, member: old.member, text: text)
  }

  private func old(at place: FormPlace) -> Part? {
    let member = FiledContent.memberPrefix + place.pointer
    let old = texts.last { $0.member == member }
    guard content.entry(at: place.pointer)?.says == .beside, let old, old.class != .narrative else {
      return nil
    }
    return old
  }

  private mutating func text(_ text: String, _ asks: Box.Asks, at place: FormPlace) -> String? {
    var reader = AnswerReader(children: [])
    let read: String? =
      switch asks {
      case .line(let max): reader.text(.text(text), max: max, isOneLine: true, at: place)
      case .lines(let max): reader.text(.text(text), max: max, isOneLine: false, at: place)
      case .date: reader.date(.text(text), at: place)?.description
      }
    if read == nil, reader.faults.isEmpty {
      reader.refuse(place, .missing, "Write what is right.")
    }
    faults += reader.faults
    return reader.faults.isEmpty ? read : nil
  }
}

/// One box of the form, down to the member of a person in a row.
private struct Box {
  /// What may stand in it.
  enum Asks {
    case line(max: Int)
    case lines(max: Int)
    case date
  }

  let place: FormPlace
  let asks: Asks

  /// The box that a pointer leads to, if it leads to one.
  init?(_ tokens: ArraySlice<String>, among fields: [Field], at place: FormPlace = FormPlace()) {
    guard let field = fields.first(where: { $0.id.text == tokens.first }) else { return nil }
    let place = place.field(field)
    var rest = tokens.dropFirst()
    // As it is read, what might have been withheld lies one step deeper.
    if field.mayBeWithheld, rest.first == "given" { rest = rest.dropFirst() }
    switch field.kind {
    case .table(let columns, _):
      guard let row = rest.first.flatMap({ Int($0) }) else { return nil }
      self.init(rest.dropFirst(), among: columns, at: place.row(row))
    case .text(let max): self.init(.line(max: max), rest, at: place)
    case .lines(let max): self.init(.lines(max: max), rest, at: place)
    case .date: self.init(.date, rest, at: place)
    case .practitioner(let labels):
      self.init(
        member: rest,
        of: ["name": labels.name, "role": labels.role, "agency": labels.agency], at: place)
    case .child(let labels):
      self.init(
        member: rest,
        of: [
          "name": labels.name, "birthDate": labels.birthDate, "expectedDate": labels.birthDate,
        ], at: place)
    case .yesNo, .choice, .choices, .agency, .signature: return nil
    }
  }

  private init?(_ asks: Asks, _ rest: ArraySlice<String>, at place: FormPlace) {
    guard rest.isEmpty else { return nil }
    self.asks = asks
    self.place = place
  }

  private init?(member rest: ArraySlice<String>, of labels: [String: String?], at place: FormPlace)
  {
    guard rest.count == 1, let name = rest.first, let label = labels[name] ?? nil else {
      return nil
    }
    asks = name.hasSuffix("Date") ? .date : .line(max: AnswerReader.longestName)
    self.place = place.member(name, label)
  }
}
