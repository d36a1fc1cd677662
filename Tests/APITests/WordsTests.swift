import Escalations
import JSON
import Testing

@testable import API

@Suite("Words of a body") struct WordsTests {
  @Test(arguments: OrderRow.all)
  func `all that its shape calls sensitive becomes parts, nothing else does`(
    row: OrderRow
  ) throws {
    let (value, sensitive) = Filled.value(of: row.wire.shape)
    let body = try row.wire.shape.check(value)

    let texts = row.wire.parts(body).map(\.text)

    #expect(texts.sorted() == sensitive.sorted())
  }

  @Test func `a part's class and person are read off its place`() throws {
    let rows: [(String, Part.Class, String)] = [
      ("/summary", .narrative, ""), ("/children/0/name", .name, "child-1"),
      ("/children/2/birthDate", .birthDate, "child-3"),
      ("/children/1/upn", .identifier, "child-2"), ("/by/name", .name, "practitioner"),
      ("/by/role", .name, "practitioner"), ("/participants/1/name", .name, "participant-2"),
      ("/told/name", .name, "told"), ("/ownReference", .identifier, ""),
      ("/contents/next-steps", .narrative, ""),
    ]
    for (text, kind, person) in rows {
      let pointer = try #require(JSONPointer(text))
      #expect(PartPlace.kind(pointer) == kind, "\(text)")
      #expect(PartPlace.person(pointer) == person, "\(text)")
    }
  }
}

/// An order's wire shape on its way through a test.
struct OrderRow: CustomTestStringConvertible, Sendable {
  let name: String
  let wire: OrderWire

  var testDescription: String { name }

  static let all: [OrderRow] = [
    ("act", ActOrders.act), ("discussion", ActOrders.discussion),
    ("consultation", ActOrders.consultation), ("decision", ActOrders.decision),
    ("dissent", ActOrders.dissent), ("feedback", ActOrders.feedback),
    ("confirmation", ActOrders.confirmation), ("join", CourseOrders.join),
    ("leave", CourseOrders.leave), ("risk", CourseOrders.risk), ("move", CourseOrders.move),
    ("limit", CourseOrders.limit), ("resolve", CourseOrders.resolve),
    ("withdraw", CourseOrders.withdraw), ("reopen", CourseOrders.reopen),
    ("migrate", CourseOrders.migrate), ("acknowledge", CourseOrders.acknowledge),
    ("action", FollowUpOrders.action), ("actionProgress", FollowUpOrders.actionProgress),
    ("outstanding", FollowUpOrders.outstanding),
    ("outstandingProgress", FollowUpOrders.outstandingProgress),
    ("learning", FollowUpOrders.learning), ("approval", FollowUpOrders.approval),
    ("addendum", FollowUpOrders.addendum), ("void", FollowUpOrders.void),
    ("correct", CorrectionOrder.correct),
  ].map(OrderRow.init)
}

/// Makes a value with every member that a shape has, and notes what in it is sensitive.
enum Filled {
  static func value(of shape: Shape) -> (JSONValue, sensitive: [String]) {
    var sensitive: [String] = []
    var count = 0
    let value = fill(shape, false, &sensitive, &count)
    return (value, sensitive)
  }

  private static func fill(
    _ shape: Shape, _ isSensitive: Bool, _ sensitive: inout [String], _ count: inout Int
  ) -> JSONValue {
    switch shape {
    case .text(let rule):
      count += 1
      let text = text(rule, count)
      if isSensitive { sensitive.append(text) }
      return .string(text)
    case .code(let codes): return .string(codes[0])
    case .date: return "2026-06-01"
    case .instant: return "2026-05-19T09:00:00Z"
    case .integer(let range): return .integer(Int64(range.lowerBound))
    case .boolean, .flag: return true
    case .number: return 1
    case .list(let element, _, _): return .array([fill(element, isSensitive, &sensitive, &count)])
    case .map(let element, let keys, _):
      var object = JSONObject()
      object[keys.name == "pointer" ? "/summary" : "a-b"] = fill(
        element, isSensitive, &sensitive, &count)
      return .object(object)
    case .object(let members), .oneMember(let members):
      var object = JSONObject()
      for member in members {
        object[member.name] = fill(
          member.shape, isSensitive || member.sensitivity != .plain, &sensitive, &count)
      }
      return .object(object)
    case .named(_, _, let inner): return fill(inner, isSensitive, &sensitive, &count)
    case .reference, .any: return .null
    }
  }

  private static func text(_ rule: TextRule, _ count: Int) -> String {
    switch rule.format?.name {
    case nil: "Words \(count)"
    case "nhsNumber": "9990000018"
    case "upn": "P207000016049"
    default: "word-\(count)"
    }
  }
}
