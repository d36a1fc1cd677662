import Casework
import HTTP
import JSON
import Testing

@testable import API

@Suite("Every route") struct RouteWalkTests {
  @Test func `has a name of its own, a rule and a sample, and no sample is left over`() {
    let names = Routes.all.map(\.operationID)

    #expect(Set(names).count == names.count)
    #expect(Set(names) == Set(Samples.all.keys))
    #expect(Routes.all.allSatisfy { $0.roles?.isEmpty != true })
    #expect(Routes.all.allSatisfy { !$0.summary.isEmpty })
    #expect(Routes.all.allSatisfy { $0.method != .post || $0.body != nil })
  }

  @Test(arguments: RouteRow.all) func `answers a good request as it is described`(
    row: RouteRow
  ) throws {
    let answer = try Prepared(row).send()

    #expect(answer.status == row.route.success.status.rawValue, "\(answer.text)")
    let type = try #require(answer.fields[.contentType])
    #expect(row.route.success.mediaTypes.contains { type.hasPrefix($0) })
    if let shape = row.route.success.shape, type.contains("json") {
      #expect(shape.faults(in: answer.json) == [], "\(answer.text)")
    }
  }

  @Test(arguments: RouteRow.all) func `guards its answers, good and bad`(row: RouteRow) throws {
    let prepared = try Prepared(row)

    for answer in [try prepared.send(), try prepared.send(query: "?colour=red")] {
      #expect(answer.fields[.contentTypeOptions] == "nosniff")
      #expect(answer.fields[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
      let holdsToken = answer.json["token"] != nil
      #expect(answer.fields[.cacheControl] == (holdsToken ? "no-store" : "private, no-cache"))
      #expect(answer.fields[.vary] == "Authorization, Accept")
    }
  }

  @Test(arguments: RouteRow.guarded) func `tells nothing to one without a credential`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let before = prepared.service.store.eventCount

    let answer = try prepared.send(as: Service.Caller.none)

    #expect(answer.status == 401)
    #expect(answer.fields[.wwwAuthenticate] == #"Bearer realm="parley", error="invalid_token""#)
    #expect(answer.json["instance"] == nil)
    #expect(prepared.service.store.eventCount == before)
  }

  @Test(arguments: RouteRow.guarded) func `refuses every role that it is not for`(
    row: RouteRow
  ) throws {
    for caller in Service.Caller.allCases where caller != .none {
      let prepared = try Prepared(row)
      let before = prepared.service.store.eventCount

      let answer = try prepared.send(as: caller)

      let isFor = row.route.roles?.contains(caller.role) == true
      #expect((answer.code == "roleNotAllowed") == !isFor, "\(caller): \(answer.text)")
      guard !isFor else { continue }
      #expect(answer.status == 403)
      #expect(prepared.service.store.eventCount == before)
      #expect(prepared.service.store.accesses.last?.kind == .refused)
    }
  }

  @Test(arguments: RouteRow.all) func `has the methods that Allow says, and no other`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let path = prepared.path

    let answer = try prepared.service.send("DELETE", path, as: prepared.sample.caller)
    let options = try prepared.service.send("OPTIONS", path, as: .none)

    #expect(answer.status == 405)
    #expect(answer.fields[.allow]?.contains(row.route.method.text) == true)
    #expect(options.status == 204)
    #expect(options.fields[.allow]?.contains("OPTIONS") == true)
    #expect(options.text.isEmpty)
  }

  @Test(arguments: RouteRow.all) func `gives nothing that the client does not take`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)

    let answer = try prepared.send([("Accept", "image/png, text/css;q=0.9")])
    let fitting = try prepared.send([("Accept", "image/png, */*;q=0.1")])

    #expect(answer.status == 406)
    #expect(answer.fields[.contentType] == "application/problem+json")
    #expect(fitting.status == row.route.success.status.rawValue)
  }

  @Test(arguments: RouteRow.all) func `takes no parameter that it does not know, and none twice`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let joint = prepared.path.contains("?") ? "&" : "?"

    let unknown = try prepared.send(query: joint + "colour=red")

    #expect(unknown.status == 422)
    #expect(unknown.faults.contains("unknownParameter colour"), "\(unknown.text)")
    guard row.route.isCommand else { return }
    let twice = try prepared.send(query: "?dryRun=true&dryRun=true")
    #expect(twice.faults.contains("repeated dryRun"))
    let neither = try prepared.send(query: "?dryRun=perhaps")
    #expect(neither.faults.contains("wrongType dryRun"))
  }

  @Test(arguments: RouteRow.all.filter { $0.route.method == .get })
  func `answers HEAD as GET, and puts no reading on record for it`(row: RouteRow) throws {
    let prepared = try Prepared(row)

    let head = try prepared.service.send("HEAD", prepared.path, as: prepared.sample.caller)

    #expect(head.status == 200)
    #expect(prepared.service.store.accesses.isEmpty)
  }
}
