import JSON
import Testing

/// One escalation under Sutton's policy, with everybody who may act in it.
struct SuttonCase {
  private static let shared = Result {
    try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
  }

  /// A server of one's own where time is moved; the others share one that stands on a Monday morning.
  static func ownServer() throws -> RunningServer {
    try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
  }

  /// The one that the others share.
  static func common() throws -> RunningServer { try shared.get() }

  let server: RunningServer
  let school: Caller
  let care: Caller
  let health: Caller
  let office: Caller
  let chair: Caller
  /// The receipt of raising.
  let receipt: Caller.Answer
  /// The escalation's reference.
  let reference: String

  /// The policy as it is served.
  static func policy() async throws -> JSONValue {
    let answer = try await shared.get().caller("sutton-st-hilda").get("/v1/policies/sutton")
    return answer.json
  }

  /// What raising without any escalation to follow is answered.
  static func raise(_ members: String, child: Bool = true) async throws -> Caller.Answer {
    try await shared.get().caller("sutton-st-hilda").post(
      "/v1/escalations", body(members, child: child))
  }

  private static func body(_ members: String, child: Bool) -> String {
    let children = child ? ", \"children\": [{\"localReference\": \"ST-0042\"}]" : ""
    return """
      {"policy": "sutton", "receiving": ["sutton-social-care"], "involved": ["sutton-health"], \
      "summary": "The plan was changed without us and we still worry.", "immediateRisk": "no"\
      \(children)\(members.isEmpty ? "" : ", ")\(members)}
      """
  }

  /// An escalation that the school raises with social care, health being involved.
  init(_ members: String = "", child: Bool = true, on own: RunningServer? = nil) async throws {
    server = try own ?? SuttonCase.shared.get()
    school = server.caller("sutton-st-hilda")
    care = server.caller("sutton-social-care")
    health = server.caller("sutton-health")
    office = server.caller("partnership", of: "sutton-lscp")
    chair = server.caller("decider", of: "sutton-lscp")
    receipt = try await school.post(
      "/v1/escalations", SuttonCase.body(members, child: child))
    try #require(receipt.status == 201, "\(receipt.text)")
    reference = try #require(receipt.json["reference"]?.stringValue)
  }

  /// A post on the escalation, by the school unless somebody else is named.
  @discardableResult
  func post(_ act: String, _ body: String, by caller: Caller? = nil) async throws -> Caller.Answer {
    try await (caller ?? school).post("/v1/escalations/\(reference)/\(act)", body)
  }

  /// The same, against the state as it was last seen.
  @discardableResult
  func change(_ act: String, _ body: String, by caller: Caller? = nil) async throws
    -> Caller.Answer
  {
    try await (caller ?? school).post(basedOn: reference, act, body)
  }

  /// A move to another stage.
  @discardableResult
  func move(to stage: String, by caller: Caller? = nil) async throws -> Caller.Answer {
    try await change(
      "stage-moves", "{\"to\": \"\(stage)\", \"immediateRisk\": \"no\"}", by: caller)
  }

  /// A move that has to work for the rest of a test to mean anything.
  func mustMove(to stages: String...) async throws {
    for stage in stages {
      if stage == "stage-2" { try await recognise() }
      let answer = try await move(to: stage)
      try #require(answer.status == 201, "\(answer.text)")
    }
  }

  /// The recognition that opens the formal process.
  func recognise() async throws {
    let answer = try await post(
      "acts",
      """
      {"kind": "check", "duties": ["s1-recognise"], \
      "by": {"name": "A. Lead", "role": "safeguarding-lead"}}
      """)
    #expect(answer.status == 201, "\(answer.text)")
  }

  /// A record confirmed and an outcome agreed: resolved with the school's assent.
  @discardableResult
  func resolve() async throws -> Caller.Answer {
    try await change(
      "resolution",
      """
      {"basis": "assent", "outcome": "partly-changed", \
      "contents": {"agreed-outcome": "Both agencies visit together."}}
      """)
  }

  /// What is or was owed, as somebody sees it.
  func owed(_ caller: Caller? = nil) async throws -> [JSONValue] {
    let answer = try await (caller ?? school).get("/v1/escalations/\(reference)/owed")
    return answer.json["duties"]?.arrayValue ?? []
  }

  /// The items of one duty, as somebody sees them.
  func items(_ duty: String, _ caller: Caller? = nil) async throws -> [JSONValue] {
    try await owed(caller).filter { $0["duty"]?.stringValue == duty }
  }

  /// How the last item of a duty stands; nil where it is not owed.
  func state(_ duty: String, _ caller: Caller? = nil) async throws -> String? {
    try await items(duty, caller).last?["state"]?.stringValue
  }

  /// The escalation in full, as somebody sees it.
  func detail(_ caller: Caller? = nil) async throws -> JSONValue {
    try await (caller ?? school).get("/v1/escalations/\(reference)").json
  }

  /// Where it stands.
  func standing() async throws -> String? {
    try await school.get("/v1/escalations/\(reference)/status").json["state"]?.stringValue
  }
}

extension JSONValue {
  /// The entry of a list that has that code or id.
  func listed(_ name: String) -> JSONValue? {
    arrayValue?.first { $0["code"]?.stringValue == name || $0["id"]?.stringValue == name }
  }

  /// Codes or ids of a list's entries.
  var listedNames: [String] {
    (arrayValue ?? []).compactMap { $0["code"]?.stringValue ?? $0["id"]?.stringValue }
  }

  /// Clauses that a refusal rests on.
  var groundClauses: [String] {
    (self["errors"]?.arrayValue ?? []).compactMap { $0["clause"]?.stringValue }
  }

  /// Codes of a receipt's remarks.
  var remarkCodes: [String] { self["warnings"]?.listedNames ?? [] }

  /// Whether an escalation in full shows an act of that kind.
  func hasActOf(_ kind: String) -> Bool {
    self["acts"]?.arrayValue?.contains { $0["kind"]?.stringValue == kind } ?? false
  }
}
