import JSON
import Testing

/// What the protocol is for, its principles and its lists.
extension HaringeyClauseTests {
  @Test func `HAR-01 a disagreement inside one agency is refused, and told where to go`()
    async throws
  {
    let answer = try await tryRaising("", with: HaringeyClauseTests.school)

    #expect(answer.status == 422)
    #expect(answer.faults == ["outOfScope /receiving"])
    #expect(answer.clauses == ["HAR-01"])
    #expect(answer.details.contains("The agency's own procedure"))
  }

  @Test func `HAR-01 a professional's conduct alone goes to whistleblowing and the LADO`()
    async throws
  {
    let answer = try await tryRaising(#""matters": ["professional-conduct"]"#)

    #expect(answer.faults == ["outOfScope /matters"])
    #expect(answer.clauses == ["HAR-01"])
    #expect(answer.details.contains("whistleblowing policy"))
    #expect(answer.details.contains("LADO"))
  }

  @Test func `HAR-01 a mixed matter is taken for the child's part and signposted for the rest`()
    async throws
  {
    let answer = try await tryRaising(#""matters": ["professional-conduct", "case-decision"]"#)

    #expect(answer.status == 201, "\(answer.text)")
    #expect(answer.remark("signpost")?.text("clause") == "HAR-01")
  }

  @Test func `HAR-02 six practice situations are listed, and another wants words`() async throws {
    let categories = try await policy()["categories"]?.arrayValue ?? []
    let bare = try await tryRaising(#""category": "other""#)
    let worded = try await tryRaising(
      #""category": "other", "categoryWords": "Who attends the core group.""#)

    #expect(
      categories.compactMap { $0.text("code") } == [
        "threshold", "course-of-action", "action-not-completed", "plan-not-meeting-needs",
        "conference-refused", "allegation", "other",
      ])
    #expect(bare.faults == ["reasonMissing /categoryWords"])
    #expect(bare.clauses == ["HAR-02"])
    #expect(worded.status == 201, "\(worded.text)")
  }

  @Test func `HAR-03 an early resolution by the MASH is an outcome of its own`() async throws {
    let played = try await raise(#""category": "threshold""#)

    let resolved = try await resolve(played, #""outcome": "resolved-early-by-mash""#)

    #expect(resolved.status == 201, "\(resolved.text)")
    let seen = try await played.get().json
    #expect(seen.text("state") == "resolved")
    #expect(seen.text("resolution", "outcome") == "resolved-early-by-mash")
  }

  @Test func `HAR-13 roles stand for one another, the lists of structures are not stated`()
    async throws
  {
    let played = try await raise()
    let equivalent = try await played.discuss(
      #""by": {"name": "C. Lead", "role": "safeguarding-lead"}"#)
    let other = try await raise()
    let substitute = try await other.discuss(
      #""by": {"name": "D. Deputy", "role": "deputy-head", "substituteFor": "line-manager"}"#)

    #expect(equivalent.json.texts("met").contains("1.s1-managers.haringey-st-hilda"))
    #expect(substitute.json.texts("met").contains("1.s1-managers.haringey-st-hilda"))
    let duty = try await other.duty("s1-managers")
    #expect(duty.text("met", "substituteFor") == "line-manager")
    let note = try await policy().entry(of: "notes", where: "about", is: "/roles")
    #expect(note?["notStated"]?.boolValue == true)
    #expect(note?.text("clause") == "HAR-13")
  }

  @Test func `HAR-19 seven key principles are served with the policy`() async throws {
    let policy = try await policy()
    let principles = policy["principles"]?.arrayValue ?? []

    #expect(principles.count == 7)
    #expect(principles.allSatisfy { $0.text("title")?.isEmpty == false })
    #expect(Set(principles.compactMap { $0.text("clause") }).isSuperset(of: ["HAR-19"]))
    #expect(policy.text("risk", "clause") == "HAR-19")
  }
}
