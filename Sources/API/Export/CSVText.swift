/// A table as comma-separated values (RFC 4180, in UTF-8, lines ended by CRLF).
///
/// Spreadsheets take a cell that begins with certain signs for a formula and would run it. Such text
/// gets an apostrophe before it, which they take off again; a program that reads the file asks for
/// `guard=off` and gets what is there.
struct CSVText {
  /// A cell.
  enum Cell: Equatable {
    /// A text that somebody chose.
    case text(String)
    /// A date, a number or a code of our own.
    case plain(String)
    /// Nothing.
    case empty
  }

  private(set) var bytes: [UInt8] = []
  private let isGuarded: Bool

  init(guarded: Bool) { isGuarded = guarded }

  /// Writes a line.
  mutating func line(_ cells: [Cell]) {
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .text(let text): append(isGuarded ? Self.guarded(text) : text)
      case .plain(let text): append(text)
      case .empty: break
      }
    }
    bytes += "\r\n".utf8
  }

  /// What was written since the last time.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// The signs that begin a formula, in half and in full width, and those that may hide one.
  private static let signs = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)

  private static func guarded(_ text: String) -> String {
    let first = text.unicodeScalars.first { $0 != " " }
    return first.map(signs.contains) ?? false ? "'" + text : text
  }

  private mutating func append(_ text: String) {
    let needsQuotes =
      text.utf8.contains { octet in
        octet == UInt8(ascii: ",") || octet == UInt8(ascii: "\"") || octet < 0x20
      } || text.hasPrefix(" ") || text.hasSuffix(" ")
    guard needsQuotes else { return bytes += text.utf8 }
    bytes.append(UInt8(ascii: "\""))
    for octet in text.utf8 {
      if octet == UInt8(ascii: "\"") { bytes.append(octet) }
      bytes.append(octet)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension CSVText.Cell {
  /// A value of ours, or nothing.
  static func value(_ value: (some CustomStringConvertible)?) -> CSVText.Cell {
    value.map { .plain($0.description) } ?? .empty
  }
}
