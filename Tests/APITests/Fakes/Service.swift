import Casework
import Digest
import Escalations
import HTTP
import JSON
import Testing

@testable import API

/// The API over a store in memory, with one agency or office of each kind.
final class Service {
  let store = FakeStore()
  let clock: FakeClock
  let changes = FakeCounter()
  let desk: FakeDesk
  private let handler: APIHandler
  private var keys = 0

  init(_ change: (inout APIContext) -> Void = { _ in }) throws {
    let calendar = try WorkingCalendar(
      id: "england-and-wales", title: "England and Wales", version: 1,
      coveredFrom: #require(CivilDate("2026-01-01")),
      through: #require(CivilDate("2028-12-31")),
      holidays: [Holiday(date: #require(CivilDate("2026-05-25")), title: "Spring bank holiday")])
    let zone = try #require(
      ZoneTransitions(identifier: "Europe/London", initialOffsetSeconds: 0, transitions: []))
    var library = Library(
      policies: [SamplePolicy.policy, SamplePolicy.elsewhere], calendars: [calendar.id: calendar],
      zone: zone)
    library.add(SampleForm.template)
    clock = FakeClock(try #require(Instant("2026-05-20T09:00:00Z")))
    desk = FakeDesk(store, library, clock)
    var context = APIContext(
      reader: store, desk: desk, longDesk: FakeLongDesk(store),
      library: { [desk] in desk.library },
      now: { [clock] in clock.now }, settings: APISettings(secret: Array("secret".utf8)),
      changes: Changes(
        credentials: { [changes] in changes.value }, partnership: { [changes] _ in changes.value }),
      readiness: { Readiness(checks: [Readiness.Check(name: "database", outcome: .pass)]) },
      metrics: { "# HELP up Whether it runs.\n" })
    change(&context)
    handler = APIHandler(context)
    try fill()
  }

  /// Who may ask, each by the token of the same name.
  enum Caller: String, CaseIterable {
    case school, care, police, health, office, decider, auditor, dashboard, admin, stranger, none

    var role: AccessRole {
      switch self {
      case .school, .care, .police, .health, .stranger, .none: .agency
      case .office: .partnership
      case .decider: .decider
      case .auditor: .auditor
      case .dashboard: .dashboard
      case .admin: .admin
      }
    }

    var partnership: PartnershipID { self == .stranger ? "other" : "tscp" }

    var agency: AgencyID? {
      role == .agency ? AgencyID(rawValue) : nil
    }
  }

  private func fill() throws {
    try store.add(Partnership(id: "tscp", title: "Test", prefix: "TSCP"))
    try store.add(Partnership(id: "other", title: "Other", prefix: "OSCP"))
    try store.add(Agency(id: "beyond", partnership: "other", title: "Beyond", kind: "care"))
    try store.addPolicy(SamplePolicy.policy, json: Array(#"{"id":"sample"}"#.utf8), at: clock.now)
    for caller in Caller.allCases where caller != .none {
      if let agency = caller.agency {
        try store.add(
          Agency(
            id: agency, partnership: caller.partnership, title: caller.rawValue,
            kind: caller.rawValue))
      }
      let viewer = Viewer(
        credential: CredentialID(caller.rawValue), role: caller.role,
        partnership: caller.partnership, agency: caller.agency)
      try store.add(
        Credential(
          id: viewer.credential, name: caller.rawValue, viewer: viewer,
          tokenDigest: SHA256.digest(of: "token-\(caller.rawValue)").hex, expiresAt: nil))
    }
  }

  /// Sends a request and waits for its one answer.
  @discardableResult
  func send(
    _ method: String, _ path: String, as caller: Caller = .school,
    _ fields: [(String, String)] = [], body: [UInt8]? = nil
  ) throws -> Answered {
    var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost"]
    if caller != .none { lines.append("Authorization: Bearer token-\(caller.rawValue)") }
    for (name, value) in fields { lines.append("\(name): \(value)") }
    if let body { lines.append("Content-Length: \(body.count)") }
    let head = try RequestHead(parsing: Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
    if let refusal = handler.admit(head, id: "r1") { return Answered(refusal) }
    let desk = FakeTicketDesk()
    let request = Request(head: head, body: body ?? [], peer: "127.0.0.1", id: "r1")
    let answer = handler.respond(to: request, ticket: Ticket(desk: desk, connection: 1, request: 1))
    switch answer {
    case .now(let response): return Answered(response)
    case .later: return Answered(try #require(desk.response))
    case .waiting(let otherwise): return Answered(desk.response ?? otherwise)
    case .stream(let response, let source): return try Answered(response, from: source)
    }
  }

  /// Asks.
  func get(
    _ path: String, as caller: Caller = .school, _ fields: [(String, String)] = []
  ) throws -> Answered {
    try send("GET", path, as: caller, fields)
  }

  /// Commands, under a key of its own and based on what is there now where it has to be.
  @discardableResult
  func post(
    _ path: String, as caller: Caller = .school, _ body: String, key: String? = nil,
    _ fields: [(String, String)] = []
  ) throws -> Answered {
    keys += 1
    return try send(
      "POST", path, as: caller,
      [("Content-Type", "application/json"), ("Idempotency-Key", "\"\(key ?? "key-\(keys)")\"")]
        + fields, body: Array(body.utf8))
  }

  /// Commands on an escalation, based on what is there now.
  @discardableResult
  func order(
    _ reference: String, _ path: String, as caller: Caller = .school, _ body: String
  ) throws -> Answered {
    let tag = try get("/v1/escalations/\(reference)/status", as: caller).fields[.etag] ?? ""
    return try post(
      "/v1/escalations/\(reference)/\(path)", as: caller, body, [("If-Match", tag)])
  }

  /// Commands on a form, based on what is there now.
  @discardableResult
  func change(
    _ path: String, _ method: String, as caller: Caller = .school, _ body: String
  ) throws -> Answered {
    keys += 1
    let form = path.split(separator: "/").prefix(3).joined(separator: "/")
    let tag = try get("/" + form, as: caller).fields[.etag] ?? ""
    return try send(
      method, path, as: caller,
      [
        ("Content-Type", "application/json"), ("Idempotency-Key", "\"key-\(keys)\""),
        ("If-Match", tag),
      ], body: Array(body.utf8))
  }

  /// Raises an escalation and returns its reference.
  func raise(_ more: String = "") throws -> String {
    let answer = try post("/v1/escalations", Service.raising(more))
    return try #require(answer.json["reference"]?.stringValue, "\(answer.text)")
  }

  /// The body of a small raise.
  static func raising(_ more: String = "") -> String {
    """
    {"policy":"sample","receiving":["care"],"children":[{"name":"Bo T","nhsNumber":"999 000 0018"}],\
    "summary":"SECRET our referral was closed.","immediateRisk":"no"\(more)}
    """
  }
}

/// An answer, as a test looks at it.
struct Answered {
  let status: Int
  let fields: Fields
  let text: String
  let bytes: [UInt8]
  /// What came after the content of a stream.
  let trailers: Fields

  init(_ response: Response, trailers: Fields = Fields()) {
    status = response.status.rawValue
    fields = response.fields
    bytes = response.body
    text = String(decoding: response.body, as: UTF8.self)
    self.trailers = trailers
  }

  /// A stream to its end, of a long desk that makes each piece at once.
  init(_ response: Response, from source: any BodySource) throws {
    var response = response
    while true {
      switch source.next() {
      case .chunk(let octets): response.body += octets
      case .end(let trailers):
        self.init(response, trailers: trailers)
        return
      case .notReady, .failed: throw Unfinished()
      }
    }
  }

  /// A stream that did not come to its end.
  struct Unfinished: Error {}

  var json: JSONValue { (try? JSONReader.read(bytes)) ?? .null }

  /// The problem's code.
  var code: String? { json["code"]?.stringValue }

  /// The faults, each as its code and place.
  var faults: [String] {
    (json["errors"]?.arrayValue ?? []).map { entry in
      let place = entry["pointer"]?.stringValue ?? entry["parameter"]?.stringValue ?? ""
      return "\(entry["code"]?.stringValue ?? "") \(place)"
    }
  }
}
