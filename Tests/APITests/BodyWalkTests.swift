import HTTP
import JSON
import Testing

@testable import API

@Suite("Every route that reads a body") struct BodyWalkTests {
  @Test(arguments: RouteRow.withBody) func `reads JSON in UTF-8 and nothing else`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)

    for type in [nil, "text/plain", "application/json; charset=latin1", "application/xml"] {
      let answer = try prepared.send(type: type)
      #expect(answer.status == 415, "\(type ?? "none")")
      #expect(answer.fields[.acceptPost] == "application/json")
    }
    #expect(try prepared.send(type: "application/json; charset=UTF-8").status < 300)
  }

  @Test(arguments: RouteRow.withBody) func `says where the JSON breaks, and changes nothing`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let before = prepared.service.store.eventCount

    for body in ["", "{", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "nul", "\u{FEFF}{}"] {
      let answer = try prepared.send(body: body)
      #expect(answer.status == 400)
      #expect(answer.code == "malformedJSON")
    }
    #expect(prepared.service.store.eventCount == before)
  }

  @Test(arguments: RouteRow.withMembers) func `takes an object and no member that it does not know`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let body = try #require(prepared.sample.body)
    let more = body == "{}" ? "" : "," + body.dropFirst().dropLast()

    let list = try prepared.send(body: "[]")
    let unknown = try prepared.send(body: "{\"unheard\":\"1\"\(more)}")

    #expect(list.status == 422)
    #expect(list.faults == ["wrongType "])
    #expect(unknown.status == 422)
    #expect(unknown.faults == ["unknownMember /unheard"], "\(unknown.text)")
  }

  /// Members that the service alone writes: whoever sends one is told that there is no such member.
  @Test(arguments: RouteRow.withMembers) func `takes no member that is only read`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let body = try #require(prepared.sample.body)
    let own = Set(Walker.members(of: try #require(row.route.body)).map(\.name))
    let read = RouteRow.all.compactMap(\.route.success.shape).flatMap(Walker.members)
    let readOnly = Set(read.map(\.name)).subtracting(own)
    #expect(
      readOnly.isSuperset(of: ["revision", "etag", "items", "owed"].filter { !own.contains($0) }))

    let more = readOnly.sorted().map { "\"\($0)\":null" }.joined(separator: ",")
    let rest = body == "{}" ? "" : "," + body.dropFirst().dropLast()
    let answer = try prepared.send(body: "{\(more)\(rest)}")

    #expect(answer.status == 422)
    #expect(answer.faults.sorted() == readOnly.map { "unknownMember /\($0)" }.sorted())
  }

  @Test(arguments: RouteRow.withMembers)
  func `names each member that is missing or of a wrong type`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let shape = try #require(row.route.body)
    let members = Walker.members(of: shape)

    let wrong = "{" + members.map { "\"\($0.name)\":[[]]" }.joined(separator: ",") + "}"
    let missing = try prepared.send(body: "{}")
    let mistyped = try prepared.send(body: wrong)

    let required = members.filter { $0.presence == .required }.map { "missing /\($0.name)" }
    #expect(required.allSatisfy(missing.faults.contains), "\(missing.text)")
    #expect(missing.status == (required.isEmpty ? 201 : 422))
    #expect(mistyped.status == 422)
    for member in members {
      #expect(
        mistyped.faults.contains { $0.contains(" /\(member.name)") },
        "\(member.name): \(mistyped.text)")
    }
  }

  @Test(arguments: RouteRow.withMembers) func `never repeats what was sent`(row: RouteRow) throws {
    let prepared = try Prepared(row)
    let members = Walker.members(of: try #require(row.route.body))

    let body =
      "{" + members.map { "\"\($0.name)\":{\"x\":\"MARKER\"}" }.joined(separator: ",") + "}"
    let answer = try prepared.send(body: body)

    #expect(!answer.text.contains("MARKER"))
  }
}

/// Walks shapes.
enum Walker {
  /// The members of an object's shape.
  static func members(of shape: Shape) -> [Member] {
    switch shape {
    case .object(let members), .oneMember(let members): members
    case .named(_, _, let inner): members(of: inner)
    default: []
    }
  }

  /// Whether it is one of several members, of which none is required by itself.
  static func isChoice(_ shape: Shape) -> Bool {
    switch shape {
    case .oneMember: true
    case .named(_, _, let inner): isChoice(inner)
    default: false
    }
  }
}
