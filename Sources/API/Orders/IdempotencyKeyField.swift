import Casework
import Digest
import HTTP

/// The client's own name for a command (draft-ietf-httpapi-idempotency-key-header-07): a quoted string of
/// structured fields, or bare as older clients send it.
enum IdempotencyKeyField {
  private static let longest = 255

  /// The key with the fingerprint of the request; nil where none was sent.
  static func key(
    _ request: Request, _ viewer: Viewer
  ) throws(Unserved) -> (key: IdempotencyKey, fingerprint: String)? {
    let values = request.head.fields.values(of: .idempotencyKey)
    guard let value = values.first else { return nil }
    guard values.count == 1, let text = unquoted(value), (1...longest).contains(text.utf8.count)
    else {
      throw .header(.idempotencyKey, "Send one key of 1 to 255 visible ASCII characters.")
    }
    return (IdempotencyKey(scope: scope(viewer), key: text), fingerprint(request))
  }

  /// The key without its quotes; nil if it is written in another way (RFC 9651 section 3.3.3).
  private static func unquoted(_ value: String) -> String? {
    guard value.hasPrefix("\"") else {
      return value.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 } ? value : nil
    }
    guard value.utf8.count >= 2, value.hasSuffix("\"") else { return nil }
    var text = ""
    var isEscaped = false
    for scalar in value.dropFirst().dropLast().unicodeScalars {
      guard (0x20...0x7E).contains(scalar.value) else { return nil }
      if isEscaped {
        guard scalar == "\\" || scalar == "\"" else { return nil }
      } else if scalar == "\\" {
        isEscaped = true
        continue
      } else if scalar == "\"" {
        return nil
      }
      isEscaped = false
      text.unicodeScalars.append(scalar)
    }
    return isEscaped ? nil : text
  }

  /// Keys of one agency's systems are one set; who acts for none has its own.
  private static func scope(_ viewer: Viewer) -> String {
    viewer.agency.map { "agency:\($0)" } ?? "credential:\(viewer.credential)"
  }

  private static func fingerprint(_ request: Request) -> String {
    var hash = SHA256()
    hash.update("\(request.head.method.text)\n\(request.head.path)\n")
    hash.update(request.body)
    return hash.finalize().hex
  }
}
