import Escalations
public import JSON
public import NotificationForms

extension RawAnswer {
  /// What a client sent, as the forms take it.
  public init(_ json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let value): self = .boolean(value)
    case .number: self = .number
    case .string(let text): self = .text(text)
    case .array(let values): self = .list(values.map(RawAnswer.init))
    case .object(let object):
      self = .object(object.members.map { RawMember(name: $0.name, value: RawAnswer($0.value)) })
    }
  }
}

extension Answers {
  /// The answers as they are sent, in the order of the fields;
  /// ``Answers/read(_:template:children:)`` takes them back, save what is erased.
  public func json(_ fields: [Field]) -> JSONValue {
    var object = JSONObject()
    for field in fields {
      guard let answer = self[field.id] else { continue }
      object[field.id.text] = answer.json(field)
    }
    return .object(object)
  }
}

extension Answer {
  fileprivate func json(_ field: Field) -> JSONValue {
    switch self {
    case .withheld: ["withheld": true]
    case .erased: ["erased": true]
    case .text, .date, .yesNo, .choice, .choices, .practitioner, .agency, .child, .rows:
      field.mayBeWithheld ? ["given": given(field)] : given(field)
    }
  }

  private func given(_ field: Field) -> JSONValue {
    switch self {
    case .text(let text): return .string(text)
    case .date(let date): return .string(date.description)
    case .yesNo(let isYes): return .bool(isYes)
    case .choice(let code): return .string(code.text)
    case .choices(let codes): return .array(codes.map { .string($0.text) })
    case .practitioner(let person):
      return .members([
        ("name", person.name), ("role", person.role), ("agency", person.agency),
      ])
    case .agency(let agency): return .members([("id", agency.id?.text), ("name", agency.name)])
    case .child(let child): return self.child(child)
    case .rows(let rows):
      guard case .table(let columns, _) = field.kind else { return [] }
      return .array(rows.map { $0.json(columns) })
    case .withheld, .erased: return .null
    }
  }

  private func child(_ child: ChildAnswer) -> JSONValue {
    let names = [("key", child.key), ("name", child.name)]
    switch child.birth {
    case .born(let date)?: return .members(names + [("birthDate", date.description)])
    case .expected(let date)?: return .members(names + [("expectedDate", date.description)])
    case .notKnown?: return .members(names, flag: "birthDateNotKnown")
    case .erased?: return .members(names, flag: "birthDateErased")
    case nil: return .members(names)
    }
  }
}

extension JSONValue {
  /// An object of the texts that are there.
  fileprivate static func members(
    _ members: [(String, String?)], flag: String? = nil
  ) -> JSONValue {
    var object = JSONObject()
    for (name, text) in members { object[name] = text.map { .string($0) } }
    if let flag { object[flag] = true }
    return .object(object)
  }
}
