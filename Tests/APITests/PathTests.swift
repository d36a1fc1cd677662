import HTTP
import JSON
import Testing

@testable import API

@Suite("Paths") struct PathTests {
  @Test(arguments: [
    "/nothing", "/v1", "/v2/escalations", "/v1/escalations/", "//v1/escalations",
    "/v1//escalations", "/v1/./escalations", "/v1/x/../escalations", "/v1/%2e%2e/v1/escalations",
    "/v1%2Fescalations", "/v1/escalations/TSCP-2026-00001%2Fstatus", "/v1/escalations;x",
    "/v1/Escalations", "/V1/escalations", "/v1/escalations/tscp-2026-00001",
    "/v1/escalations/TSCP-2026-1", "/v1/escalations/TSCP-2026-00001/status/",
    "/v1/escalations/TSCP-2026-00001/nothing", "/v1/escalations/'%20OR%201=1/status",
    "/v1/policies/A%20B", "/v1/policies/sample/versions", "/v1/calendars/-",
    "/health/live/", "/%C0%AF", "/v1/escalations/%E2%80%8B",
  ]) func `that lead nowhere are not found, whoever asks`(path: String) throws {
    let service = try Service()
    _ = try service.raise()

    for caller in [Service.Caller.school, .none] {
      let answer = try service.get(path, as: caller)
      #expect(answer.status == 404, "\(answer.text)")
      #expect(answer.code == "noSuchRoute")
    }
  }

  @Test(arguments: ["0", "-1", "01", "1.0", "x", "1000001", "99999999999999999999"])
  func `take numbers as they are counted`(number: String) throws {
    let service = try Service()
    let reference = try service.raise()

    let answer = try service.post(
      "/v1/escalations/\(reference)/actions/\(number)/progress", #"{"progress":"done"}"#)

    #expect(answer.status == 404)
    #expect(answer.code == "noSuchRoute")
  }

  @Test func `are decoded once, after they are split`() throws {
    let service = try Service()
    let reference = try service.raise()
    let encoded = reference.replacing("-", with: "%2D")

    #expect(try service.get("/v1/escalations/\(encoded)/status").status == 200)
    #expect(try service.get("/v1/%65scalations").status == 200)
    #expect(try service.get("/v1/%2565scalations").status == 404)
  }

  @Test func `name what is there: an action that is not is not found`() throws {
    let service = try Service()
    let reference = try service.raise()

    for path in ["actions/7/progress", "outstanding-issues/7/progress"] {
      let answer = try service.order(reference, path, #"{"progress":"done"}"#)
      #expect(answer.status == 404)
      #expect(answer.code == "noSuchEntry")
    }
    #expect(try service.order(reference, "discussions/7/approval", "{}").status == 404)
    #expect(try service.get("/v1/escalations/\(reference)/record?event=99").status == 404)
    #expect(try service.get("/v1/policies/other").status == 404)
    #expect(try service.get("/v1/policies/sample/versions/2").status == 404)
    #expect(try service.get("/v1/policies/sample", as: .stranger).status == 404)
    #expect(try service.get("/v1/calendars/scotland").status == 404)
    #expect(
      try service.get("/v1/working-days?from=2026-05-20&add=3&calendar=mars").faults
        == ["unknownCode calendar"])
  }

  @Test func `a policy that somebody writes is told all its faults, and not kept`() throws {
    let service = try Service()

    let answer = try service.post("/v1/policies/check", #"{"id":"mine","version":2}"#)

    #expect(answer.status == 200)
    #expect(answer.json["loads"] == false)
    let faults = answer.json["faults"]?.arrayValue ?? []
    let places = faults.compactMap { $0["pointer"]?.stringValue }
    #expect(places.contains("/version"))
    #expect(places.contains("/tracks"))
    #expect(try service.get("/v1/policies").json["items"]?.arrayValue?.count == 1)
  }

  @Test func `say to OPTIONS what they take, without a credential`() throws {
    let service = try Service()

    let list = try service.send("OPTIONS", "/v1/escalations", as: .none)
    let server = try service.send("OPTIONS", "*", as: .none)
    let nowhere = try service.send("OPTIONS", "/nothing", as: .none)

    #expect(list.fields[.allow] == "GET, HEAD, POST, OPTIONS")
    #expect(server.status == 204)
    #expect(nowhere.status == 404)
  }

  @Test func `refuse before the body is read, and take no other method for theirs`() throws {
    let service = try Service()
    let body = Array("{}".utf8)

    let unknown = try service.send("POST", "/nothing", [], body: body)
    let unsigned = try service.send("POST", "/v1/escalations", as: .none, [], body: body)
    let patched = try service.send(
      "POST", "/v1/escalations", [("X-HTTP-Method-Override", "DELETE")], body: body)
    let traced = try service.send("TRACE", "/v1/escalations")

    #expect(unknown.status == 404)
    #expect(unknown.json["instance"] == "urn:parley:request:r1")
    #expect(unsigned.json["instance"] == nil, "one body for every 401")
    #expect(unsigned.status == 401)
    #expect(patched.status == 415)
    #expect(traced.status == 405)
  }

  @Test func `nothing that a client sends gets into a header`() throws {
    let service = try Service()
    let evil = "x%22%3E%3Cscript"

    for path in ["/v1/escalations?cursor=\(evil)", "/v1/escalations?\(evil)=1", "/\(evil)"] {
      let answer = try service.get(path)
      #expect(!answer.text.contains("<script"))
      #expect(answer.fields[.location] == nil)
    }
  }
}
