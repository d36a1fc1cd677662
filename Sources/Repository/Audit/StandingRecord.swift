import Escalations
import SQLite

/// What the partnerships' own events say stands: which documents were loaded, which agencies there are, whose
/// credentials are good for what, who alone may see what, what is held, and in which epoch.
///
/// These lie in tables of their own, which nothing is replayed into; the events hold what they must agree with.
struct StandingRecord {
  /// The digests that a version was loaded with: one, unless two partnerships say otherwise.
  private(set) var documents: [Document: Set<String>] = [:]
  private(set) var agencies: [String: Agency] = [:]
  private(set) var credentials: [String: Credential] = [:]
  /// By escalation, the credentials that alone see it.
  private(set) var namings: [String: Set<String>] = [:]
  /// By the row of the event that placed them.
  private(set) var holds: [Int64: Hold] = [:]
  private(set) var epoch: Int64 = 1

  /// What the events of one partnership say, or of all for 0.
  init(_ connection: Connection, partnership: Int64) throws(SQLiteError) {
    var said = StandingRecord()
    try connection.prepare(Self.eventsSQL).rows(partnership) { row in
      said.take(
        row.int64(0), row.text(1), AdministrativeCodec.body(of: row.text(2)), of: row.text(3))
    }
    self = said
  }

  private init() {}

  /// The joins keep SQLite to this order: left to itself it reads every event there is.
  private static let eventsSQL = """
    SELECT v.id, v.kind, v.payload, g.name
    FROM partnership g CROSS JOIN stream s ON s.reference = g.prefix
    CROSS JOIN event v ON v.stream_id = s.id
    WHERE ?1 IN (0, g.id) ORDER BY g.id, v.number
    """

  private mutating func take(
    _ event: Int64, _ kind: String, _ body: [String: String], of partnership: String
  ) {
    switch kind {
    case "policy.loaded": load(.policy, body["policy"], body)
    case "template.loaded": load(.template, body["template"], body)
    case "calendar.loaded", "holiday.added", "holiday.withdrawn":
      load(.calendar, body["calendar"], body)
    case "agency.added":
      agencies[body["agency"] ?? ""] = Agency(
        partnership: partnership, kind: body["kind"] ?? "", successor: body["successor"])
    case "agency.changed", "agency.rolesChanged": change(body["agency"] ?? "", kind, body)
    case AdministrativeCodec.credentialIssuedKind:
      credentials[body["credential"] ?? ""] = Credential(issued: body, of: partnership)
    case AdministrativeCodec.credentialRotatedKind:
      credentials[body["credential"] ?? ""]?.rotate(body)
    case AdministrativeCodec.credentialRevokedKind:
      credentials[body["credential"] ?? ""]?.isRevoked = true
    case AdministrativeCodec.restrictionNamedKind:
      let names = (body["credentials"] ?? "").split(separator: " ").map(String.init)
      namings[body["escalation"] ?? ""] = Set(names)
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

  private mutating func change(_ agency: String, _ kind: String, _ body: [String: String]) {
    agencies[agency]?.revision = body["revision"].flatMap { Int($0) } ?? 0
    guard kind == "agency.changed" else { return }
    agencies[agency]?.kind = body["kind"] ?? ""
    agencies[agency]?.successor = body["successor"]
  }

  private mutating func release(_ reference: String, by event: Int64) {
    for (placed, hold) in holds where hold.reference == reference && hold.releasedBy == nil {
      holds[placed]?.releasedBy = event
    }
  }
}

extension StandingRecord.Credential {
  /// As it was issued; the first releases did not say with which token.
  fileprivate init(issued body: [String: String], of partnership: String) {
    self.init(
      partnership: partnership, role: body["role"] ?? "", agency: body["agency"],
      seesRestricted: body["seesRestricted"] == "true")
    guard let digest = body["tokenDigest"] else { return }
    token = digest
    former = Former(token: nil, until: nil)
    limits = Limits(expires: body["expiresAt"].flatMap { Instant($0) }, panel: body["panel"])
  }

  fileprivate mutating func rotate(_ body: [String: String]) {
    former = token.map { Former(token: $0, until: body["previousUntil"].flatMap { Instant($0) }) }
    token = body["tokenDigest"]
  }
}
