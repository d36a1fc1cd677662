import Escalations
public import JSON
public import NotificationForms

extension Template {
  /// The template as its file would write it; ``TemplateReader`` reads it back as the same template.
  public var json: JSONValue {
    JSONObject.of(
      [
        ("id", .string(id.text)), ("version", .string(version)), ("title", .string(title)),
        ("effectiveFrom", .string(effectiveFrom.description)),
        ("effectiveTo", effectiveTo.map { .string($0.description) }),
        ("policies", .array(policies.map(\.json))), ("notices", .texts(notices)),
        ("authors", .array(authors.map(\.json))), ("parts", .array(parts.map(\.json))),
        ("sections", .array(sections.map(\.json))),
      ] + provenance.json)
  }
}

extension Template.Service {
  fileprivate var json: JSONValue {
    JSONObject.of([("id", .string(policy.text)), ("tracks", .texts(tracks.map(\.text)))])
  }
}

extension FormAuthor {
  fileprivate var json: JSONValue {
    JSONObject.of([
      ("id", .string(id.text)), ("title", .string(title)), ("roles", .texts(roles.map(\.text))),
      ("side", side.map { .string($0.rawValue) }),
    ])
  }
}

extension FormPart {
  fileprivate var json: JSONValue {
    JSONObject.of(
      [
        ("id", .string(id.text)), ("title", .string(title)), ("when", .string(time.rawValue)),
        ("signedBy", .texts(signedBy.map(\.text))),
      ] + provenance.json)
  }
}

extension FormSection {
  fileprivate var json: JSONValue {
    JSONObject.of([
      ("title", .string(title)), ("hint", hint.map { .string($0) }), ("part", .string(part.text)),
      ("author", .string(author.text)), ("fields", .array(fields.map(\.json))),
    ])
  }
}

extension Field {
  fileprivate var json: JSONValue {
    JSONObject.of(
      [
        ("id", .string(id.text)), ("label", .string(label)), ("hint", hint.map { .string($0) }),
        ("kind", kind.json), requirement.json, ("shownIf", shownIf?.json),
        ("prefilledFrom", prefilledFrom.map { .string($0.description) }),
        ("sensitivity", sensitivity.json), ("mayBeWithheld", mayBeWithheld ? .bool(true) : nil),
        ("learning", learning?.json), ("content", content.map { .string($0.text) }),
      ] + provenance.json)
  }
}

extension Field.Requirement {
  fileprivate var json: (String, JSONValue?) {
    switch self {
    case .optional: ("required", Optional<JSONValue>.none)
    case .required: ("required", .bool(true))
    case .requiredIf(let condition): ("requiredIf", condition.json)
    }
  }
}

extension Field.Sensitivity {
  fileprivate var json: JSONValue {
    switch self {
    case .plain: ["plain": true]
    case .narrative: ["narrative": true]
    case .personal(let kind): ["personal": .string(kind.rawValue)]
    }
  }
}

extension LearningRule {
  fileprivate var json: JSONValue {
    JSONObject.of([
      ("kind", .string(kind)), ("routes", .texts(routes.map(\.text))),
      ("words", words.map { .string($0.text) }),
    ])
  }
}

extension FieldKind {
  fileprivate var json: JSONValue { JSONObject.of([(name.rawValue, inner)]) }

  private var inner: JSONValue {
    switch self {
    case .text(let max), .lines(let max): return ["max": .integer(Int64(max))]
    case .date(let rule): return ["lies": .string(rule.rawValue)]
    case .yesNo, .agency: return true
    case .choice(let choices), .choices(let choices):
      return .array(
        choices.map { ["code": .string($0.code.text), "title": .string($0.title)] })
    case .practitioner(let labels):
      return JSONObject.of([
        ("name", .string(labels.name)), ("role", labels.role.map { .string($0) }),
        ("agency", labels.agency.map { .string($0) }),
      ])
    case .child(let labels):
      return JSONObject.of([
        ("name", .string(labels.name)), ("birthDate", labels.birthDate.map { .string($0) }),
      ])
    case .table(let columns, let maxRows):
      return ["maxRows": .integer(Int64(maxRows)), "columns": .array(columns.map(\.json))]
    case .signature(let author): return .string(author.text)
    }
  }
}

extension FieldCondition {
  fileprivate var json: JSONValue {
    switch self {
    case .all(let parts): ["all": .array(parts.map(\.json))]
    case .any(let parts): ["any": .array(parts.map(\.json))]
    case .not(let part): ["not": part.json]
    case .answered(let field): ["answered": .string(field.text)]
    case .yes(let field): ["yes": .string(field.text)]
    case .no(let field): ["no": .string(field.text)]
    case .chosen(let field, let codes):
      ["chosen": ["field": .string(field.text), "codes": .array(codes.map { .string($0.text) })]]
    case .reached(let stage): ["reached": .string(stage.text)]
    case .hasChild: ["hasChild": true]
    case .closed: ["closed": true]
    }
  }
}

extension Provenance {
  fileprivate var json: [(String, JSONValue?)] {
    [
      ("clause", .string(clause)), ("assumed", basis == .assumed ? .bool(true) : nil),
      ("notStated", basis == .notStated ? .bool(true) : nil), ("note", note.map { .string($0) }),
    ]
  }
}

extension JSONObject {
  /// An object of the members that have a value, in order.
  fileprivate static func of(_ members: [(String, JSONValue?)]) -> JSONValue {
    var object = JSONObject()
    for case (let name, let value?) in members { object[name] = value }
    return .object(object)
  }
}

extension JSONValue {
  /// A list of texts; nil for an empty one, which a file leaves out.
  fileprivate static func texts(_ texts: [String]) -> JSONValue? {
    texts.isEmpty ? JSONValue?.none : .array(texts.map { .string($0) })
  }
}
