import JSON
import Testing

/// What is served with the policy.
extension CroydonClauseTests {
  @Test
  func `CRO-05 the review interval is served, the next date once a last one is set, and a warning`()
    async throws
  {
    let review = try await reviewServed(by: server)
    #expect(review["everyMonths"] == 24)
    #expect(review.text("by") == "CSCP Quality Improvement Group")
    #expect(review.text("clause") == "CRO-05")
    #expect(review["nextReviewOn"] == nil)

    let reviewed = try RunningServer.changing(
      "croydon", #""lastReviewed": null"#, to: #""lastReviewed": "2024-03-01""#,
      ["--clock", "manual=2026-03-01T09:00:00Z"])
    let due = try await reviewServed(by: reviewed)
    #expect(due.text("nextReviewOn") == "2026-03-01")
    #expect(due["past"] == nil)
    try reviewed.move(to: "2026-03-02T09:00:00Z")
    #expect(try await reviewServed(by: reviewed)["past"] == true)
  }

  private func reviewServed(by server: RunningServer) async throws -> JSONValue {
    let list = try await server.caller("partnership", of: "cscp").get("/v1/policies").json
    return try #require(list.entry(of: "items", where: "id", is: "croydon")?["review"])
  }

  @Test func `CRO-07 an outcome may leave the decision as it was, and be worth having`()
    async throws
  {
    let outcomes = try #require(try await policy()["outcomes"]?.arrayValue)
    #expect(outcomes.allSatisfy { $0["assumed"] == true })
    #expect(
      outcomes.compactMap { $0.text("code") } == [
        "changed", "partly-changed", "unchanged-understood", "unchanged-disputed", "other-action",
        "overtaken",
      ])

    let played = try await raise()
    let unknown = try await played.change(
      "resolution", #"{"basis": "assent", "outcome": "won"}"#)
    #expect(unknown.faults == ["unknownCode /outcome"])
    try await played.change(
      "resolution", #"{"basis": "assent", "outcome": "unchanged-understood"}"#)
    #expect(
      try await played.get().json.text("resolution", "outcome") == "unchanged-understood")
  }

  @Test func `CRO-08 five principles are served with the policy`() async throws {
    let principles = try #require(try await policy()["principles"]?.arrayValue)

    #expect(
      principles.compactMap { $0.text("code") } == [
        "child-safety", "critically-reflective", "restorative", "relationships-and-dialogue",
        "challenge-and-curiosity",
      ])
    #expect(principles.allSatisfy { $0.text("clause") == "CRO-08" && $0.text("title") != nil })
  }

  @Test func `CRO-18 themes go to the Quality Improvement Group and the annual report`()
    async throws
  {
    let routes = try #require(try await policy()["learningRoutes"]?.arrayValue)
    #expect(
      routes.compactMap { $0.text("to") } == [
        "CSCP Quality Improvement Group", "CSCP Annual Report",
      ])

    let played = try await raise()
    try await played.change("resolution", #"{"basis": "assent", "outcome": "changed"}"#)
    let noted = try await played.post(
      "learning",
      #"{"kind": "theme", "theme": "thresholds", "words": "Referrals lack the history."}"#)
    #expect(noted.status == 201, "\(noted.text)")
    let learning = try await played.get().json
    #expect(learning[path: ["learning", "0", "routes"]] == ["form-themes"])
  }

  @Test func `CRO-24 related documents are served, and where the edition is not stated it says so`()
    async throws
  {
    let documents = try #require(try await policy()["documents"]?.arrayValue)

    #expect(documents.count == 3)
    #expect(documents.contains { $0.text("edition") == "2023" })
    #expect(documents.allSatisfy { $0["edition"] != nil || $0.text("note") != nil })
  }
}
