import Casework
import Digest
import Escalations
import HTTP
import JSON

/// Pages and the way from one to the next.
extension Exchange {
  /// The position after which the page begins.
  func position(_ viewer: Viewer) throws(Unserved) -> Position? {
    guard let text = query["cursor"].optionalText else { return nil }
    return try cursor(viewer).position(text)
  }

  /// Where the page after that position is.
  func link(after position: Position, for viewer: Viewer) -> String {
    link(to: cursor(viewer).text(position))
  }

  /// A page, under an ETag of what it says.
  func page<Row>(
    _ rows: [Row], next: Position?, _ until: Instant?, _ generation: UInt64?, _ viewer: Viewer,
    _ write: (inout JSONWriter, Row) -> Void
  ) -> Reply {
    let cursor = cursor(viewer)
    let nextPage = next.map { link(to: cursor.text($0)) }
    let bytes = JSONWriter.object { json in
      json.objects("items", rows, write)
      json.member("next", nextPage)
    }
    let digest = SHA256.digest(of: bytes).hex.prefix(16)
    let validator = Validator(words: "p-\(digest)", until: until)
    if let unchanged = unchanged(validator, for: viewer, generation: generation) {
      return unchanged
    }
    var response = Response.json(bytes).tagged(validator.tag)
    if let nextPage {
      response.fields.append(.link, FieldValue(verbatim: "<\(nextPage)>; rel=\"next\""))
    }
    return .now(response)
  }

  /// The way to the page after that position.
  func link(after position: Position, _ viewer: Viewer) -> String {
    link(to: cursor(viewer).text(position))
  }

  private func cursor(_ viewer: Viewer) -> Cursor {
    let asked = filters.map { filter in "\(filter.name)=\(filter.text)" }.sorted()
    return Cursor(
      secret: context.settings.secret, epoch: context.settings.epoch,
      question: "\(route.path.text)?\(asked.joined(separator: "&"))", viewer: viewer)
  }

  /// The parameters that say which rows are asked for; how many at a time is not one.
  private var filters: [(name: String, text: String)] {
    parameters.filter { $0.name != "cursor" && $0.name != "limit" }
  }

  private var parameters: [(name: String, text: String)] {
    (query.json.objectValue?.members ?? []).map { member in
      let number = member.value.numberValue?.literal
      let flag = member.value.boolValue.map { "\($0)" }
      return (member.name, member.value.stringValue ?? number ?? flag ?? "")
    }
  }

  private func link(to cursor: String) -> String {
    let kept = parameters.filter { $0.name != "cursor" } + [(name: "cursor", text: cursor)]
    let pairs = kept.map { parameter in "\(parameter.name)=\(Self.encoded(parameter.text))" }
    return "\(route.path.text)?\(pairs.joined(separator: "&"))"
  }

  /// Percent-encodes all but what no reader of queries can misread.
  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for octet in text.utf8 {
      let scalar = Unicode.Scalar(octet)
      if scalar.isASCII,
        scalar.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(scalar)
      {
        encoded.unicodeScalars.append(scalar)
      } else {
        encoded += "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}
