import JSON
import Testing

/// Who may go where, and what each track is for.
extension HaringeyClauseTests {
  /// A side way out of a stage: for whom it is, and under what circumstances.
  struct Way: Sendable, CustomTestStringConvertible {
    let members: String
    var stage2 = false
    let to: String
    let track: String
    let sides: [String]
    let testDescription: String

    private static let allegation = #""track": "allegation", "category": "allegation""#
    private static let both = ["raising", "receiving"]

    static let all = [
      Way(
        members: #""category": "conference-refused""#, to: "request", track: "conference-request",
        sides: ["raising"], testDescription: "HAR-09 felt to be refused, from stage 1"),
      Way(
        members: #""facts": ["conference-wanted"]"#, stage2: true, to: "request",
        track: "conference-request", sides: ["raising"],
        testDescription: "HAR-09 a conference is wanted, from stage 2"),
      Way(
        members: #""category": "conference-refused""#, stage2: true, to: "request",
        track: "conference-request", sides: ["raising"],
        testDescription: "HAR-09 felt to be refused, from stage 2"),
      Way(
        members: #""category": "threshold""#, to: "request", track: "conference-request", sides: [],
        testDescription: "HAR-09 no conference is wanted, from stage 1"),
      Way(
        members: #""category": "threshold""#, stage2: true, to: "request",
        track: "conference-request", sides: [],
        testDescription: "HAR-09 no conference is wanted, from stage 2"),
      Way(
        members: #""facts": ["polarised"]"#, to: "round-table", track: "round-table", sides: both,
        testDescription: "HAR-10 polarised, from stage 1"),
      Way(
        members: #""facts": ["polarised"]"#, stage2: true, to: "round-table", track: "round-table",
        sides: both, testDescription: "HAR-10 polarised, from stage 2"),
      Way(
        members: #""facts": ["contested-risk-plan"]"#, to: "round-table", track: "round-table",
        sides: [], testDescription: "HAR-11 a plan is contested that no allegation led to, stage 1"),
      Way(
        members: #""facts": ["contested-risk-plan"]"#, stage2: true, to: "round-table",
        track: "round-table", sides: [],
        testDescription: "HAR-11 a plan is contested that no allegation led to, stage 2"),
      Way(
        members: #"\#(allegation), "facts": ["contested-risk-plan"]"#, to: "round-table",
        track: "round-table", sides: both,
        testDescription: "HAR-11 the risk management plan is contested, from stage 1"),
      Way(
        members: #"\#(allegation), "facts": ["contested-risk-plan"]"#, stage2: true,
        to: "round-table", track: "round-table", sides: both,
        testDescription: "HAR-11 the risk management plan is contested, from stage 2"),
      Way(
        members: #"\#(allegation), "facts": ["polarised"]"#, to: "round-table",
        track: "round-table", sides: [],
        testDescription: "HAR-11 polarised over a meeting's decision, from stage 1"),
      Way(
        members: #"\#(allegation), "facts": ["polarised"]"#, stage2: true, to: "round-table",
        track: "round-table", sides: [],
        testDescription: "HAR-11 polarised over a meeting's decision, from stage 2"),
    ]
  }

  @Test(arguments: Way.all)
  func `HAR-09 HAR-10 HAR-11 each side way is for those it is for, when it is for them`(way: Way)
    async throws
  {
    for side in ["raising", "receiving"] {
      let played = try await raise(way.members, by: HaringeyClauseTests.police)
      try await talkOfManagers(played)
      if way.stage2 { try await played.move(to: "stage-2") }
      let mover = side == "raising" ? played.raiser : played.other
      let moved = try await played.move(to: way.to, #""track": "\#(way.track)""#, by: mover)

      #expect((moved.status == 201) == way.sides.contains(side), "\(side): \(moved.text)")
    }
  }

  @Test func `HAR-05 from stage 1 to stage 2 is the raising side's way, on either ladder`()
    async throws
  {
    for members in ["", #""track": "allegation", "category": "allegation""#] {
      let played = try await raise(members)
      try await talkOfManagers(played)
      let theirs = try await played.move(to: "stage-2", by: played.other)
      #expect(theirs.faults == ["notAMover "])
      #expect(try await played.move(to: "stage-2").status == 201)
    }
  }

  @Test func `HAR-09 after the request it goes on at stage 2, by the raising side`() async throws {
    let played = try await raise(#""category": "conference-refused""#)
    try await talkOfManagers(played)
    try await played.move(to: "request", #""track": "conference-request""#)
    let theirs = try await played.move(
      to: "stage-2", #""track": "escalation""#, by: played.other)
    #expect(theirs.faults == ["notAMover "])
    #expect(try await played.move(to: "stage-2", #""track": "escalation""#).status == 201)
  }

  @Test func `HAR-10 after the round table it goes on where it came from, over a dissent alone`()
    async throws
  {
    let contested =
      #""track": "round-table", "category": "allegation", "facts": ["contested-risk-plan"]"#
    let polarised = #""track": "round-table", "facts": ["polarised"]"#
    for (members, way, other) in [
      (polarised, "escalation", "allegation"), (contested, "allegation", "escalation"),
    ] {
      let played = try await raise(members, by: HaringeyClauseTests.police)
      let early = try await played.move(to: "stage-2", #""track": "\#(way)""#)
      #expect(early.code == "entryNotOpen")
      try await played.post("dissents", #"{"words": "No."}"#)
      let theirs = try await played.move(to: "stage-2", #""track": "\#(way)""#, by: played.other)
      #expect(theirs.faults == ["notAMover "])
      let astray = try await played.move(to: "stage-2", #""track": "\#(other)""#)
      #expect(astray.code == "entryNotOpen")
      #expect(try await played.move(to: "stage-2", #""track": "\#(way)""#).status == 201)
    }
  }

  /// Two kinds of agency, and whether their polarised views make a round table.
  @Test(arguments: [
    ("social-care", "police", true), ("social-care", "health", true), ("social-care", "icb", true),
    ("police", "health", true), ("police", "icb", true), ("st-hilda", "social-care", false),
    ("st-hilda", "police", false), ("st-hilda", "health", false), ("st-hilda", "icb", false),
  ])
  func `HAR-10 any two of social care, police and health make one, others do not`(
    one: String, other: String, isOne: Bool
  ) async throws {
    let caller = try server.caller("haringey-" + one)
    func attempt(_ members: String) async throws -> Caller.Answer {
      try await caller.post(
        "/v1/escalations",
        PlayedCase.body(
          policy: "haringey", with: "haringey-" + other, #""track": "round-table"\#(members)"#))
    }
    let polarised = try await attempt(#", "facts": ["polarised"]"#)
    #expect((polarised.status == 201) == isOne, "\(polarised.text)")
    #expect(try await attempt("").code == "entryNotOpen")
    #expect(
      try await attempt(#", "facts": ["contested-risk-plan"], "children": []"#).status == 201)
  }

  @Test func `HAR-11 a round table is restricted over an allegation or a contested plan, else not`()
    async throws
  {
    let rows = [
      (#""facts": ["polarised"]"#, false),
      (#""facts": ["polarised"], "category": "allegation""#, true),
      (#""facts": ["contested-risk-plan"]"#, true),
    ]
    for (members, isRestricted) in rows {
      let played = try await raise(
        #""track": "round-table", \#(members)"#, by: HaringeyClauseTests.police)
      #expect(try await played.get().json["restricted"]?.boolValue ?? false == isRestricted)
    }
  }

  @Test func `HAR-11 with a child or without, over an adult, and only on its own track`()
    async throws
  {
    let adult = #""subjects": [{"kind": "adult-by-role", "description": "a coach"}]"#
    let table = #""track": "round-table", "facts": ["contested-risk-plan"]"#
    let allegation = #""track": "allegation", "category": "allegation""#
    for track in [table, allegation] {
      let childless = try await tryRaising(#"\#(track), \#(adult), "children": []"#)
      #expect(childless.status == 201, "\(childless.text)")
      #expect(try await tryRaising(track).status == 201)
    }
    #expect(try await tryRaising(adult).faults == ["unknownCode /subjects/0/kind"])
    #expect(try await tryRaising(#""children": []"#).faults == ["childMissing /children"])
    let astray = try await tryRaising(#""track": "allegation", "category": "threshold""#)
    #expect(astray.code == "entryNotOpen")
    #expect(astray.clauses == ["HAR-11"])
    let skipped = try await tryRaising(
      #""track": "allegation", "category": "allegation", "stage": "stage-2", "reason": "Grave.""#)
    #expect(skipped.code == "skipForbidden")
  }

  @Test func `HAR-11 the partnership sees names from stage 2 on, before that an outline`()
    async throws
  {
    let played = try await raise(#""track": "allegation", "category": "allegation""#)
    let office = played.office("partnership")
    #expect(try await played.get(by: office).json.text("mask") == "outline")
    try await talkOfManagers(played)
    try await played.move(to: "stage-2")
    #expect(try await played.get(by: office).json["mask"] == nil)
  }

  @Test(arguments: Beginning.all)
  func `HAR-14 a talk face to face, by video or phone needs no word; e-mail or letters alone do`(
    beginning: Beginning
  ) async throws {
    for (medium, isWelcome) in [
      ("faceToFace", true), ("video", true), ("phone", true), ("email", false), ("letter", false),
    ] {
      let played = try await raise(beginning.members, by: beginning.raiser)
      try await played.discuss(#""medium": "\#(medium)""#)
      let ended = try await resolve(played)
      #expect((ended.remark("medium") == nil) == isWelcome, "\(medium)")
    }
  }

  @Test func `HAR-14 and so it is over a request for a conference`() async throws {
    for (medium, isWelcome) in [
      ("faceToFace", true), ("video", true), ("phone", true), ("email", false), ("letter", false),
    ] {
      let played = try await raise(#""category": "conference-refused""#)
      try await talkOfManagers(played)
      try await played.move(to: "request", #""track": "conference-request""#)
      try await played.discuss(#""medium": "\#(medium)""#)
      let ended = try await resolve(played)
      #expect((ended.remark("medium") == nil) == isWelcome, "\(medium)")
    }
  }

  @Test(arguments: Beginning.all)
  func `HAR-18 no resolution without the next steps, on any track`(beginning: Beginning)
    async throws
  {
    let played = try await raise(beginning.members, by: beginning.raiser)
    let bare = try await played.change("resolution", #"{"basis": "assent", "outcome": "changed"}"#)
    #expect(bare.faults == ["contentsMissing /contents/next-steps"])
    #expect(try await resolve(played).status == 201, "no duty stands in its way")
  }

  @Test func `HAR-18 nor where it ends on a request for a conference`() async throws {
    let played = try await raise(#""category": "conference-refused""#)
    try await talkOfManagers(played)
    try await played.move(to: "request", #""track": "conference-request""#)
    let bare = try await played.change("resolution", #"{"basis": "assent", "outcome": "changed"}"#)
    #expect(bare.faults == ["contentsMissing /contents/next-steps"])
  }

  @Test func `HAR-18 it may end in any of the outcomes`() async throws {
    for outcome in try await policy().codes(of: "outcomes") {
      let played = try await raise()
      #expect(try await resolve(played, #""outcome": "\#(outcome)""#).status == 201, "\(outcome)")
    }
    #expect(try await policy().codes(of: "outcomes").count == 7)
  }
}
