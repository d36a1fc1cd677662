import Casework
import Escalations
import Foundation
import JSON
import Testing

/// Random orders on the shipped policies and the invented one: whatever is accepted is held against the
/// policy's own JSON, and the record against what it says of itself.
@Suite("What is accepted") struct AcceptedEventTests {
  static let names = PolicyFiles.names + ["../../examples/policies/wexmouth.json"]

  @Test(arguments: names, UInt64(1)...8)
  func `nothing is accepted that the policy forbids`(name: String, seed: UInt64) throws {
    var history = try RandomOrders(policy: name, seed: seed)
    let book = PolicyBook(json: try JSONReader.read(PolicyFiles.bytes(name)))
    var accepted = 0
    for _ in 1...60 {
      let (before, record) = (history.state, history.record)
      guard let (order, event) = history.next() else { continue }
      accepted += 1
      let objection = book.objection(to: order, on: before, after: record, accepted: event)
      #expect(
        objection == nil,
        "\(objection ?? ""): \(order.by) gave \(order.command) at \(before.stage) of \(before.track)"
      )
    }
    #expect(accepted > 2, "most orders are refused, and some are not")
  }

  /// A judge that never objects proves nothing: held against a stricter book than the one that was played,
  /// it does.
  @Test(arguments: [
    ("croydon.json", #""attemptMeets": true"#, #""attemptMeets": false"#, "an attempt served"),
    ("croydon.json", #""declinable": true"#, #""declinable": false"#, "a form was declined"),
    ("newham.json", #""rule": "withReason""#, #""rule": "forbidden""#, "stages were passed over"),
    ("newham.json", #""by": ["independent-chair"]"#, #""by": ["line-manager"]"#, "she decided"),
    ("haringey.json", #""movers": ["raising", "receiving"]"#, #""movers": ["raising"]"#, "moved"),
  ])
  func `the judge objects where the policy is another`(
    name: String, text: String, other: String, why: String
  ) throws {
    let written = String(decoding: try PolicyFiles.bytes(name), as: UTF8.self)
    try #require(written.contains(text))
    let stricter = PolicyBook(
      json: try JSONReader.read(Array(written.replacing(text, with: other).utf8)))
    let objects = try (1...60).contains { (seed: UInt64) in
      var history = try RandomOrders(policy: name, seed: seed)
      for _ in 1...60 {
        let (before, record) = (history.state, history.record)
        guard let (order, event) = history.next() else { continue }
        if stricter.objection(to: order, on: before, after: record, accepted: event) != nil {
          return true
        }
      }
      return false
    }

    #expect(objects, "\(why)")
  }

  @Test(arguments: names, UInt64(100)...103)
  func `the record leads to the same state again, and no limit moves without its event`(
    name: String, seed: UInt64
  ) throws {
    var history = try RandomOrders(policy: name, seed: seed)
    for _ in 1...60 {
      let before = history.state
      guard let (_, event) = history.next() else {
        #expect(history.state == before, "a refusal changes nothing")
        continue
      }
      for item in before.duties where history.state.duty(item.key)?.timing != item.timing {
        let isSaid = event.effects.contains { effect in
          if case .timed(item.key, _) = effect { true } else { false }
        }
        #expect(isSaid, "\(item.key)")
      }
    }
    #expect(Escalation.replay(history.record) == history.state)
  }
}
