import Casework
import Escalations
import HTTP
import JSON

/// The record of all that a viewer may see: an event a line, each a JSON object by itself.
///
/// Escalations come in the order of raising, their events in theirs. What is shown of each event is what
/// `/v1/escalations/{reference}/record` shows that viewer.
struct RecordLines: Pieces {
  /// How many escalations are read at a time.
  static let stretch = 20

  private var query: TrackerQuery
  private let viewer: Viewer
  private let library: Library
  private let secret: [UInt8]
  private let now: Instant
  private var isOver = false
  private(set) var rows = 0

  init(
    _ query: TrackerQuery, _ viewer: Viewer, _ library: Library, secret: [UInt8], now: Instant
  ) {
    self.query = query
    self.query.limit = Self.stretch
    self.viewer = viewer
    self.library = library
    self.secret = secret
    self.now = now
  }

  mutating func next(from reader: any Reader) throws(Failure) -> [UInt8]? {
    var bytes: [UInt8] = []
    // A stretch in which nothing matches gives no octets, and is no end.
    while bytes.isEmpty, !isOver {
      let page = try reader.tracker(query, for: viewer)
      for row in page.rows {
        // What left the viewer's sight since the page was read is not given.
        guard let history = try reader.history(of: row.status.reference, for: viewer) else {
          continue
        }
        let view = try EscalationView(history, viewer, library, secret: secret, now: now)
        write(view, to: &bytes)
      }
      query.after = page.next
      isOver = page.next == nil
    }
    return bytes.isEmpty ? nil : bytes
  }

  private mutating func write(_ view: EscalationView, to bytes: inout [UInt8]) {
    let escalation = view.escalation
    for entry in view.history.entries {
      bytes += JSONWriter.object { json in
        json.member("reference", escalation.raised.reference)
        json.member("policy", escalation.raised.policy)
        json.member("policyVersion", escalation.policyVersion)
        json.member("mask", view.sight.mask)
        json.object("event") { json in RecordWriter(view: view).write(entry, to: &json) }
      }
      bytes.append(UInt8(ascii: "\n"))
      rows += 1
    }
  }
}

/// The whole record as a file of lines.
enum RecordExport {
  static let mediaTypes = ["application/x-ndjson"]

  static let query = TrackerReads.query.filter {
    ["policy", "state", "raisedFrom", "raisedTo"].contains($0.name)
  }

  /// The lines; that they were given out is on record before and after.
  static func lines(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try Filters(exchange, viewer).check()
    let query = try TrackerReads.question(exchange)
    let response = Response.content("application/x-ndjson", [])
    if exchange.request.head.method == .head { return .now(response) }
    let lines = RecordLines(
      query, viewer, exchange.context.library(), secret: exchange.context.settings.secret,
      now: exchange.now)
    return .stream(response, lines, exchange.exportEntries(viewer))
  }
}
