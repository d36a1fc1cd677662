import Foundation
import JSON
import Testing

/// The shipped forms as a case-management system and a practitioner meet them.
@Suite("Forms", .serialized) struct FormTests {
  private static let shared = Result {
    try SharedServers.start("--clock", "manual=2026-06-01T09:00:00Z")
  }

  let server: RunningServer

  init() throws { server = try Self.shared.get() }

  @Test(arguments: FormCase.all)
  func `SUT-13 SUT-16 NEW-13 HAR-10 is begun, filled in, signed, submitted, printed and read back`(
    form: FormCase
  ) async throws {
    let (played, filled) = try await form.fill(on: server)
    #expect(filled.begun.status == 201)
    #expect(filled.begun.fields["location"] == filled.path)
    #expect(!filled.begun.lacks.isEmpty)
    let draft = try await filled.read()
    #expect(draft.json["filledIn"]?.arrayValue?.isEmpty == false, "\(draft.text)")

    let submitted = try await filled.submit(form.part)
    #expect(submitted.status == 201, "\(submitted.text)")
    #expect(submitted.json.texts("met").contains { $0.contains(".\(form.duty).") })

    let own = try await filled.read()
    let theirs = try await filled.read(by: played.other)
    #expect(own.json["answers"] == draft.json["answers"], "submitting changes no answer")
    #expect(theirs.json["answers"] == own.json["answers"])
    let part = try #require(own.json.entry(of: "parts", where: "id", is: form.part))
    #expect(part["submitted"] == true)
    let names = (part["signatures"]?.arrayValue ?? []).compactMap { $0.text("name") }
    #expect(names == form.signers.map(\.name))
    try await checkPage(of: filled, form, own.json)
    let record = try await played.raiser.get(
      "/v1/escalations/\(played.reference)", fields: ["Accept": "text/html"])
    #expect(record.text.contains("(\(filled.id))"), "the record's page says which form it was")
  }

  private func checkPage(
    of form: PlayedForm, _ shipped: FormCase, _ json: JSONValue
  ) async throws {
    let page = try await form.page()
    let text = page.text
    #expect(page.fields["content-type"] == "text/html; charset=utf-8")
    #expect(page.fields["cache-control"] == "private, no-store")
    #expect(page.fields["content-security-policy"]?.contains("unsafe") == false)
    for words in [json.text("title"), json.text("reference"), form.id, json.text("policyVersion")] {
      #expect(text.contains(try #require(words)))
    }
    #expect(text.contains("Principles that hold at every stage"))
    #expect(text.contains("submission 1"))
    for signer in shipped.signers { #expect(text.contains(signer.name)) }
    #expect(!text.contains("<script") && !text.contains("http://"))
    // For looking at: the pages as files, to be printed.
    if let folder = ProcessInfo.processInfo.environment["PARLEY_KEEP_PAGES"] {
      try text.write(
        toFile: "\(folder)/\(shipped.template).html", atomically: true, encoding: .utf8)
    }
  }

  @Test func `is its author's alone until something of it is submitted`() async throws {
    let (played, form) = try await FormCase.suttonReferral.fill(on: server)
    let office = played.office("partnership")

    for stranger in [played.other, office, server.caller("sutton-police")] {
      #expect(try await form.read(by: stranger).status == 404)
      #expect(try await form.page(by: stranger).status == 404)
      let changed = try await form.change("/submission", #"{"part": "referral"}"#, by: stranger)
      #expect(changed.status == (stranger.token == office.token ? 403 : 404))
    }
    #expect(try await played.get("forms", by: played.other).json["items"] == [])
    #expect(try await played.get("forms").json["items"]?.arrayValue?.count == 1)

    try await form.submit("referral")
    let seen = try await form.read(by: played.other).json
    let officeSees = try await form.read(by: office)
    #expect(officeSees.status == 200)
    #expect(seen["answers"]?["nature"]?.stringValue != nil)
    #expect(seen["lacks"] == [])
    try await form.answer(#"{"outcomeAchieved": "They visited."}"#)
    #expect(try await form.read().text.contains("They visited."))
    #expect(try await form.read(by: played.other).text.contains("They visited.") == false)
    #expect(try await form.page(by: office).text.contains("They visited.") == false)
  }

  @Test func `CRO-15 stands in the way of the mover, who is told which fields are missing`()
    async throws
  {
    let played = try await FormCase.croydon.prepare(server)
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "no", "reason": "Not stuck."}"#)
    let bare = try await played.move(to: "stage-4")
    #expect(bare.clauses == ["CRO-15"])
    let awaited = try #require(bare.json[path: ["errors", "0", "forms", "0"]])
    #expect(awaited.text("template") == "croydon-notification")
    #expect(awaited["form"] == nil)

    let form = try await PlayedForm.begin("croydon-notification", of: played)
    let begun = try await played.move(to: "stage-4")
    let lacks = try #require(begun.json[path: ["errors", "0", "forms", "0", "lacks"]]?.arrayValue)
    #expect(begun.json[path: ["errors", "0", "forms", "0", "form"]] == .string(form.id))
    let lack = lacks.first { $0.text("pointer") == "/answers/agreedOutcomes" }
    #expect(lack?.text("label") == "Outcomes agreed")
    #expect(lacks.allSatisfy { $0.text("detail")?.isEmpty == false })
    #expect(begun.details.contains("\(form.id) lacks: "), "\(begun.text)")

    try await form.answer(FormCase.croydon.answers)
    #expect(try await form.submit("notification").status == 201)
    #expect(try await played.move(to: "stage-4").status == 201)
  }

  @Test
  func `CRO-15 is declined with a reason where the policy says as appropriate, and not elsewhere`()
    async throws
  {
    let played = try await FormCase.croydon.prepare(server)
    let form = try await PlayedForm.begin("croydon-notification", of: played)
    #expect(try await form.change("/declining", "{}").faults == ["missing /reason"])
    let declined = try await form.change("/declining", #"{"reason": "Settled today."}"#)
    #expect(declined.json.texts("met").contains { $0.contains(".s3-form.") }, "\(declined.text)")
    #expect(try await form.read().json.text("declinedAt") != nil)
    #expect(try await form.submit("notification").code == "declined")
    #expect(try await played.get("record").text.contains("Settled today."))

    let sutton = try await FormCase.suttonReferral.prepare(server)
    let other = try await PlayedForm.begin("sutton-referral", of: sutton)
    let refused = try await other.change("/declining", #"{"reason": "No."}"#)
    #expect(refused.code == "notDeclinable")
    #expect(refused.clauses == ["SUT-04"])
  }

  @Test func `cannot be said to be submitted otherwise than by submitting it`() async throws {
    let played = try await FormCase.suttonReferral.prepare(server)

    let said = try await played.post(
      "acts", #"{"kind": "submitForm", "duties": ["s2-form"], "by": {"name": "A"}}"#)

    #expect(said.status == 409)
    #expect(said.code == "throughForm")
    #expect(try await played.duty("s2-form").text("state") == "open")
  }

  @Test func `outlives a killed server, and its record verifies and rebuilds`() async throws {
    let own = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let (played, form) = try await FormCase.suttonReferral.fill(on: own)
    let draft = try await form.read().json
    own.kill()
    try own.start()
    let again = PlayedForm(
      caller: own.caller("sutton-st-hilda"), id: form.id, begun: form.begun)
    #expect(try await again.read().json["answers"] == draft["answers"])
    #expect(try await again.submit("referral").status == 201)
    let submitted = try await again.read().json
    _ = played
    #expect(own.stop() == 0)

    let binary = try RunningServer.binary().path
    let verified = try own.run(binary, "verify", "--data", own.data.path, "--projections")
    #expect(verified.status == 0, "\(verified.output)")
    let fresh = RunningServer.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: fresh) }
    let rebuilt = try own.run(
      binary, "rebuild", "--data", own.data.path, "--into", fresh.path)
    #expect(rebuilt.status == 0, "\(rebuilt.output)")
    #expect(rebuilt.output.contains("copied form_text"))
    try own.start()
    let after = PlayedForm(
      caller: own.caller("sutton-st-hilda"), id: form.id, begun: form.begun)
    #expect(try await after.read().json["answers"] == submitted["answers"])
  }
}
