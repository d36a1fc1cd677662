public import Escalations

extension Answers {
  /// The answers in two: what the record's payload may carry, and the texts that lie beside it.
  public func separated(by fields: [Field]) -> (content: FiledContent, texts: [Part]) {
    var walk = Separation()
    walk.separate(self, fields, at: FormPlace(), person: nil)
    return (FiledContent(entries: walk.entries), walk.texts)
  }
}

/// A walk that puts each answer where it belongs.
private struct Separation {
  var entries: [FiledContent.Entry] = []
  var texts: [Part] = []

  mutating func separate(
    _ answers: Answers, _ fields: [Field], at place: FormPlace, person: String?
  ) {
    for field in fields {
      guard let answer = answers[field.id] else { continue }
      separate(answer, field, at: place.field(field), person: person)
    }
  }

  private mutating func separate(
    _ answer: Answer, _ field: Field, at place: FormPlace, person: String?
  ) {
    switch answer {
    case .text(let text): put(text, field.sensitivity, at: place, person: person)
    case .date(let date): put(date.description, field.sensitivity, at: place, person: person)
    case .yesNo(let answer): note(answer ? .yes : .no, at: place)
    case .choice(let code): note(.value, code.text, at: place)
    case .choices(let codes):
      note(.count, String(codes.count), at: place)
      for (index, code) in codes.enumerated() {
        note(.value, code.text, at: place.member(String(index)))
      }
    case .practitioner(let answer):
      let person = place.person
      put(answer.name, .personal(.name), at: place.member("name"), person: person)
      put(answer.role, .personal(.name), at: place.member("role"), person: person)
      put(answer.agency, .personal(.name), at: place.member("agency"), person: person)
    case .agency(let agency):
      if let id = agency.id { note(.value, id.text, at: place.member("id")) }
      put(agency.name, field.sensitivity, at: place.member("name"), person: person)
    case .child(let child): separate(child, at: place)
    case .rows(let rows): separate(rows, field, at: place)
    case .withheld: note(.withheld, at: place)
    case .erased: note(.beside, at: place)
    }
  }

  /// All that is personal in a row about a child of the record is that child's.
  private mutating func separate(_ rows: [Answers], _ field: Field, at place: FormPlace) {
    guard case .table(let columns, _) = field.kind else { return }
    note(.count, String(rows.count), at: place)
    for (index, row) in rows.enumerated() {
      let place = place.row(index)
      let keys = columns.compactMap { column -> String? in
        guard case .child(let child)? = row[column.id] else { return nil }
        return child.key
      }
      separate(row, columns, at: place, person: keys.first ?? place.person)
    }
  }

  private mutating func separate(_ child: ChildAnswer, at place: FormPlace) {
    let person = child.key ?? place.person
    if let key = child.key { note(.value, key, at: place.member("key")) }
    put(child.name, .personal(.name), at: place.member("name"), person: person)
    let birth = Field.Sensitivity.personal(.birthDate)
    switch child.birth {
    case .born(let date)?:
      put(date.description, birth, at: place.member("birthDate"), person: person)
    case .expected(let date)?:
      put(date.description, birth, at: place.member("expectedDate"), person: person)
    case .notKnown?: note(.yes, at: place.member("birthDateNotKnown"))
    case .erased?: note(.beside, at: place.member("birthDate"))
    case nil: break
    }
  }

  private mutating func put(
    _ text: String?, _ sensitivity: Field.Sensitivity, at place: FormPlace, person: String?
  ) {
    guard let text else { return }
    switch sensitivity {
    case .plain: note(.value, text, at: place)
    case .narrative: put(text, .narrative, at: place, person: "")
    case .personal(let kind): put(text, kind, at: place, person: person ?? place.person)
    }
  }

  private mutating func put(
    _ text: String, _ kind: Part.Class, at place: FormPlace, person: String
  ) {
    note(.beside, at: place)
    let member = FiledContent.memberPrefix + place.pointer
    texts.append(Part(class: kind, person: person, member: member, text: text))
  }

  private mutating func note(
    _ says: FiledContent.Entry.Says, _ value: String? = nil, at place: FormPlace
  ) {
    entries.append(FiledContent.Entry(at: place.pointer, says: says, value: value))
  }
}

extension FormPlace {
  /// A key for whoever stands at this place and has no other: `others-2`, from the field and the
  /// row.
  fileprivate var person: String {
    let tokens = pointer.split(separator: "/").prefix(2)
    let index = tokens.dropFirst().first.flatMap { Int($0) }
    let field = tokens.first.map(String.init) ?? ""
    return index.map { "\(field)-\($0 + 1)" } ?? field
  }
}
