import Casework
import Escalations
import JSON

/// All access entries that a question asks for, a page at a time, as lines of JSON or of CSV (RFC 4180).
struct AccessPieces: Pieces {
  private static let header = "sequence,recordedAt,who,role,agency,what,escalation,request,hash\r\n"

  private var query: AccessQuery
  private let viewer: Viewer
  private let isCSV: Bool
  private var hasBegun = false
  private var hasEnded = false
  private(set) var rows = 0

  init(_ query: AccessQuery, for viewer: Viewer, as mediaType: String) {
    self.query = query
    self.query.limit = 200
    self.viewer = viewer
    isCSV = mediaType == "text/csv"
  }

  mutating func next(from reader: any Reader) throws(Failure) -> [UInt8]? {
    if hasEnded { return nil }
    let page = try reader.accesses(query, for: viewer)
    var octets: [UInt8] = []
    if isCSV, !hasBegun { octets += Array(Self.header.utf8) }
    hasBegun = true
    for row in page.rows { octets += isCSV ? csv(row) : line(row) }
    rows += page.rows.count
    query.after = page.next
    hasEnded = page.next == nil
    return octets
  }

  private func line(_ row: AccessRow) -> [UInt8] {
    JSONWriter.object { row.write(to: &$0) } + [UInt8(ascii: "\n")]
  }

  /// The request's id is its client's; every other field is a name, a code or a number of ours.
  private func csv(_ row: AccessRow) -> [UInt8] {
    var text = CSVText(guarded: true)
    text.line([
      .plain("\(row.sequence)"), .plain("\(row.recordedAt)"), .plain(row.credential.text),
      .plain(row.role.rawValue), .plain(row.agency?.text ?? ""), .plain(row.kind.rawValue),
      .plain(row.reference?.text ?? ""), .text(row.request), .plain(row.hash),
    ])
    return text.bytes
  }
}
