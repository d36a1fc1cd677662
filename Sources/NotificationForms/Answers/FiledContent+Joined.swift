public import Escalations

extension FiledContent {
  /// The answers as they were, from the content and the texts that are still there; the rest is
  /// erased.
  public func joined(with texts: [Part], fields: [Field]) -> Answers {
    Joining(content: self, texts: texts).answers(fields, at: FormPlace())
  }
}

/// The walk back: each answer from its entry and its text.
private struct Joining {
  private let entries: [String: FiledContent.Entry]
  private let texts: [String: String]

  init(content: FiledContent, texts: [Part]) {
    entries = Dictionary(content.entries.map { ($0.at, $0) }) { first, _ in first }
    let prefix = FiledContent.memberPrefix
    let answers = texts.filter { $0.member.hasPrefix(prefix + "/") }
    // A later part is a correction of an earlier one.
    self.texts = Dictionary(answers.map { (String($0.member.dropFirst(prefix.count)), $0.text) }) {
      $1
    }
  }

  func answers(_ fields: [Field], at place: FormPlace) -> Answers {
    var answers = Answers()
    for field in fields { answers[field.id] = answer(to: field, at: place.field(field)) }
    return answers
  }

  private func answer(to field: Field, at place: FormPlace) -> Answer? {
    if entry(place)?.says == .withheld { return .withheld }
    switch field.kind {
    case .text, .lines: return text(place).map { $0.map(Answer.text) ?? .erased }
    case .date:
      return text(place).map { text in text.flatMap { CivilDate($0) }.map(Answer.date) ?? .erased }
    case .yesNo: return yesNo(place)
    case .choice: return entry(place)?.value.map { .choice(Code($0)) }
    case .choices: return choices(place)
    case .practitioner: return practitioner(place)
    case .agency: return agency(place)
    case .child: return child(place)
    case .table(let columns, _):
      return count(place).map { count in
        .rows((0..<count).map { answers(columns, at: place.row($0)) })
      }
    case .signature: return nil
    }
  }

  private func entry(_ place: FormPlace) -> FiledContent.Entry? { entries[place.pointer] }

  /// The text at a place: nil where there was none, nil within where it was erased.
  private func text(_ place: FormPlace) -> String?? {
    guard let entry = entry(place) else { return nil }
    return .some(entry.says == .beside ? texts[place.pointer] : entry.value)
  }

  private func yesNo(_ place: FormPlace) -> Answer? {
    switch entry(place)?.says {
    case .yes?: .yesNo(true)
    case .no?: .yesNo(false)
    case .value?, .beside?, .withheld?, .count?, nil: nil
    }
  }

  private func count(_ place: FormPlace) -> Int? {
    entry(place)?.value.flatMap { Int($0) }.map { max($0, 0) }
  }

  private func choices(_ place: FormPlace) -> Answer? {
    count(place).map { count in
      .choices((0..<count).compactMap { entry(place.member(String($0)))?.value.map { Code($0) } })
    }
  }

  private func practitioner(_ place: FormPlace) -> Answer? {
    let members = ["name", "role", "agency"].map { text(place.member($0)) }
    if members.allSatisfy({ $0 == nil }) { return nil }
    if members.allSatisfy({ $0.flatMap { $0 } == nil }) { return .erased }
    return .practitioner(
      PractitionerAnswer(
        name: members[0] ?? nil, role: members[1] ?? nil, agency: members[2] ?? nil))
  }

  private func agency(_ place: FormPlace) -> Answer? {
    let id = entry(place.member("id"))?.value
    let name = text(place.member("name"))
    if id == nil, name == nil { return nil }
    if id == nil, name == .some(nil) { return .erased }
    return .agency(AgencyAnswer(id: id.map { AgencyID($0) }, name: name ?? nil))
  }

  private func child(_ place: FormPlace) -> Answer? {
    let key = entry(place.member("key"))?.value
    let name = text(place.member("name"))
    let birth = birth(place)
    if key == nil, name == nil, birth == nil { return nil }
    if key == nil, name == .some(nil), birth == nil || birth == .erased { return .erased }
    return .child(ChildAnswer(key: key, name: name ?? nil, birth: birth))
  }

  private func birth(_ place: FormPlace) -> ChildAnswer.Birth? {
    if entry(place.member("birthDateNotKnown")) != nil { return .notKnown }
    if let born = text(place.member("birthDate")) {
      return born.flatMap { CivilDate($0) }.map(ChildAnswer.Birth.born) ?? .erased
    }
    guard let expected = text(place.member("expectedDate")) else { return nil }
    return expected.flatMap { CivilDate($0) }.map(ChildAnswer.Birth.expected) ?? .erased
  }
}
