import Casework
import Digest
import Escalations

/// The place where a page ended, as the client carries it: veiled, signed, and good for the same question
/// by the same viewer only.
///
/// A place holds numbers of rows and of events, which would tell how much there is beside what is seen.
struct Cursor {
  private static let codeLength = 16
  private static let payloadLength = 32
  private static let length = payloadLength + codeLength

  private let key: HMACSHA256
  private let veil: HMACSHA256
  /// What the question was: route, filters and whose eyes.
  private let question: [UInt8]
  /// How often the store was restored: a place of another epoch may be lost or be another's.
  private let epoch: Int64

  init(secret: [UInt8], epoch: Int64, question: String, viewer: Viewer) {
    self.epoch = epoch
    key = HMACSHA256(key: Array("cursor:".utf8) + secret)
    veil = HMACSHA256(key: Array("cursor-veil:".utf8) + secret)
    let scope = "\(viewer.role.rawValue)\n\(viewer.partnership)\n\(viewer.agency?.text ?? "-")\n"
    self.question = Array((scope + question).utf8)
  }

  /// The text that stands for the position.
  func text(_ position: Position) -> String {
    let octets =
      Self.octets(position.key) + Self.octets(position.tie) + Self.octets(position.since)
      + Self.octets(epoch)
    let code = code(octets)
    return Base64URL.encode(veiled(octets, by: code) + code)
  }

  /// The position that the text stands for.
  func position(_ text: String) throws(Unserved) -> Position {
    guard let octets = Base64URL.decode(text), octets.count == Self.length else { throw .cursor }
    let given = Array(octets.dropFirst(Self.payloadLength))
    let payload = veiled(Array(octets.prefix(Self.payloadLength)), by: given)
    guard isEqualInConstantTime(given, code(payload)) else { throw .cursor }
    guard Self.number(payload[24..<32]) == epoch else { throw .cursorBeforeRestore }
    return Position(
      key: Self.number(payload[0..<8]), tie: Self.number(payload[8..<16]),
      since: Self.number(payload[16..<24]))
  }

  private func code(_ payload: [UInt8]) -> [UInt8] {
    Array(key.code(for: payload + question).bytes.prefix(Self.codeLength))
  }

  /// Veils or unveils a payload: its code stands for it alone, so no two payloads share what is laid over them.
  private func veiled(_ payload: [UInt8], by code: [UInt8]) -> [UInt8] {
    zip(payload, veil.code(for: code).bytes).map { $0 ^ $1 }
  }

  private static func octets(_ number: Int64) -> [UInt8] {
    let bits = UInt64(bitPattern: number)
    return (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
  }

  private static func number(_ octets: ArraySlice<UInt8>) -> Int64 {
    Int64(bitPattern: octets.reduce(0) { $0 << 8 | UInt64($1) })
  }
}
