import Casework
import Escalations
import HTTP
import JSON
import Testing

@testable import API

@Suite("Children's pseudonyms") struct ChildCodeTests {
  private static let codes = ChildCodes(secret: [1, 2, 3])

  static let meanings: [ChildCodes.Meaning] = [
    .identifier(RecordIdentifier(.nhsNumber, "999 000 0018")),
    .identifier(RecordIdentifier(.nhsNumber, "0000000000")),
    .identifier(RecordIdentifier(.upn, "P207000016049")),
    .identifier(RecordIdentifier(.upn, "H80120000100A")),
    .place("TSCP-2026-00042", child: 1), .place("TSCP-2026-1234567890", child: 50),
  ]

  @Test(arguments: meanings) func `lead back by the server's secret and by nothing else`(
    meaning: ChildCodes.Meaning
  ) {
    let pseudonym = Self.codes.pseudonym(of: meaning)

    #expect(Self.codes.meaning(of: pseudonym, prefix: "TSCP") == meaning)
    #expect(Self.codes.pseudonym(of: meaning) == pseudonym)
    #expect(ChildCodes(secret: [9]).pseudonym(of: meaning) != pseudonym)
    #expect(ChildCodes(secret: [9]).meaning(of: pseudonym, prefix: "TSCP") != meaning)
  }

  @Test func `are different for different children`() {
    let all = Self.meanings.map(Self.codes.pseudonym)

    #expect(Set(all).count == all.count)
    #expect(all.allSatisfy { $0.hasPrefix("child-") && $0.utf8.count == 22 })
  }

  @Test func `mean nothing where they are written in another way`() {
    for text in ["", "child-", "child-12", "person-0123456789abcdef", "child-0123456789abcdeg"] {
      #expect(Self.codes.meaning(of: text, prefix: "TSCP") == nil)
    }
  }

  @Test func `are the same for one child in every escalation that knows its number`() throws {
    let service = try Service()
    let pseudonyms = try (0..<2).map { _ in
      let reference = try service.raise()
      let detail = try service.get("/v1/escalations/\(reference)", as: .auditor).json
      return try #require(detail["children"]?[0]?["name"]?.stringValue)
    }

    #expect(pseudonyms[0] == pseudonyms[1])
    let found = try service.get("/v1/audit/entries?child=\(pseudonyms[0])", as: .auditor)
    #expect(found.json["items"]?.arrayValue?.count == 2, "\(found.text)")
    #expect(try service.get("/v1/audit/entries?child=child-1", as: .auditor).status == 422)
  }

  @Test func `are there for a child that only an agency's own reference names`() throws {
    let service = try Service()
    let body = Service.raising().replacing(
      #"{"name":"Bo T","nhsNumber":"999 000 0018"}"#,
      with: #"{"localReference":"ST-1"},{"name":"Bo T"},{"expectedDate":"2026-08-01"}"#)
    let raised = try service.post("/v1/escalations", body)
    let path =
      "/v1/escalations/" + (try #require(raised.json["reference"]?.stringValue, "\(raised.text)"))
    _ = try service.get(path)

    let detail = try service.get(path, as: .auditor).json
    let record = try service.get(path + "/record", as: .auditor)
    let names = (0..<3).map { detail["children"]?[$0]?["name"]?.stringValue }
    let first = try #require(names[0])
    let found = try service.get("/v1/audit/entries?child=\(first)", as: .auditor)

    #expect(names.allSatisfy { $0?.hasPrefix("child-") == true && $0?.count == 22 }, "\(names)")
    #expect(Set(names).count == 3)
    #expect(record.text.contains(first))
    #expect(!record.text.contains("ST-1"))
    #expect(found.json["items"]?.arrayValue?.isEmpty == false, "\(found.text)")
  }
}

@Suite("Access entries") struct AccessReadTests {
  @Test func `reading them is one, and so are a stream's begin and end`() throws {
    let service = try Service()
    let reference = try service.raise()
    _ = try service.get("/v1/escalations/\(reference)")
    _ = try service.get("/v1/escalations/\(reference)", as: .police)

    let page = try service.get("/v1/audit/entries?escalation=\(reference)", as: .auditor)
    let lines = try service.get(
      "/v1/audit/entries?refused=true", as: .auditor, [("Accept", "application/x-ndjson")])
    let table = try service.get("/v1/audit/entries", as: .auditor, [("Accept", "text/csv")])

    let whats = page.json["items"]?.arrayValue?.compactMap { $0["what"]?.stringValue }
    #expect(whats == ["refused", "escalation"])
    #expect(lines.text.split(separator: "\n").count == 1)
    #expect(lines.fields[.cacheControl] == "no-store")
    #expect(lines.fields[.contentDisposition]?.contains("attachment") == true)
    #expect(table.text.hasPrefix("sequence,recordedAt,who,"))
    #expect(table.text.split(separator: "\r\n").count == 7)
    #expect(
      service.store.accesses.suffix(5).map(\.kind)
        == [.audit, .exportBegan, .exportEnded, .exportBegan, .exportEnded])
  }

  @Test func `go on from page to page`() throws {
    let service = try Service()
    let reference = try service.raise()
    for _ in 0..<3 { _ = try service.get("/v1/escalations/\(reference)") }

    let first = try service.get("/v1/audit/entries?what=escalation&limit=2", as: .auditor)
    let next = try #require(first.json["next"]?.stringValue)
    let second = try service.get(next, as: .auditor)

    #expect(first.json["items"]?.arrayValue?.count == 2)
    #expect(first.fields[.link] == "<\(next)>; rel=\"next\"")
    #expect(second.json["items"]?.arrayValue?.count == 1)
    #expect(second.json["next"] == nil)
  }
}

@Suite("Tokens") struct TokenTests {
  @Test func `a demonstration's opens nothing where there is none`() throws {
    for isDemonstration in [true, false] {
      let service = try Service { $0.settings.isDemonstration = isDemonstration }
      let token = Token(prefix: Token.demonstrationPrefix)
      try service.store.add(
        Credential(
          id: "demo", name: "demo",
          viewer: Viewer(credential: "demo", role: .dashboard, partnership: "tscp", agency: nil),
          tokenDigest: token.digest, expiresAt: nil))

      let answer = try service.get(
        "/v1/escalations", as: .none, [("Authorization", "Bearer \(token.text)")])

      #expect(answer.status == (isDemonstration ? 200 : 401))
    }
  }

  @Test func `issued, it is shown once, opens what it is for, and is noted when used`() throws {
    let service = try Service()
    let issued = try service.post(
      "/v1/credentials", as: .admin, try #require(Samples.all["postCredentials"]?.body))
    let token = try #require(issued.json["token"]?.stringValue)
    service.changes.grow()

    let read = try service.get(
      "/v1/escalations", as: .none, [("Authorization", "Bearer \(token)")])
    let list = try service.get("/v1/credentials", as: .admin)

    #expect(read.status == 200)
    #expect(!list.text.contains(token))
    #expect(list.text.contains("school-mis"))
    #expect(issued.fields[.cacheControl] == "no-store")
  }

  @Test func `revoked, it opens nothing at once, on a poll that was cached too`() throws {
    let service = try Service()
    let reference = try service.raise()
    let path = "/v1/escalations/\(reference)/status"
    let tag = try #require(service.get(path).fields[.etag])
    #expect(try service.get(path, as: .school, [("If-None-Match", tag)]).status == 304)

    try service.post("/v1/credentials/school/revocation", as: .admin, #"{"reason":"leaked"}"#)
    service.changes.grow()

    #expect(try service.get(path, as: .school, [("If-None-Match", tag)]).status == 401)
  }
}
