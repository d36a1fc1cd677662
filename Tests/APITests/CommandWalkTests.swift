import Casework
import Escalations
import HTTP
import JSON
import Testing

@testable import API

@Suite("Every command") struct CommandWalkTests {
  @Test(arguments: RouteRow.commands) func `wants a key, in quotes or bare, and one only`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)

    let missing = try prepared.send(key: nil)
    let empty = try prepared.send(key: "\"\"")
    let broken = try prepared.send(key: "\"a")
    let long = try prepared.send(key: String(repeating: "k", count: 256))
    let good = try prepared.send(key: "\"8e03978e-40d5\"")

    #expect(missing.status == 400)
    #expect(missing.code == "idempotencyKeyMissing")
    #expect(
      [empty, broken, long].map(\.code) == ["invalidHeader", "invalidHeader", "invalidHeader"])
    #expect(good.status == row.route.success.status.rawValue, "\(good.text)")
  }

  @Test(arguments: RouteRow.commands)
  func `gives a retry its first receipt, and does nothing again`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let tag = try prepared.tag()

    let first = try prepared.send(tag: tag)
    let count = prepared.service.store.eventCount
    let again = try prepared.send(key: "\"the-key\"", tag: tag)
    let other = try prepared.send(body: "{\"occurredAt\":null}", tag: tag)

    #expect(first.status == row.route.success.status.rawValue)
    #expect(again.status == first.status)
    #expect(again.text == first.text)
    #expect(again.fields[.etag] == first.fields[.etag])
    #expect(again.fields[.location] == first.fields[.location])
    #expect(prepared.service.store.eventCount == count)
    #expect(other.status == 422)
  }

  @Test(arguments: RouteRow.orders)
  func `on a dry run says what would follow and records nothing`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let before = prepared.service.store.eventCount

    let answer = try prepared.send(tag: "", query: "?dryRun=true")
    let done = try prepared.send()

    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.json["dryRun"]?.boolValue == true)
    #expect(try #require(row.route.success.shape).faults(in: answer.json) == [])
    #expect(done.status == row.route.success.status.rawValue, "the dry run used up the key")
    #expect(prepared.service.store.eventCount == before + row.eventCount)
  }

  @Test(arguments: RouteRow.commands) func `wants If-Match where it changes what was read`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    guard row.route.needsMatch else {
      #expect(try prepared.send().status == row.route.success.status.rawValue)
      return
    }
    let tag = try prepared.tag()

    let missing = try prepared.send(tag: "")
    let star = try prepared.send(tag: "*")
    let stale = try prepared.send(tag: "\"0-0-1a\"")
    let foreign = try prepared.send(tag: "\"abc\"")
    let weak = try prepared.send(tag: "W/" + tag)
    let several = try prepared.send(tag: "\(tag), \"0-0-1a\"")

    #expect([missing, star].map(\.status) == [428, 428])
    #expect([stale, foreign, weak].map(\.status) == [412, 412, 412])
    #expect(several.code == "invalidHeader")
    #expect(try prepared.send(tag: tag).status == row.route.success.status.rawValue)
  }

  @Test(arguments: RouteRow.commands.filter { $0.route.path.names.contains(.reference) })
  func `is not found where the escalation is not the caller's to see, with the same words`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let stranger: Service.Caller = prepared.sample.caller == .office ? .office : .health
    let absent = prepared.path.replacing("-00001", with: "-00077")

    let unseen = try prepared.service.post(
      prepared.path, as: stranger, prepared.sample.body ?? "", [("If-Match", "\"1-1-1a\"")])
    let missing = try prepared.service.post(
      absent, as: stranger, prepared.sample.body ?? "", [("If-Match", "\"1-1-1a\"")])

    #expect(missing.status == 404)
    guard stranger == .health, row.route.roles?.contains(.agency) == true else { return }
    #expect(unseen.status == 404)
    #expect(unseen.text == missing.text)
  }

  @Test(arguments: RouteRow.orders) func `points to what it made`(row: RouteRow) throws {
    let prepared = try Prepared(row)

    let answer = try prepared.send()
    let location = try #require(answer.fields[.location])
    let made = try prepared.service.get(location, as: prepared.sample.caller)

    #expect(made.status == 200, "\(location)")
    let shapes = [
      ("/record", RecordWire.shape), ("/forms/", FormWire.shape),
      ("/recommendations", RecommendationReads.shape), ("/related", RelatedReads.shape),
      ("/reports/annual", ReportWire.shape), ("/naming", NamingReads.shape),
    ]
    let shape = shapes.first { location.contains($0.0) }?.1 ?? DetailWire.shape
    #expect(shape.faults(in: made.json) == [], "\(made.text)")
    guard location.contains("/record") else { return }
    let detail = try prepared.service.get(
      String(location.prefix { $0 != "?" }.dropLast("/record".count)), as: prepared.sample.caller)
    #expect(DetailWire.shape.faults(in: detail.json) == [], "\(detail.text)")
  }

  @Test(arguments: RouteRow.commands) func `takes when it happened, but not from the future`(
    row: RouteRow
  ) throws {
    guard row.route.path.names.contains(.reference), let shape = row.route.body,
      Walker.members(of: shape).contains(where: { $0.name == "occurredAt" })
    else { return }
    let prepared = try Prepared(row)
    let body = try #require(prepared.sample.body)
    let more = body == "{}" ? "" : "," + body.dropFirst().dropLast()

    let future = try prepared.send(body: "{\"occurredAt\":\"2026-05-21T09:00:00Z\"\(more)}")
    let local = try prepared.send(body: "{\"occurredAt\":\"2026-05-20 10:00\"\(more)}")

    #expect(future.faults == ["inTheFuture /occurredAt"], "\(future.text)")
    #expect(local.faults == ["notAnInstant /occurredAt"])
  }
}
