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
        id: "two", number: 2, title: "Two", formality: .formal, clock: days(3),
        duties: [notification], provenance: source),
      Stage(
        id: "three", number: 3, title: "Three", formality: .formal,
        end: End(kind: .decision, by: ["chair"], provenance: source), provenance: source),
    ], provenance: source)

  /// A later version as its file: a shorter limit at the first stage, no advice from one's own lead, and
  /// a duty that the first version did not have.
  static func json(
    version: String, effectiveFrom: String = "2026-05-20", partnership: String = "tscp"
  ) -> String {
    """
    {"id":"sample","version":"\(version)","title":"Sample","partnership":"\(partnership)",
    "effectiveFrom":"\(effectiveFrom)","calendar":"england-and-wales",
    "risk":{"urgentAction":"Call social care.","askedOnMoving":true,"clause":"T-1"},
    "roles":[{"id":"chair","title":"Chair","clause":"T-1"}],
    "outcomes":[{"code":"changed","title":"Changed","clause":"T-1"}],
    "tracks":[{"id":"main","title":"Main","child":"required","partnershipSeesFrom":"two",
    "skipping":{"rule":"forbidden","clause":"T-1"},"clause":"T-1",
    "everyStage":[{"id":"talk","title":"Talk","act":"discuss","owedBy":"raising","force":"must",
    "blocks":["moving"],"attemptMeets":true,"lifetime":"stage","clause":"T-1"},
    {"id":"confirm","title":"Confirm","act":"confirmRecord","owedBy":"each","force":"should",
    "lifetime":"beyond","clause":"T-1"}],
    "stages":[{"id":"one","number":1,"title":"One","formality":"informal","clause":"T-1",
    "clock":{"limit":{"workingDays":3},"agreement":"earlier","clause":"T-2"},
    "duties":[{"id":"visit","title":"See the child","act":"meet","owedBy":"receiving",
    "force":"must","clause":"T-3"}]},
    {"id":"two","number":2,"title":"Two","formality":"formal","clause":"T-1",
    "clock":{"limit":{"workingDays":3},"agreement":"earlier","clause":"T-1"}},
    {"id":"three","number":3,"title":"Three","formality":"formal","clause":"T-1",
    "end":{"kind":"decision","by":["chair"],"clause":"T-1"}}]}]}
    """
  }

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

  private static let notification = Duty(
    id: "notification", title: "Submit the form, or say why not", act: .submitForm,
    owedBy: .raising, to: .partnership, force: .may, form: "sample-form", declinable: true,
    provenance: source)

  private static func days(_ count: Limit.Count) -> ClockRule {
    ClockRule(limit: .fixed(.workingDays(count)), agreement: .earlier, provenance: source)
  }
}
