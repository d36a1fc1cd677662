import Escalations

/// An invented policy, small enough to read: three stages, a private duty, one that may block, a decider.
enum SamplePolicy {
  static let source = Provenance(clause: "T-1")

  static func code(_ code: Code, needsWords: Bool = false) -> CodedText {
    CodedText(code: code, title: code.text, needsWords: needsWords, provenance: source)
  }

  static let policy = Policy(
    id: "sample", version: "1", title: "Sample", partnership: "tscp",
    effectiveFrom: CivilDate(dayNumber: 0), calendar: "england-and-wales",
    review: Review(
      everyMonths: 24, by: "The group", lastReviewed: CivilDate("2024-02-29"), provenance: source),
    categories: [code("threshold"), code("other", needsWords: true)], levels: [code("plan")],
    origins: [code("audit")], outcomes: [code("changed")], facts: [code("stuck")],
    roles: [
      Role(id: "lead", title: "Lead", provenance: source),
      Role(id: "chair", title: "Chair", provenance: source),
    ],
    scope: Scope(exclusions: [
      Scope.Exclusion(
        ground: .withinOneAgency, title: "Inside one agency", destination: "Its own procedure",
        onwardAlert: nil, refuses: true, provenance: source)
    ]),
    risk: RiskRule(urgentAction: "Call social care.", askedOnMoving: true, provenance: source),
    tracks: [track],
    learningRoutes: [
      LearningRoute(code: "group", kind: "theme", to: "Group", via: nil, provenance: source)
    ])

  /// The least policy of the other partnership.
  static let elsewhere = Policy(
    id: "elsewhere", version: "1", title: "Elsewhere", partnership: "other",
    effectiveFrom: CivilDate(dayNumber: 0), calendar: "england-and-wales", outcomes: [],
    risk: RiskRule(urgentAction: "Call social care.", askedOnMoving: true, provenance: source),
    tracks: [track])

  private static let track = Track(
    id: "main", title: "Main", child: .required, partnershipSeesFrom: "two",
    skipping: Skipping(rule: .forbidden, provenance: source), opening: [advice],
    everyStage: [talk, confirm],
    stages: [
      Stage(
        id: "one", number: 1, title: "One", formality: .informal, clock: days(7),
        duties: [reflect, offer], provenance: source),
      Stage(
        id: "two", number: 2, title: "Two", formality: .formal, clock: days(3), provenance: source),
      Stage(
        id: "three", number: 3, title: "Three", formality: .formal,
        end: End(kind: .decision, by: ["chair"], provenance: source), provenance: source),
    ], provenance: source)

  private static let advice = Duty(
    id: "advice", title: "Ask your own lead", act: .consult, owedBy: .raising, force: .should,
    isPrivate: true, provenance: source)
  private static let talk = Duty(
    id: "talk", title: "Talk", act: .discuss, owedBy: .raising, force: .must, blocks: [.moving],
    attemptMeets: true, lifetime: .stage, provenance: source)
  private static let confirm = Duty(
    id: "confirm", title: "Confirm", act: .confirmRecord, owedBy: .each, force: .should,
    lifetime: .beyond, provenance: source)
  private static let reflect = Duty(
    id: "reflect", title: "Consider a group", act: .consider, owedBy: .raising, force: .consider,
    answers: [
      Duty.Answer(code: "yes", title: "Yes", needsReason: false),
      Duty.Answer(code: "no", title: "No", needsReason: true),
    ], provenance: source)
  private static let offer = Duty(
    id: "offer", title: "Offer support", act: .support, owedBy: .raising, force: .may,
    provenance: source)

  private static func days(_ count: Limit.Count) -> ClockRule {
    ClockRule(limit: .fixed(.workingDays(count)), agreement: .earlier, provenance: source)
  }
}
