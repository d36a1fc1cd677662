import SQLite

/// What the partnerships' own events say stands: which documents were loaded, whose credentials are good for
/// what, what is held, and in which epoch.
///
/// These lie in tables of their own, which nothing is replayed into; the events hold what they must agree with.
struct StandingRecord {
  /// A version of a document.
  struct Document: Hashable {
    /// What kind of document, and the table of its versions.
    enum Kind: String, CaseIterable {
      case policy
      case template
      case calendar
    }

    let kind: Kind
    let name: String
    let version: String
  }

  /// What a credential is good for.
  struct Credential: Equatable {
    var role: String
    var agency: String?
    var seesRestricted: Bool
    var isRevoked = false
  }

  /// A hold.
  struct Hold: Equatable {
    let reference: String
    /// The row of the event that released it.
    var releasedBy: Int64?
  }

  /// The digests that a version was loaded with: one, unless two partnerships say otherwise.
  private(set) var documents: [Document: Set<String>] = [:]
  private(set) var credentials: [String: Credential] = [:]
  /// By the row of the event that placed them.
  private(set) var holds: [Int64: Hold] = [:]
  private(set) var epoch: Int64 = 1

  /// What the events of one partnership say, or of all for 0.
  init(_ connection: Connection, partnership: Int64) throws(SQLiteError) {
    var said = StandingRecord()
    try connection.prepare(Self.eventsSQL).rows(partnership) { row in
      said.take(row.int64(0), row.text(1), AdministrativeCodec.body(of: row.text(2)))
    }
    self = said
  }

  private init() {}

  /// The joins keep SQLite to this order: left to itself it reads every event there is.
  private static let eventsSQL = """
    SELECT v.id, v.kind, v.payload
    FROM partnership g CROSS JOIN stream s ON s.reference = g.prefix
    CROSS JOIN event v ON v.stream_id = s.id
    WHERE ?1 IN (0, g.id) ORDER BY g.id, v.number
    """

  private mutating func take(_ event: Int64, _ kind: String, _ body: [String: String]) {
    switch kind {
    case "policy.loaded": load(.policy, body["policy"], body)
    case "template.loaded": load(.template, body["template"], body)
    case "calendar.loaded", "holiday.added", "holiday.withdrawn":
      load(.calendar, body["calendar"], body)
    case "credential.issued":
      credentials[body["credential"] ?? ""] = Credential(
        role: body["role"] ?? "", agency: body["agency"],
        seesRestricted: body["seesRestricted"] == "true")
    case "credential.revoked": credentials[body["credential"] ?? ""]?.isRevoked = true
    case AdministrativeCodec.holdPlacedKind:
      holds[event] = Hold(reference: body["escalation"] ?? "")
    case AdministrativeCodec.holdReleasedKind: release(body["escalation"] ?? "", by: event)
    case AdministrativeCodec.restoredKind:
      epoch = max(epoch, body["epoch"].flatMap { Int64($0) } ?? 1)
    default: break
    }
  }

  private mutating func load(_ kind: Document.Kind, _ name: String?, _ body: [String: String]) {
    let document = Document(kind: kind, name: name ?? "", version: body["version"] ?? "")
    documents[document, default: []].insert(body["digest"] ?? "")
  }

  private mutating func release(_ reference: String, by event: Int64) {
    for (placed, hold) in holds where hold.reference == reference && hold.releasedBy == nil {
      holds[placed]?.releasedBy = event
    }
  }
}
