/// What a handler answers.
///
/// The server adds date, framing, connection and request id itself.
public struct Response: Sendable {
  /// The status of the answer.
  public var status: Status
  /// The fields that are the handler's to set.
  public var fields: Fields
  /// The content; never sent for 204, 304 and answers to HEAD.
  public var body: [UInt8]

  /// A response with these parts.
  public init(_ status: Status, fields: Fields = Fields(), body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  /// A response with content of this media type.
  public init(_ status: Status, contentType: FieldValue, body: [UInt8]) {
    self.init(status, body: body)
    fields.append(.contentType, contentType)
  }
}
