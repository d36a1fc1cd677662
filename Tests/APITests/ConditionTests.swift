import Casework
import Escalations
import HTTP
import JSON
import Testing

@testable import API

@Suite("Conditions and what is remembered") struct ConditionTests {
  private static let views = ["", "/status", "/record", "/clocks", "/owed"]

  @Test(arguments: views) func `an answer that has not changed is not sent again`(
    view: String
  ) throws {
    let service = try Service()
    let path = "/v1/escalations/\(try service.raise())\(view)"
    let tag = try #require(try service.get(path).fields[.etag])

    for value in [tag, "\"x\", \(tag)", "W/\(tag)", "*"] {
      let again = try service.get(path, [("If-None-Match", value)])
      #expect(again.status == 304, "\(value)")
      #expect(again.fields[.etag] == tag)
      #expect(again.fields[.cacheControl] == "private, no-cache")
      #expect(again.fields[.vary] == "Authorization, Accept")
    }
    #expect(try service.get(path, [("If-None-Match", "\"x\"")]).status == 200)
  }

  @Test(arguments: views) func `an act makes another tag`(view: String) throws {
    let service = try Service()
    let reference = try service.raise()
    let path = "/v1/escalations/\(reference)\(view)"
    let tag = try #require(try service.get(path).fields[.etag])

    try service.order(reference, "discussions", Samples.talk)
    service.changes.grow()

    #expect(try service.get(path, [("If-None-Match", tag)]).status == 200)
  }

  @Test(arguments: ["/status", "/clocks", "/owed", ""])
  func `a limit that passes makes another tag, though nobody did anything`(view: String) throws {
    let service = try Service()
    let path = "/v1/escalations/\(try service.raise())\(view)"
    let tag = try #require(try service.get(path).fields[.etag])

    service.clock.move(to: try #require(Instant("2026-06-01T23:59:59.999Z")))
    let before = try service.get("/v1/escalations/TSCP-2026-00001/status").json
    service.clock.move(to: try #require(Instant("2026-06-02T00:00:00Z")))
    let after = try service.get(path, [("If-None-Match", tag)])

    #expect(before["timing"]?.stringValue == "near")
    #expect(after.status == 200)
    if view == "/owed" { #expect(after.json["late"]?.int64Value == 1) }
    if view == "/status" { #expect(after.json["timing"]?.stringValue == "overdue") }
  }

  @Test func `a poll is answered from memory until something changes`() throws {
    let service = try Service()
    let path = "/v1/escalations/\(try service.raise())/status"
    let tag = try #require(try service.get(path).fields[.etag])
    service.store.change { $0.failure = .broken("the store is not asked") }

    let remembered = try service.get(path, [("If-None-Match", tag)])
    service.changes.grow()
    let asked = try service.get(path, [("If-None-Match", tag)])

    #expect(remembered.status == 304)
    #expect(asked.status == 500)
    #expect(!asked.text.contains("not asked"))
  }

  @Test func `what one viewer was answered is remembered for nobody else`() throws {
    let service = try Service()
    let path = "/v1/escalations/\(try service.raise())/status"
    let tag = try #require(try service.get(path).fields[.etag])

    #expect(try service.get(path, as: .health, [("If-None-Match", tag)]).status == 404)
    #expect(try service.get(path, as: .none, [("If-None-Match", tag)]).status == 401)
  }

  @Test func `a credential that was revoked opens nothing from then on, on open polls too`() throws
  {
    let service = try Service()
    let path = "/v1/escalations/\(try service.raise())/status"
    let tag = try #require(try service.get(path).fields[.etag])

    service.store.change { state in
      state.credentials.removeAll { $0.id == "school" }
    }
    service.changes.grow()

    #expect(try service.get(path, [("If-None-Match", tag)]).status == 401)
  }

  @Test func `a credential ends when it says, without any change`() throws {
    let service = try Service()
    let ends = try #require(Instant("2026-05-20T10:00:00Z"))
    service.store.change { state in
      let old = state.credentials.first { $0.id == "care" }
      state.credentials.removeAll { $0.id == "care" }
      if let old {
        state.credentials.append(
          Credential(
            id: old.id, name: old.name, viewer: old.viewer, tokenDigest: old.tokenDigest,
            expiresAt: ends))
      }
    }

    #expect(try service.get("/v1/agencies", as: .care).status == 200)
    service.clock.move(to: ends)
    #expect(try service.get("/v1/agencies", as: .care).status == 401)
  }

  @Test func `every wrong token gets the same answer`() throws {
    let service = try Service()
    let values = [
      "Bearer wrong", "Bearer", "Bearer ", "Basic dG9rZW4tc2Nob29s", "token-school",
      "Bearer token-school extra", "Bearer \(String(repeating: "a", count: 500))",
      "Bearer tøken",
    ]

    let answers = try values.map {
      try service.send("GET", "/v1/agencies", as: .none, [("Authorization", $0)])
    }
    let twice = try service.get("/v1/agencies", [("Authorization", "Bearer token-care")])

    #expect(Set((answers + [twice]).map(\.text)).count == 1)
    #expect((answers + [twice]).allSatisfy { $0.status == 401 })
    #expect(
      try service.send("GET", "/v1/agencies", as: .none, [("Authorization", "bearer token-care")])
        .status == 200)
  }
}
