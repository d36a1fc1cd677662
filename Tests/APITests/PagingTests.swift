import Casework
import Escalations
import HTTP
import JSON
import Testing

@testable import API

@Suite("Pages") struct PagingTests {
  private func filled(_ count: Int) throws -> Service {
    let service = try Service()
    for _ in 0..<count { _ = try service.raise() }
    return service
  }

  private func references(_ answer: Answered) -> [String] {
    (answer.json["items"]?.arrayValue ?? []).compactMap { $0["reference"]?.stringValue }
  }

  @Test func `lead from one to the next until the end, nothing twice and nothing left out`() throws
  {
    let service = try filled(5)

    var seen: [String] = []
    var path: String? = "/v1/escalations?limit=2&state=open"
    var pages = 0
    while let next = path, pages < 10 {
      let answer = try service.get(next)
      seen += references(answer)
      path = answer.json["next"]?.stringValue
      #expect(answer.fields[.link] == path.map { "<\($0)>; rel=\"next\"" })
      pages += 1
    }

    #expect(seen == (1...5).reversed().map { "TSCP-2026-0000\($0)" })
    #expect(pages == 3)
  }

  @Test func `a cursor is good for its question and its viewer, and for no other`() throws {
    let service = try filled(3)
    let next = try #require(
      try service.get("/v1/escalations?limit=1&state=open").json["next"]?.stringValue)
    let cursor = try #require(next.split(separator: "cursor=").last)

    let good = try service.get("/v1/escalations?limit=2&state=open&cursor=\(cursor)")
    let others = [
      try service.get("/v1/escalations?state=resolved&cursor=\(cursor)"),
      try service.get("/v1/escalations?cursor=\(cursor)"),
      try service.get("/v1/duties?state=open&cursor=\(cursor)"),
      try service.get("/v1/escalations?limit=1&state=open&cursor=\(cursor)", as: .care),
      try service.get("/v1/escalations?state=open&cursor=\(cursor.dropLast(2))AA"),
      try service.get("/v1/escalations?state=open&cursor=AAAA"),
    ]

    #expect(references(good) == ["TSCP-2026-00002", "TSCP-2026-00001"])
    #expect(others.allSatisfy { $0.status == 400 })
    #expect(others.allSatisfy { $0.code == "badCursor" })
  }

  @Test func `a cursor shows nothing of the place that it stands for`() throws {
    let cursor = Cursor(
      secret: [1, 2, 3], epoch: 1, question: "list",
      viewer: Viewer(credential: "board", role: .auditor, partnership: "tscp", agency: nil))
    let places = (1...20).map { Position(key: 7, tie: $0, since: 1_302) }

    let texts = places.map { cursor.text($0) }

    // All but the tie is the same, and comes first.
    #expect(Set(texts.map { $0.prefix(8) }).count == texts.count)
    #expect(try texts.map { try cursor.position($0).tie } == Array(1...20))
  }

  @Test func `a cursor from before a restore says so`() throws {
    let next = try #require(
      try filled(3).get("/v1/escalations?limit=1&state=open").json["next"]?.stringValue)
    let restored = try Service { $0.settings.epoch = 2 }

    let answer = try restored.get(next)

    #expect(answer.status == 410)
    #expect(answer.code == "cursorBeforeRestore")
  }

  @Test(arguments: [
    ("limit=0", "outOfRange limit"), ("limit=201", "outOfRange limit"),
    ("limit=ten", "wrongType limit"), ("limit=1.5", "wrongType limit"),
    ("state=shut", "notACode state"), ("sort=name", "notACode sort"),
    ("dueBefore=tomorrow", "notAnInstant dueBefore"), ("side=left", "notACode side"),
    ("policy=A%20B", "badFormat policy"), ("colour=red", "unknownParameter colour"),
    ("limit=5&limit=6", "repeated limit"),
  ]) func `a filter that means nothing is refused, never passed over`(
    query: String, fault: String
  ) throws {
    let answer = try filled(0).get("/v1/escalations?\(query)")

    #expect(answer.status == 422)
    #expect(answer.faults == [fault], "\(answer.text)")
  }

  @Test(arguments: ["limit", "=5", "&", "limit=5&&state=open"])
  func `a query that is none is refused`(query: String) throws {
    let service = try filled(0)

    #expect(try service.get("/v1/escalations?\(query)").code == "malformedQuery")
  }

  @Test func `duties are told as late once their limit has passed`() throws {
    let service = try filled(1)
    let path = "/v1/duties?owedBy=agency:care"
    let before = try service.get(path).json["items"]?.arrayValue ?? []

    service.clock.move(to: try #require(Instant("2026-06-02T00:00:00Z")))
    let after = try service.get(path).json["items"]?.arrayValue ?? []

    #expect(before.compactMap { $0["state"]?.stringValue } == ["open", "open"])
    #expect(after.compactMap { $0["state"]?.stringValue } == ["late", "open"])
    #expect(after.first?["clause"]?.stringValue == "T-1")
  }
}
