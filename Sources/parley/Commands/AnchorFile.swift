import JSON
import Repository

/// A file of anchors that somebody kept: lines of the log, lines that `parley backup` and `parley verify`
/// print, or what an auditor saves from `GET /v1/audit/head`.
enum AnchorFile {
  /// What stands in it cannot be taken for anchors.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// Its anchors; a file without any is a fault, since nothing would be held against it.
  static func read(_ file: String) throws -> [Anchor] {
    let bytes = try InputFile.bytes(file)
    let anchors: [Anchor]
    if let whole = try? JSONReader.read(bytes) {
      anchors = try read(whole, in: file)
    } else {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      anchors = try lines.enumerated().flatMap { index, line in
        try read(Array(line), in: "\(file), line \(index + 1)")
      }
    }
    if anchors.isEmpty { throw Fault(description: "\(file): there is no anchor in it.") }
    return anchors
  }

  /// The anchors of all the files that were named.
  static func read(all files: [String]?) throws -> [Anchor] {
    try (files ?? []).flatMap { file in try read(file) }
  }

  private static func read(_ line: [UInt8], in place: String) throws -> [Anchor] {
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return [] }
    guard let json = try? JSONReader.read(line) else { throw fault(place, "it is no JSON") }
    return try read(json, in: place)
  }

  /// An answer of the API has its anchors in a list.
  private static func read(_ json: JSONValue, in place: String) throws -> [Anchor] {
    do throws(JSONDecodingError) {
      guard let heads = json["heads"]?.arrayValue else {
        return [try JSONDecoding.decode(Anchor.self, from: json)]
      }
      return try heads.map { head throws(JSONDecodingError) in
        try JSONDecoding.decode(Anchor.self, from: head)
      }
    } catch {
      throw fault(place, "\(error)")
    }
  }

  private static func fault(_ place: String, _ why: String) -> Fault {
    Fault(
      description: """
        \(place): no anchor: \(why). Wanted are lines `chainHead` of the log, lines that `parley backup` or \
        `parley verify` printed, or an answer of /v1/audit/head.
        """)
  }
}
