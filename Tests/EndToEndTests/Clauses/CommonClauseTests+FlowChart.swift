import JSON
import Testing

/// The flow charts that two of the texts lack, drawn from the data of each policy.
extension CommonClauseTests {
  @Test(arguments: Place.all)
  func `CRO-19 HAR-17 a flow chart shows the stages, in the words of the policy's own data`(
    place: Place
  ) async throws {
    let dashboard = try server.caller("dashboard", of: place.partnership)
    let chart = try await dashboard.get("/v1/policies/\(place.policy)/flowchart.svg")
    let policy = try await dashboard.get("/v1/policies/\(place.policy)").json
    let stages = (policy["tracks"]?.arrayValue ?? []).flatMap { $0["stages"]?.arrayValue ?? [] }

    #expect(chart.status == 200)
    #expect(chart.fields["content-type"] == "image/svg+xml")
    // A long label is set in several lines; its words are all there, in their order.
    let words = chart.text.replacing(/<[^>]*>/, with: " ").split(separator: /\s+/)
    let text = words.joined(separator: " ").replacing("&amp;", with: "&")
    #expect(!stages.isEmpty)
    for stage in stages {
      let title = try #require(stage.text("title"))
      #expect(text.contains(title), "\(title)")
    }
  }
}
