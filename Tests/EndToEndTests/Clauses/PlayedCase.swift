import Foundation
import JSON
import Testing

/// One escalation, played through the API by the two agencies between which it lies.
struct PlayedCase {
  let server: RunningServer
  let reference: String
  let partnership: String
  /// The side that raised it.
  let raiser: Caller
  /// The side that it was raised with.
  let other: Caller
  /// What raising answered.
  let raised: JSONValue

  /// Raises under a policy, with whatever members the test is about besides those that are required.
  static func raise(
    on server: RunningServer, policy: String, of partnership: String, by raiser: String,
    with other: String, _ members: String = ""
  ) async throws -> PlayedCase {
    let caller = server.caller(raiser)
    let answer = try await caller.post(
      "/v1/escalations", body(policy: policy, with: other, members))
    let reference = try #require(answer.json["reference"]?.stringValue, "\(answer.text)")
    return PlayedCase(
      server: server, reference: reference, partnership: partnership, raiser: caller,
      other: server.caller(other), raised: answer.json)
  }

  /// The least that raises, and what a test adds or says otherwise.
  static func body(policy: String, with other: String, _ members: String = "") -> String {
    var parts = [#""policy": "\#(policy)", "receiving": ["\#(other)"]"#]
    let usual = [
      ("summary", #""The referral was closed and we still worry.""#),
      ("immediateRisk", #""no""#), ("children", #"[{"localReference": "ST-0042"}]"#),
    ]
    for (name, value) in usual where !members.contains("\"\(name)\":") {
      parts.append("\"\(name)\": \(value)")
    }
    if !members.isEmpty { parts.append(members) }
    return "{\(parts.joined(separator: ", "))}"
  }

  /// A credential with a role in the partnership.
  func office(_ role: String) -> Caller { server.caller(role, of: partnership) }

  /// Reads beneath the escalation; the raising side if nobody is named.
  func get(_ rest: String = "", by caller: Caller? = nil) async throws -> Caller.Answer {
    let path = "/v1/escalations/\(reference)" + (rest.isEmpty ? "" : "/\(rest)")
    return try await (caller ?? raiser).get(path)
  }

  /// Records; the raising side if nobody is named.
  @discardableResult
  func post(_ act: String, _ body: String, by caller: Caller? = nil) async throws -> Caller.Answer {
    try await (caller ?? raiser).post("/v1/escalations/\(reference)/\(act)", body)
  }

  /// Changes what was read.
  @discardableResult
  func change(_ act: String, _ body: String, by caller: Caller? = nil) async throws
    -> Caller.Answer
  {
    try await (caller ?? raiser).post(basedOn: reference, act, body)
  }

  /// Goes to a stage.
  @discardableResult
  func move(
    to stage: String, risk: String = "no", _ members: String = "", by caller: Caller? = nil
  ) async throws -> Caller.Answer {
    let more = members.isEmpty ? "" : ", " + members
    return try await change(
      "stage-moves", #"{"to": "\#(stage)", "immediateRisk": "\#(risk)"\#(more)}"#, by: caller)
  }

  /// Talks, which is what leaving a stage asks for.
  @discardableResult
  func discuss(_ members: String = "", by caller: Caller? = nil) async throws -> Caller.Answer {
    let practitioner = members.contains("\"by\":") ? "" : #""by": {"name": "A. Teacher"}, "#
    let more = members.isEmpty ? "" : ", " + members
    return try await post(
      "discussions", "{\(practitioner)\"summary\": \"Views exchanged.\"\(more)}", by: caller)
  }

  /// The duties of that name that the caller is shown.
  func duties(_ name: String? = nil, seenBy caller: Caller? = nil) async throws -> [JSONValue] {
    let answer = try await get("owed", by: caller)
    let all = try #require(answer.json["duties"]?.arrayValue, "\(answer.text)")
    guard let name else { return all }
    return all.filter { $0["duty"]?.stringValue == name }
  }

  /// The duty of that name that was opened last.
  func duty(_ name: String, seenBy caller: Caller? = nil) async throws -> JSONValue {
    try #require(try await duties(name, seenBy: caller).last, "\(name) is not owed")
  }

  /// How the duties of that name stand, at one visit to a stage or at all.
  func states(of name: String, at visit: Int? = nil, seenBy caller: Caller? = nil) async throws
    -> [String]
  {
    try await duties(name, seenBy: caller)
      .filter { duty in visit.map { duty.text("key")?.hasPrefix("\($0).") ?? false } ?? true }
      .compactMap { $0.text("state") }
  }

  /// The status, as a dashboard reads it.
  func status() async throws -> JSONValue { try await get("status", by: office("dashboard")).json }
}

extension JSONValue {
  /// The text at a path of members and places.
  func text(_ path: String...) -> String? { self[path: path]?.stringValue }

  /// The value at a path of members and places.
  subscript(path path: [String]) -> JSONValue? {
    path.reduce(Optional(self)) { value, step in Int(step).flatMap { value?[$0] } ?? value?[step] }
  }

  /// The codes of a list's entries.
  func codes(of list: String) -> [String] {
    (self[list]?.arrayValue ?? []).compactMap { $0.text("code") }
  }

  /// The texts of an array.
  func texts(_ name: String) -> [String] {
    (self[name]?.arrayValue ?? []).compactMap(\.stringValue)
  }

  /// The entry of a list whose member says that.
  func entry(of list: String, where member: String, is text: String) -> JSONValue? {
    self[list]?.arrayValue?.first { $0[member]?.stringValue == text }
  }
}

extension Caller.Answer {
  /// Clauses of a problem's faults.
  var clauses: [String] {
    (json["errors"]?.arrayValue ?? []).compactMap { $0["clause"]?.stringValue }
  }

  /// What a problem says, all in one.
  var details: String {
    (json["errors"]?.arrayValue ?? []).compactMap { $0["detail"]?.stringValue }
      .joined(separator: " ")
  }

  /// Remarks of a receipt, by their codes.
  func remark(_ code: String) -> JSONValue? { json.entry(of: "warnings", where: "code", is: code) }
}

extension RunningServer {
  /// A server on a copy of the shipped configuration with one text in one policy changed.
  static func changing(
    _ policy: String, _ old: String, to new: String, _ arguments: [String] = []
  ) throws -> RunningServer {
    let folder = temporaryFolder()
    try FileManager.default.copyItem(at: configuration, to: folder)
    let file = folder.appendingPathComponent("policies/\(policy).json")
    let text = try String(contentsOf: file, encoding: .utf8)
    guard text.contains(old) else { throw Failure(description: "\(policy) has no \(old)") }
    try text.replacingOccurrences(of: old, with: new)
      .write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try RunningServer(["--config", folder.path] + arguments)
  }
}
