import Foundation
import JSON
import Testing

/// The two policies whose text promises a flow chart and whose published file has none.
@Suite("The flow charts that the texts promise", .serialized) struct FlowChartClauseTests {
  private static let shared = Result { try SharedServers.start() }

  /// The chart and the policy that it is drawn from, as any agency of the partnership gets them.
  private func chart(_ policy: String, for agency: String) async throws -> (
    chart: Caller.Answer, policy: JSONValue
  ) {
    let caller = try Self.shared.get().caller(agency)
    let chart = try await caller.get("/v1/policies/\(policy)/flowchart.svg")
    return (chart, try await caller.get("/v1/policies/\(policy)").json)
  }

  /// Each stage by its title and its clause, in the order of the policy's data.
  private func expectStages(of policy: JSONValue, in chart: Caller.Answer) {
    #expect(chart.status == 200)
    #expect(chart.fields["content-type"] == "image/svg+xml")
    #expect(chart.text.contains("<title id=\"chart-title\">"), "a screen reader says what it is")
    #expect(chart.text.contains("<desc id=\"chart-description\">"))
    var rest = chart.text[...]
    for track in policy["tracks"]?.arrayValue ?? [] {
      for stage in track["stages"]?.arrayValue ?? [] {
        let title = stage.text("title") ?? "?"
        let found = rest.range(of: ">\(title)<")
        #expect(found != nil, "\(title)")
        if let found { rest = rest[found.upperBound...] }
      }
    }
  }

  @Test func `CRO-19 the flow chart is drawn from the policy's five stages, and says its readings`()
    async throws
  {
    let (chart, policy) = try await chart("croydon", for: "croydon-st-hilda")

    expectStages(of: policy, in: chart)
    #expect(chart.text.contains("within 7 working days"))
    #expect(chart.text.contains("croydon-notification"))
    #expect(chart.text.contains(">assumed<"), "what the picture held is marked as a reading")
  }

  @Test func `HAR-17 the chart that the text lacks is served, with its ways from track to track`()
    async throws
  {
    let (chart, policy) = try await chart("haringey", for: "haringey-st-hilda")

    expectStages(of: policy, in: chart)
    #expect(chart.text.contains("Another way"))
    #expect(chart.text.contains("no number stated"))
  }
}
