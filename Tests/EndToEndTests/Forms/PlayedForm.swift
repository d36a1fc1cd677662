import Foundation
import JSON
import Testing

/// A form of one escalation, filled in through the API as a case-management system would.
struct PlayedForm {
  let caller: Caller
  let id: String
  /// What beginning answered.
  let begun: Caller.Answer

  var path: String { "/v1/forms/\(id)" }

  /// Begins a form for the side that raised it.
  static func begin(_ template: String, of played: PlayedCase) async throws -> PlayedForm {
    try await begin(template, of: played.reference, by: played.raiser)
  }

  /// Begins a form.
  static func begin(
    _ template: String, of reference: String, by caller: Caller
  ) async throws -> PlayedForm {
    let begun = try await caller.post(
      "/v1/escalations/\(reference)/forms", #"{"template": "\#(template)"}"#)
    let id = try #require(begun.json["form"]?.stringValue, "\(begun.text)")
    return PlayedForm(caller: caller, id: id, begun: begun)
  }

  /// Reads it; whoever began it if nobody is named.
  func read(by other: Caller? = nil) async throws -> Caller.Answer {
    try await (other ?? caller).get(path)
  }

  /// Reads it as a page.
  func page(by other: Caller? = nil) async throws -> Caller.Answer {
    try await (other ?? caller).get(path, fields: ["Accept": "text/html"])
  }

  /// Changes it, based on what is there now.
  @discardableResult
  func change(
    _ rest: String, _ body: String, by other: Caller? = nil, method: String = "POST",
    tag: String? = nil
  ) async throws -> Caller.Answer {
    let seen = try await tag == nil ? read(by: other).fields["etag"] : tag
    return try await (other ?? caller).send(
      method, path + rest, body,
      fields: ["Idempotency-Key": "\"\(UUID().uuidString)\"", "If-Match": seen ?? ""])
  }

  /// Saves answers in the place of all that stand there.
  @discardableResult
  func put(_ answers: String) async throws -> Caller.Answer {
    try await change("", "{\"answers\": \(answers)}", method: "PUT")
  }

  /// Saves answers beside those that stand there; null takes one away.
  @discardableResult
  func answer(_ answers: String) async throws -> Caller.Answer {
    var all = try #require(try await read().json["answers"]?.objectValue)
    for member in try JSONReader.read(answers).objectValue?.members ?? [] {
      all[member.name] = member.value
    }
    var json = JSONWriter()
    json.write(.object(all))
    return try await put(String(decoding: json.bytes, as: UTF8.self))
  }

  /// Signs a part.
  @discardableResult
  func sign(
    _ part: String, as author: String, _ name: String = "Ann Archer", role: String? = nil
  ) async throws -> Caller.Answer {
    let role = role.map { ", \"role\": \"\($0)\"" } ?? ""
    return try await change(
      "/signatures",
      #"{"part": "\#(part)", "author": "\#(author)", "by": {"name": "\#(name)"\#(role)}}"#)
  }

  /// Submits a part.
  @discardableResult
  func submit(_ part: String) async throws -> Caller.Answer {
    try await change("/submission", #"{"part": "\#(part)"}"#)
  }
}

extension Caller.Answer {
  /// Labels of a problem's faults, as people know them.
  var labels: [String] {
    (json["errors"]?.arrayValue ?? []).compactMap { $0["label"]?.stringValue }
  }

  /// What a form lacks, as codes and pointers.
  var lacks: [String] {
    (json["lacks"]?.arrayValue ?? []).map { lack in
      "\(lack.text("code") ?? "?") \(lack.text("pointer") ?? "")"
    }
  }
}

extension SuttonCase {
  /// The referral form, filled in, signed and submitted by the school.
  func submitReferral() async throws -> Caller.Answer {
    let form = try await PlayedForm.begin("sutton-referral", of: reference, by: school)
    try await form.answer(FormCase.suttonReferral.answers)
    try await form.answer(
      #"{"children": [{"child": {"key": "child-1", "name": "R. E.", "birthDateNotKnown": true}}]}"#)
    for signer in FormCase.suttonReferral.signers {
      try await form.sign("referral", as: signer.author, signer.name, role: signer.role)
    }
    return try await form.submit("referral")
  }
}
