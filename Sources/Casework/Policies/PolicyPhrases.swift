public import Escalations

/// Says the rules of one track in words: the policy's titles, joined by ``PolicyWord``s.
///
/// Whoever shows a policy says it through here, so that a limit reads the same on the chart, in a
/// simulation and on a form.
public struct PolicyPhrases: Sendable {
  /// The policy.
  public let policy: Policy
  /// The track in whose words it is said.
  public let track: Track
  /// Short marks under which duties are shown nearby (`3a`); others are called by their titles.
  public var marks: [DutyID: String]

  /// Phrases for a track.
  public init(_ policy: Policy, on track: Track, marks: [DutyID: String] = [:]) {
    self.policy = policy
    self.track = track
    self.marks = marks
  }

  /// Whoever the rule means.
  public func party(_ rule: PartyRule) -> String {
    switch rule {
    case .raising: "\(PolicyWord.raisingSide)"
    case .receiving: "\(PolicyWord.receivingSide)"
    case .sides: "\(PolicyWord.bothSides)"
    case .each: "\(PolicyWord.eachSide)"
    case .everyone: "\(PolicyWord.everyone)"
    case .together: "\(PolicyWord.together)"
    case .involved: "\(PolicyWord.involved)"
    case .partnership: "\(PolicyWord.partnership)"
    case .raiser: "\(PolicyWord.raiser)"
    case .kind(let kind): Self.kind(kind)
    case .panel(let id): policy.panels.first { $0.id == id }?.title ?? id.text
    case .tookPartAt(let id): "\(PolicyWord.tookPartAt) \(stage(id))"
    }
  }

  /// A kind of agency; kinds have no titles, so the name itself serves where no better is known.
  public static func kind(_ name: String) -> String {
    switch name {
    case "childrens-social-care": PolicyWord.childrensSocialCare.rawValue
    case "icb": PolicyWord.integratedCareBoard.rawValue
    default: String(name.map { $0 == "-" ? " " : $0 })
    }
  }

  /// The roles by their titles, any of which will do.
  public func roles(_ ids: [RoleID]) -> String {
    ids.map { policy.role($0)?.title ?? $0.text }.joined(separator: " \(PolicyWord.or) ")
  }

  /// A stage by its number.
  public func stage(_ id: StageID) -> String {
    let found = track.stage(id) ?? policy.tracks.lazy.compactMap { $0.stage(id) }.first
    return found.map { "\(PolicyWord.stage) \($0.number)" } ?? id.text
  }

  /// A duty by its mark or its title.
  public func duty(_ id: DutyID) -> String {
    if let mark = marks[id] { return mark }
    if let stage = track.stages.first(where: { $0.completionID == id }) {
      return self.stage(stage.id)
    }
    let found = track.duty(id) ?? policy.tracks.lazy.compactMap { $0.duty(id) }.first
    return found.map { "“\($0.title)”" } ?? id.text
  }

  /// How strongly the text asks.
  public static func force(_ force: Duty.Force) -> PolicyWord {
    switch force {
    case .must: .must
    case .should: .should
    case .consider: .consider
    case .may: .may
    case .guide: .guide
    }
  }

  /// How formal a stage is.
  public static func formality(_ formality: Stage.Formality) -> PolicyWord {
    switch formality {
    case .informal: .informal
    case .formal: .formal
    case .notStated: .formalityNotStated
    }
  }

  /// How an escalation ends at a stage.
  public func end(_ end: End) -> String {
    let kind: PolicyWord =
      switch end.kind {
      case .decision: .decisionBy
      case .mediation: .mediationBy
      case .report: .reportTo
      case .unresolved: .staysUnresolved
      }
    return end.by.isEmpty ? "\(kind): \(PolicyWord.nobodyNamed)" : "\(kind): \(roles(end.by))"
  }

  /// Whether stages may be passed over.
  public func skipping(_ rule: Skipping.Rule) -> String {
    switch rule {
    case .forbidden: "\(PolicyWord.inTurn)"
    case .allowed: "\(PolicyWord.freely)"
    case .withReason: "\(PolicyWord.withReason)"
    case .afterConsultation(let id): "\(PolicyWord.after): \(duty(id))"
    }
  }

  /// Titles in quotation marks, any of which will do.
  func quoted(_ titles: [String]) -> String {
    titles.map { "“\($0)”" }.joined(separator: " \(PolicyWord.or) ")
  }
}
