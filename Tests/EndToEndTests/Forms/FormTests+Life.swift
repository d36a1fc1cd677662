import Foundation
import JSON
import Testing

extension FormTests {
  @Test func `a draft is let go with its words, and its number is not given again`() async throws {
    let own = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let (played, form) = try await FormCase.suttonReferral.fill(on: own)
    try await form.answer(#"{"outcomesSought": "MARKER-OF-A-DRAFT"}"#)
    let stale = try #require(try await form.read().fields["etag"])
    try await form.answer(#"{"outcomesSought": "MARKER-OF-A-DRAFT, twice"}"#)

    #expect(try await form.change("/abandonment", "{}", tag: stale).status == 412)
    #expect(try await form.change("/abandonment", "{}", by: played.other).status == 404)
    let gone = try await form.change("/abandonment", "{}")
    #expect(gone.status == 201, "\(gone.text)")
    #expect(gone.lacks == [])
    let left = try await form.read().json
    #expect(left.text("abandonedAt") == "2026-06-01T09:00:00Z")
    #expect(left["answers"] == JSONValue.object([:]))
    #expect(try await form.page().text.contains("abandoned on 1 June 2026"))
    let row = try #require(try await played.get("forms").json["items"]?.arrayValue?.first)
    #expect(row.text("abandonedAt") != nil)
    #expect(try await form.answer(#"{"department": "A"}"#).code == "abandoned")
    #expect(try await form.submit("referral").code == "abandoned")
    #expect(try await form.change("/abandonment", "{}").code == "abandoned")
    #expect(try await played.duty("s2-form").text("state") == "open", "nothing was met")

    let next = try await PlayedForm.begin("sutton-referral", of: played)
    #expect(next.id.hasSuffix("-F2"))
    #expect(own.stop() == 0)
    let found = try own.run(
      "sqlite3", own.data.path + "/parley.db",
      "SELECT count(*) FROM form_text WHERE text LIKE '%MARKER-OF-A-DRAFT%'")
    #expect(found.output == "0\n")
  }

  @Test func `a form of which a part was submitted is not abandoned`() async throws {
    let (_, form) = try await FormCase.newham.fill(on: server)
    try await form.submit("referral")
    #expect(try await form.change("/abandonment", "{}").code == "submittedBefore")
  }

  @Test func `an addendum and a correction say when, and by whom`() async throws {
    let (_, form) = try await FormCase.newham.fill(on: server)
    try await form.submit("referral")
    try await form.change("/addenda", #"{"part": "referral", "text": "She moved."}"#)
    try await form.change(
      "/corrections",
      #"{"part": "referral", "texts": {"/answers/children/0/child/name": "Benn"}}"#)

    let read = try await form.read().json
    #expect(read[path: ["addenda", "0"]]?.text("addedAt") == "2026-06-01T09:00:00Z")
    #expect(read[path: ["addenda", "0"]]?.text("agency") == "newham-st-hilda")
    #expect(read[path: ["parts", "0"]]?.text("correctedAt") == "2026-06-01T09:00:00Z")
    let page = try await form.page().text
    #expect(page.contains("Added by St Hilda") && page.contains("put right 1 June 2026"))
    #expect(page.contains("Benn") && !page.contains("Ben Made-Up"))
  }

  @Test func `SUT-16 a signature stands for what was written, and a change takes it away`()
    async throws
  {
    let (_, form) = try await FormCase.suttonReferral.fill(on: server)

    try await form.answer(#"{"actionsAgreed": "One more visit."}"#)
    let refused = try await form.submit("referral")

    #expect(refused.faults == ["signatureMissing /answers/advisorSignature"], "\(refused.text)")
    let again = try await form.sign(
      "referral", as: "advisor", "Leo Lead", role: "safeguarding-lead")
    #expect(again.status == 201)
    #expect(try await form.submit("referral").status == 201)
  }

  @Test func `is signed by those whom the template names, in a role that counts`() async throws {
    let (_, form) = try await FormCase.croydon.fill(on: server)
    let played = try await FormCase.suttonReferral.prepare(server)
    let sutton = try await PlayedForm.begin("sutton-referral", of: played)

    #expect(try await form.sign("notification", as: "author").faults == ["noSuchPlace /author"])
    let wrong = try await sutton.sign("referral", as: "advisor", role: "line-manager")
    #expect(wrong.faults == ["wrongRole /by/role"], "\(wrong.text)")
    #expect(wrong.clauses == ["SUT-16"])
    let nobody = try await sutton.change(
      "/signatures", #"{"part": "referral", "author": "referrer"}"#)
    #expect(nobody.faults == ["wordsMissing /by/name"])
    let early = try await sutton.submit("outcome")
    #expect(early.code == "notYet")
  }

  @Test func `a change says what it is based on, and a retry does nothing twice`() async throws {
    let (_, form) = try await FormCase.newham.fill(on: server)
    let seen = try #require(try await form.read().fields["etag"])

    #expect(try await form.change("", "{\"answers\": {}}", method: "PUT", tag: "").status == 428)
    let once = try await form.answer(#"{"otherLearning": "Once."}"#)
    #expect(once.fields["etag"] != seen)
    let stale = try await form.change("", "{\"answers\": {}}", method: "PUT", tag: seen)
    #expect(stale.status == 412)

    let tag = try #require(try await form.read().fields["etag"])
    let fields = ["Idempotency-Key": "\"once\(form.id)\"", "If-Match": tag]
    let body = #"{"part": "referral"}"#
    let first = try await form.caller.send("POST", form.path + "/submission", body, fields: fields)
    let retry = try await form.caller.send("POST", form.path + "/submission", body, fields: fields)
    #expect(first.status == 201, "\(first.text)")
    #expect(retry.text == first.text)
    let poll = try await form.caller.get(
      form.path, fields: ["If-None-Match": try await form.read().fields["etag"] ?? ""])
    #expect(poll.status == 304)
  }

  @Test func `what was submitted is never edited: it is added to, and names are put right`()
    async throws
  {
    let (played, form) = try await FormCase.newham.fill(on: server)
    try await form.submit("referral")

    let edited = try await form.put(#"{"details": "Something else."}"#)
    #expect(edited.faults.contains("submittedBefore /answers/details"), "\(edited.text)")
    let twice = try await form.submit("referral")
    #expect(twice.code == "submittedBefore")

    let added = try await form.change(
      "/addenda", #"{"part": "referral", "text": "His brother too.", "by": {"name": "Ann Archer"}}"#
    )
    #expect(added.status == 201, "\(added.text)")
    let narrative = try await form.change(
      "/corrections",
      """
      {"part": "referral", "texts": {"/answers/details": "Softer words.", \
      "/answers/children/0/child/birthDate": "2015-02-30"}}
      """)
    #expect(
      narrative.faults == [
        "notCorrectable /texts/~1answers~1details",
        "noSuchDate /texts/~1answers~1children~10~1child~1birthDate",
      ], "\(narrative.text)")
    #expect(narrative.labels.last?.hasSuffix("DOB") == true)
    let event = try #require(
      try await form.read().json[path: ["parts", "0", "event"]]?.integerText)
    let around = try await played.change(
      "corrections", #"{"event": \#(event), "members": {"/answers/details": "Softer words."}}"#)
    #expect(around.code == "throughForm", "\(around.text)")
    let corrected = try await form.change(
      "/corrections",
      """
      {"part": "referral", "texts": {"/answers/children/0/child/name": "Benjamin Made-Up"}, \
      "reason": "Misheard."}
      """)
    #expect(corrected.status == 201, "\(corrected.text)")
    let json = try await form.read(by: played.other).json
    #expect(json[path: ["answers", "children", "0", "child", "name"]] == "Benjamin Made-Up")
    #expect(json[path: ["addenda", "0", "text"]] == "His brother too.")
    let page = try await form.page().text
    #expect(page.contains("Addendum 1") && page.contains("His brother too."))
    #expect(page.contains("Benjamin Made-Up") && !page.contains(">Ben Made-Up<"))
  }

  @Test func `is acknowledged by the partnership, and says so`() async throws {
    let (played, form) = try await FormCase.newham.fill(on: server)
    try await form.submit("referral")
    let office = played.office("partnership")

    let own = try await form.change("/acknowledgement", #"{"part": "referral"}"#)
    let acknowledged = try await form.change(
      "/acknowledgement", #"{"part": "referral"}"#, by: office)
    let again = try await form.change("/acknowledgement", #"{"part": "referral"}"#, by: office)

    #expect(own.status == 403)
    #expect(acknowledged.status == 201, "\(acknowledged.text)")
    #expect(again.code == "alreadyDone")
    #expect(
      try await form.read().json[path: ["parts", "0", "acknowledgedAt"]]?.stringValue != nil)
    #expect(try await form.page().text.contains("acknowledged 1 June 2026"))
  }

  @Test func `SUT-16 the outcome is added after the actions, also after the end`() async throws {
    let (played, form) = try await FormCase.suttonReferral.fill(on: server)
    try await form.submit("referral")
    let resolved = try await played.change(
      "resolution",
      """
      {"basis": "assent", "outcome": "partly-changed", \
      "contents": {"agreed-outcome": "Both agencies visit together."}}
      """)
    #expect(resolved.status == 201, "\(resolved.text)")
    let due = try await played.duty("form-outcome")
    #expect(due.text("state") == "open")

    try await form.answer(#"{"outcomeAchieved": "They visited; the plan was changed."}"#)
    let sent = try await form.submit("outcome")

    #expect(sent.json.texts("met").contains { $0.contains("form-outcome") }, "\(sent.text)")
    #expect(sent.json["submission"] == 2)
    #expect(try await form.page(by: played.other).text.contains("the plan was changed"))
  }

  @Test func `each reading is on record before it goes out, and templates serve their schema`()
    async throws
  {
    let (played, form) = try await FormCase.newham.fill(on: server)
    _ = try await form.page()
    let templates = try await played.raiser.get("/v1/form-templates")
    #expect(
      templates.json["items"]?.arrayValue?.compactMap { $0.text("id") } == ["newham-referral"])
    let template = try await played.raiser.get("/v1/form-templates/newham-referral")
    #expect(template.json.text("title") == "NSCP Escalation Referral Form")
    let schema = try await played.raiser.get(
      "/v1/form-templates/newham-referral/schema?part=referral")
    #expect(schema.json["properties"]?["agencyLearning"] != nil)
    #expect(schema.json.texts("required").contains("agencyLearning"))
    #expect(try await played.raiser.get("/v1/form-templates/sutton-referral").status == 404)
  }
}

extension JSONValue {
  /// A whole number in digits.
  fileprivate var integerText: String? {
    var json = JSONWriter()
    json.write(self)
    let text = String(decoding: json.bytes, as: UTF8.self)
    return Int(text).map(String.init)
  }
}
