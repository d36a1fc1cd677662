import HTTP
import JSON

extension FieldName {
  /// The field `Accept-Post`.
  static let acceptPost = FieldName(literal: "Accept-Post")
}

extension FieldValue {
  /// A value that this program put together of parts it knows to be clean; anything else is escaped.
  init(verbatim text: String) { self = FieldValue(text) ?? FieldValue(escaping: text) }
}

extension Response {
  /// Fields of every answer: no guessing of types, nothing to run, nothing kept without asking again.
  static let privateFields: Fields = {
    var fields = Fields()
    fields.append(.cacheControl, "private, no-cache")
    fields.append(.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'")
    fields.append(.contentTypeOptions, "nosniff")
    fields.append(.vary, "Authorization, Accept")
    return fields
  }()

  /// An answer of JSON.
  static func json(_ bytes: [UInt8], _ status: Status = .ok) -> Response {
    content("application/json", bytes, status)
  }

  /// An answer of another media type.
  static func content(
    _ mediaType: FieldValue, _ bytes: [UInt8], _ status: Status = .ok
  ) -> Response {
    var response = Response(status, fields: privateFields, body: bytes)
    response.fields.append(.contentType, mediaType)
    return response
  }

  /// The same with its ETag.
  func tagged(_ tag: String) -> Response {
    var response = self
    response.fields.append(.etag, FieldValue(verbatim: tag))
    return response
  }

  /// That nothing has changed since the client read it (RFC 9110 section 15.4.5).
  static func unchanged(_ tag: String) -> Response {
    Response(.notModified, fields: privateFields).tagged(tag)
  }
}

extension JSONWriter {
  /// The bytes of an object whose members the closure writes.
  static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    members(&json)
    json.endObject()
    return json.bytes
  }
}
