import Escalations
import HTTP
import JSON
import Synchronization
import Testing

@testable import API

@Suite("Raising") struct RaisingTests {
  @Test func `takes a sentence and an agency, and says what is owed`() throws {
    let service = try Service()

    let answer = try service.post(
      "/v1/escalations",
      #"{"policy":"sample","receiving":["care"],"summary":"We worry.","immediateRisk":"no","#
        + #""children":[{"localReference":"P-1"}]}"#)

    #expect(answer.status == 201)
    #expect(answer.fields[.location] == "/v1/escalations/TSCP-2026-00001")
    #expect(answer.fields[.etag] == answer.json["etag"]?.stringValue)
    let owed = answer.json["owed"]?.arrayValue?.compactMap { $0["key"]?.stringValue }
    #expect(owed?.contains("1.talk.school") == true)
    #expect(owed?.contains("1.offer.school") == false)
    #expect(answer.json["warnings"]?[0]?["code"]?.stringValue == "thinText")
  }

  @Test func `says at once what to do where a child may be at risk`() throws {
    let service = try Service()
    let body = Service.raising().replacing("\"no\"", with: "\"notKnown\"")

    let answer = try service.post("/v1/escalations", body)

    #expect(answer.json["urgent"]?.stringValue == "Call social care.")
  }

  @Test func `tells every fault of a body at once, the children's too`() throws {
    let service = try Service()

    let answer = try service.post(
      "/v1/escalations",
      """
      {"policy":7,"receiving":[],"summary":" ","immediateRisk":"perhaps","aroseOn":"2026-02-30",\
      "colour":"red","facts":["a","a"],"children":[{},{"nhsNumber":"999 000 0019"},\
      {"nhsNumber":"943 476 5919"},{"name":"x","birthDate":"2027-01-01"},{"upn":"A1"}]}
      """)

    #expect(answer.status == 422)
    #expect(
      Set(answer.faults) == [
        "wrongType /policy", "tooFew /receiving", "tooShort /summary", "notACode /immediateRisk",
        "noSuchDate /aroseOn", "unknownMember /colour", "notUnique /facts/1",
        "childNotIdentified /children/0", "badFormat /children/1/nhsNumber",
        "identifierNotTaken /children/2/nhsNumber", "inTheFuture /children/3/birthDate",
        "badFormat /children/4/upn",
      ])
    #expect(!answer.text.contains("943 476"))
  }

  @Test func `tells every agency that is not known, and every refusal of the policy`() throws {
    let service = try Service()

    let unknown = try service.post(
      "/v1/escalations",
      Service.raising(#","involved":["nowhere"]"#).replacing("\"care\"", with: "\"stranger\""))
    let refused = try service.post(
      "/v1/escalations",
      Service.raising(#","category":"mine","origin":"mine","facts":["mine"]"#)
        .replacing("\"care\"", with: "\"school\""))

    #expect(unknown.faults == ["unknownAgency /receiving/0", "unknownAgency /involved/0"])
    #expect(refused.status == 422)
    #expect(
      refused.faults == [
        "outOfScope /receiving", "unknownCode /category", "unknownCode /origin",
        "unknownCode /facts/0",
      ])
    #expect(refused.json["errors"]?[0]?["clause"]?.stringValue == "T-1")
    #expect(service.store.eventCount == 0)
  }

  @Test func `an agency's own reference is taken once, and leads to what has it`() throws {
    let service = try Service()
    let body = Service.raising(#","externalReference":"S-1""#)
    _ = try service.post("/v1/escalations", body)

    let again = try service.post("/v1/escalations", body)

    #expect(again.status == 409)
    #expect(again.code == "alreadyRaised")
    #expect(again.json["reference"]?.stringValue == "TSCP-2026-00001")
  }

  @Test func `a child by an expected date is unborn, and each child has a key`() throws {
    let service = try Service()
    let body = Service.raising().replacing(
      #"{"name":"Bo T","nhsNumber":"999 000 0018"}"#,
      with: #"{"name":"Bo T"},{"expectedDate":"2026-08-01"}"#)
    _ = try service.post("/v1/escalations", body)

    let detail = try service.get("/v1/escalations/TSCP-2026-00001").json

    let children = detail["children"]?.arrayValue ?? []
    #expect(children.compactMap { $0["key"]?.stringValue } == ["child-1", "child-2"])
    #expect(children.compactMap { $0["unborn"]?.boolValue } == [false, true])
    #expect(children.last?["expectedDate"]?.stringValue == "2026-08-01")
  }

  @Test func `real numbers are taken where the operator says so, and those for tests are not`()
    throws
  {
    let service = try Service { $0.settings.takesRealIdentifiers = true }

    let test = try service.post("/v1/escalations", Service.raising())
    let real = try service.post(
      "/v1/escalations", Service.raising().replacing("999 000 0018", with: "943 476 5919"))

    #expect(test.faults == ["identifierNotTaken /children/0/nhsNumber"])
    #expect(real.status == 201)
  }

  @Test func `the words lie beside the event, each with its class and person`() throws {
    let service = try Service()
    _ = try service.post(
      "/v1/escalations",
      Service.raising(
        #","raisedBy":{"name":"A Teacher","role":"DSL"},"categoryWords":"Own words","reason":"Why""#
      ))

    let parts = service.store.state.withLock { state in
      state.streams["TSCP-2026-00001"]?.first?.recorded.event.parts ?? []
    }

    let lines = parts.map { "\($0.class.rawValue) \($0.person) \($0.member)" }
    #expect(
      Set(lines) == [
        "name child-1 /children/0/name", "identifier child-1 /children/0/nhsNumber",
        "narrative  /summary", "narrative  /categoryWords", "narrative  /reason",
        "name raiser /raisedBy/name", "name raiser /raisedBy/role",
      ])
  }
}
