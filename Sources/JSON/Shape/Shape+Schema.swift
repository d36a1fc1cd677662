extension Shape {
  /// The shape as a JSON Schema document of its own (draft 2020-12), with its definitions.
  public func schema(id: String? = nil, title: String? = nil) -> JSONValue {
    let (body, definitions) = described(referringTo: "#/$defs/")
    var document = JSONObject()
    document["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    document["$id"] = id.map { .string($0) }
    document["title"] = title.map { .string($0) }
    for member in body.objectValue?.members ?? [] { document[member.name] = member.value }
    var named = JSONObject()
    for definition in definitions { named[definition.name] = definition.schema }
    document["$defs"] = named.isEmpty ? nil : .object(named)
    return .object(document)
  }

  /// The shape as a schema that refers to named shapes by that prefix, and those shapes in the order met.
  ///
  /// For an OpenAPI document the prefix is `#/components/schemas/`.
  public func described(
    referringTo prefix: String
  ) -> (schema: JSONValue, definitions: [(name: String, schema: JSONValue)]) {
    var describer = ShapeDescriber(prefix: prefix)
    let body = describer.describe(self)
    return (.object(body), describer.definitions.map { ($0.name, .object($0.schema)) })
  }
}

private struct ShapeDescriber {
  let prefix: String
  var definitions: [(name: String, schema: JSONObject)] = []

  mutating func describe(_ shape: Shape) -> JSONObject {
    switch shape {
    case .text(let rule): return describe(rule)
    case .code(let codes): return ["type": "string", "enum": strings(codes)]
    case .date: return ["type": "string", "format": "date"]
    case .instant: return ["type": "string", "format": "date-time"]
    case .integer(let range): return describe(range)
    case .number: return ["type": "number"]
    case .boolean: return ["type": "boolean"]
    case .flag: return ["const": true]
    case .list(let element, let count, let unique): return list(element, count, unique)
    case .object(let members): return object(members)
    case .oneMember(let members):
      var schema = object(members)
      schema["required"] = nil
      return schema.with("minProperties", 1).with("maxProperties", 1)
    case .map(let element, let keys, let count): return map(element, keys, count)
    case .named(let name, let summary, let inner): return define(name, summary, inner)
    case .reference(let name): return reference(name)
    case .any: return JSONObject()
    }
  }

  private func describe(_ rule: TextRule) -> JSONObject {
    var schema: JSONObject = ["type": "string"]
    schema = schema.with("minLength", rule.count.lowerBound, unless: 0)
      .with("maxLength", rule.count.upperBound, unless: Int.max)
    let blank = rule.count.lowerBound > 0 ? "\\S" : nil
    schema["pattern"] = (rule.format == nil ? blank : rule.format?.pattern).map { .string($0) }
    return schema
  }

  private func describe(_ range: ClosedRange<Int>) -> JSONObject {
    let schema: JSONObject = ["type": "integer"]
    return schema.with("minimum", range.lowerBound, unless: Int.min)
      .with("maximum", range.upperBound, unless: Int.max)
  }

  private mutating func list(
    _ element: Shape, _ count: ClosedRange<Int>, _ unique: Bool
  ) -> JSONObject {
    var schema: JSONObject = ["type": "array"]
    schema["items"] = .object(describe(element))
    schema = schema.with("minItems", count.lowerBound, unless: 0)
      .with("maxItems", count.upperBound, unless: Int.max)
    schema["uniqueItems"] = unique ? true : nil
    return schema
  }

  private mutating func object(_ members: [Member]) -> JSONObject {
    var properties = JSONObject()
    for member in members { properties[member.name] = .object(describe(member)) }
    let required = members.filter { $0.presence != .optional }.map(\.name)
    var schema: JSONObject = ["type": "object"]
    schema["properties"] = .object(properties)
    if !required.isEmpty { schema["required"] = strings(required) }
    schema["additionalProperties"] = false
    return schema
  }

  private mutating func describe(_ member: Member) -> JSONObject {
    var schema = describe(member.shape)
    if member.presence != .required { schema = orNull(schema) }
    if !member.summary.isEmpty { schema["description"] = .string(member.summary) }
    if member.sensitivity != .plain {
      schema["x-sensitivity"] = .string(member.sensitivity.rawValue)
    }
    return schema
  }

  private func orNull(_ schema: JSONObject) -> JSONObject {
    if schema.isEmpty { return schema }
    guard let type = schema["type"] else {
      return ["anyOf": [.object(schema), ["type": "null"]]]
    }
    var nullable = schema
    nullable["type"] = [type, "null"]
    if let codes = schema["enum"]?.arrayValue { nullable["enum"] = .array(codes + [.null]) }
    return nullable
  }

  private mutating func map(
    _ element: Shape, _ keys: TextFormat, _ count: ClosedRange<Int>
  ) -> JSONObject {
    var schema: JSONObject = ["type": "object"]
    schema["propertyNames"] = keys.pattern.map { ["pattern": .string($0)] }
    schema["additionalProperties"] = .object(describe(element))
    return schema.with("minProperties", count.lowerBound, unless: 0)
      .with("maxProperties", count.upperBound, unless: Int.max)
  }

  /// The place is taken before the shape is described, so that what refers to itself ends.
  private mutating func define(_ name: String, _ summary: String, _ shape: Shape) -> JSONObject {
    guard !definitions.contains(where: { $0.name == name }) else { return reference(name) }
    let place = definitions.count
    definitions.append((name, JSONObject()))
    var schema = describe(shape)
    if !summary.isEmpty { schema["description"] = .string(summary) }
    definitions[place].schema = schema
    return reference(name)
  }

  private func reference(_ name: String) -> JSONObject { ["$ref": .string(prefix + name)] }

  private func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

extension JSONObject {
  /// The same with a bound, unless it is no bound at all.
  fileprivate func with(_ name: String, _ value: Int, unless none: Int? = nil) -> JSONObject {
    guard value != none else { return self }
    var object = self
    object[name] = .integer(Int64(value))
    return object
  }
}
