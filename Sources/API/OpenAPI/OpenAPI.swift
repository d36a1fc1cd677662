import HTTP
public import JSON

/// The description of the API (OpenAPI 3.1), made of the table of routes and of nothing else, so that what
/// is served and what is described are the same.
public enum OpenAPI {
  /// The description as YAML, as it is served and as it lies in the repository.
  public static let yaml: String = YAML.text(of: document)

  /// The description.
  public static let document: JSONValue = document(Routes.all)

  /// The description of these routes.
  static func document(_ routes: [Route]) -> JSONValue {
    var components = Components()
    var paths = JSONObject()
    for route in routes {
      var operations = paths[route.path.text]?.objectValue ?? JSONObject()
      let operation = RouteDescription(route)
      operations[route.method.text.lowercased()] = operation.described(in: &components)
      paths[route.path.text] = .object(operations)
    }
    return .object([
      "openapi": "3.1.1", "info": info, "servers": [["url": "/"]],
      "security": [["token": []]], "tags": tags, "paths": .object(paths),
      "components": components.described,
    ])
  }

  private static let info: JSONValue = [
    "title": "Parley", "version": "1",
    "summary": "The record of professional disagreements about a child's safety.",
    "description": .string(
      """
      Instants are RFC 3339 in UTC, dates are dates in Europe/London. Errors are RFC 9457 problems \
      with every fault and its JSON Pointer. Unknown and duplicate members are refused. Commands take \
      an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07; refusals are not kept, so a \
      command that was refused may be sent again with its key). Health is in the manner of \
      draft-inadarei-api-health-check-06. Bank holidays: public sector information licensed under \
      the Open Government Licence v3.0.
      """),
  ]

  private static let tags: JSONValue = [
    ["name": "service", "description": "Running it."],
    ["name": "rules", "description": "Policies, calendars, agencies."],
    ["name": "reads", "description": "What escalations say."],
    ["name": "audit", "description": "The record as an auditor checks it."],
    ["name": "commands", "description": "What happens to escalations."],
  ]
}

/// Named shapes and answers, described once.
struct Components {
  static let prefix = "#/components/schemas/"
  private var schemas = JSONObject()

  /// A schema that refers to named shapes, which are kept here.
  mutating func schema(_ shape: Shape) -> JSONValue {
    let (schema, definitions) = shape.described(referringTo: Self.prefix)
    for (name, definition) in definitions {
      precondition(
        schemas[name] == nil || schemas[name] == definition, "two shapes are named \(name)")
      schemas[name] = definition
    }
    return schema
  }

  var described: JSONValue {
    var copy = self
    let problem = copy.schema(ProblemWire.shape)
    return .object([
      "schemas": .object(copy.schemas),
      "responses": [
        "Problem": [
          "description": "What was wrong, and what would be right.",
          "content": ["application/problem+json": ["schema": problem]],
        ]
      ],
      "securitySchemes": [
        "token": [
          "type": "http", "scheme": "bearer",
          "description": "A token of a role and of one agency or partnership.",
        ]
      ],
    ])
  }
}
