import Casework
import HTTP
import JSON

/// One route as OpenAPI describes it.
struct RouteDescription {
  let route: Route

  init(_ route: Route) { self.route = route }

  /// The operation object.
  func described(in components: inout Components) -> JSONValue {
    var operation = JSONObject()
    operation["operationId"] = .string(route.operationID)
    operation["summary"] = .string(route.summary)
    operation["tags"] = [.string(tag)]
    if let roles = route.roles {
      operation["x-roles"] = .array(roles.map(\.rawValue).sorted().map { .string($0) })
    } else {
      operation["security"] = []
    }
    let parameters = parameters(in: &components)
    operation["parameters"] = parameters.isEmpty ? nil : .array(parameters)
    if let body = route.body { operation["requestBody"] = requestBody(body, in: &components) }
    operation["responses"] = .object(responses(in: &components))
    return .object(operation)
  }

  private var tag: String {
    if route.isCommand { return "commands" }
    guard route.path.text.hasPrefix("/v1/") else { return "service" }
    if route.path.text.hasPrefix("/v1/audit/") { return "audit" }
    let isRead = ["/v1/escalations", "/v1/duties", "/v1/forms"].contains {
      route.path.text.hasPrefix($0)
    }
    return isRead ? "reads" : "rules"
  }

  private func parameters(in components: inout Components) -> [JSONValue] {
    var parameters: [JSONValue] = []
    for name in route.path.names {
      parameters.append(
        parameter(name.rawValue, "path", components.schema(name.shape), required: true))
    }
    for member in route.query {
      parameters.append(
        parameter(
          member.name, "query", components.schema(member.shape),
          required: member.presence == .required, member.summary))
    }
    return parameters + headers
  }

  private var headers: [JSONValue] {
    var headers: [JSONValue] = []
    if route.isCommand {
      headers.append(
        parameter(
          "Idempotency-Key", "header", ["type": "string", "minLength": 1, "maxLength": 255],
          required: true,
          "Your own name for this command; the same when you send it again. A dry run uses none up."
        ))
    }
    if route.needsMatch {
      headers.append(
        parameter(
          "If-Match", "header", ["type": "string"], required: true,
          "The ETag of \(route.path.names.contains(.form) ? "the form" : "the escalation") that you read."
        ))
    }
    if route.method == .put, !route.needsMatch {
      headers.append(
        parameter(
          "If-Match", "header", ["type": "string"], required: false,
          "The ETag that you read, where there is one already."))
    }
    if isConditional {
      headers.append(
        parameter(
          "If-None-Match", "header", ["type": "string"], required: false,
          "ETags that you have; one that holds is answered with 304."))
    }
    return headers
  }

  /// Whether the answer has an ETag.
  private var isConditional: Bool {
    route.method == .get && route.success.mediaTypes != AuditReads.verificationTypes
      && route.success.mediaTypes != ["text/plain"]
      && (route.path.text.hasPrefix("/v1/") || route.path.text == "/openapi.yaml")
  }

  private func parameter(
    _ name: String, _ place: String, _ schema: JSONValue, required: Bool, _ summary: String = ""
  ) -> JSONValue {
    var parameter: JSONObject = [
      "name": .string(name), "in": .string(place), "required": .bool(required),
    ]
    if !summary.isEmpty { parameter["description"] = .string(summary) }
    parameter["schema"] = schema
    return .object(parameter)
  }

  private func requestBody(_ body: Shape, in components: inout Components) -> JSONValue {
    var content: JSONObject = ["schema": components.schema(body)]
    if let example = Examples.bodies[route.path.text] { content["example"] = example }
    return ["required": true, "content": ["application/json": .object(content)]]
  }

  private func responses(in components: inout Components) -> JSONObject {
    var responses = JSONObject()
    if route.isCommand, route.success.status != .ok {
      responses["200"] = success("What would be answered; nothing was recorded.", in: &components)
    }
    responses[String(route.success.status.rawValue)] = success(
      route.success.summary, in: &components)
    if route.method == .put {
      responses["200"] = success("It was changed.", in: &components)
    }
    if isConditional {
      responses["304"] = ["description": "Nothing has changed."]
    }
    for status in problems {
      responses[String(status.rawValue)] = ["$ref": "#/components/responses/Problem"]
    }
    responses["default"] = ["$ref": "#/components/responses/Problem"]
    return responses
  }

  private func success(_ summary: String, in components: inout Components) -> JSONValue {
    var content = JSONObject()
    for mediaType in route.success.mediaTypes {
      // A page has no shape but its own; what is told line by line has one in each line, not as a whole.
      let isWhole = mediaType.hasSuffix("json") && !mediaType.hasSuffix("ndjson")
      let schema =
        mediaType == "text/html"
        ? ["type": "string"] : components.schema(isWhole ? route.success.shape ?? .any : .any)
      content[mediaType] = ["schema": schema]
    }
    var response: JSONObject = ["description": .string(summary)]
    if let headers = responseHeaders { response["headers"] = headers }
    response["content"] = .object(content)
    return .object(response)
  }

  private var responseHeaders: JSONValue? {
    guard route.isCommand || isConditional else { return nil }
    let text: JSONValue = ["type": "string"]
    var headers: JSONObject = ["ETag": ["schema": text]]
    if route.isCommand { headers["Location"] = ["schema": text] }
    return .object(headers)
  }

  /// Statuses that the route itself may answer with when something is wrong.
  private var problems: [Status] {
    var problems: [Status] = [
      .badRequest, .notFound, .methodNotAllowed, .notAcceptable, .unprocessableContent,
    ]
    if route.query.contains(where: { $0.name == "cursor" }) { problems.append(.gone) }
    if route.roles != nil { problems += [.unauthorized, .forbidden] }
    if route.body != nil {
      problems += [.lengthRequired, .contentTooLarge, .unsupportedMediaType]
    }
    if route.isCommand { problems += [.conflict, .insufficientStorage] }
    if route.method == .put { problems += [.insufficientStorage] }
    if route.needsMatch || route.method == .put {
      problems += [.preconditionFailed, .preconditionRequired]
    }
    problems += [
      .requestTimeout, .uriTooLong, .tooManyRequests, .headerFieldsTooLarge, .internalServerError,
      .serviceUnavailable,
    ]
    return problems.sorted { $0.rawValue < $1.rawValue }
  }
}
