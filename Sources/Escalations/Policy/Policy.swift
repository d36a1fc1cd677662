/// A partnership's escalation policy, one version of it, as data.
///
/// Every rule about who, when, what and in what order is in here; the interpreter has no branch that
/// names a policy. The JSON it is read from is described by `config/policy.schema.json`.
public final class Policy: Sendable {
  /// The policy's name in all its versions.
  public let id: PolicyID
  /// This version, as the partnership names it.
  public let version: String
  /// The policy's published title.
  public let title: String
  /// Whose policy it is.
  public let partnership: PartnershipID
  /// The first day on which an escalation begins under this version.
  public let effectiveFrom: CivilDate
  /// The last such day; nil while it is the present version.
  public let effectiveTo: CivilDate?
  /// The division whose bank holidays count (`england-and-wales`).
  public let calendar: String
  /// When a working day ends, where earlier than midnight.
  public let endOfWorkingDay: TimeOfDay?
  /// How often and by whom the policy itself is reviewed.
  public let review: Review?
  /// The principles that hold at every stage.
  public let principles: [CodedText]
  /// The standard that the partnership sets itself, linked to the figures that bear on it.
  public let standards: [CodedText]
  /// Documents to be read with the policy.
  public let documents: [RelatedDocument]
  /// Areas of disagreement.
  public let categories: [CodedText]
  /// Levels of need or intervention, where the policy knows them.
  public let levels: [CodedText]
  /// Where a concern came from: case work, audit, an incident.
  public let origins: [CodedText]
  /// What an escalation may end in.
  public let outcomes: [CodedText]
  /// Circumstances that conditions may ask about (`transition`, `resources`).
  public let facts: [CodedText]
  /// Roles that act, decide and take part, with equivalents.
  public let roles: [Role]
  /// Groups that consider or decide.
  public let panels: [Panel]
  /// What the policy is not for, and where to go instead.
  public let scope: Scope
  /// What is asked about immediate risk, and who acts on it.
  public let risk: RiskRule
  /// When an escalation counts as quiet; nil where the partnership set nothing.
  public let quiet: QuietRule?
  /// Who is told that a matter is open already; nil for the partnership alone.
  public let sameMatter: SameMatterRule?
  /// The ladders.
  public let tracks: [Track]
  /// Where learning goes.
  public let learningRoutes: [LearningRoute]
  /// What the text leaves open or says two ways, beyond what stands at a rule.
  public let notes: [PolicyNote]

  /// Puts a policy together; `PolicyLint` says whether it holds together.
  public init(
    id: PolicyID, version: String, title: String, partnership: PartnershipID,
    effectiveFrom: CivilDate, effectiveTo: CivilDate? = nil, calendar: String,
    endOfWorkingDay: TimeOfDay? = nil, review: Review? = nil, principles: [CodedText] = [],
    standards: [CodedText] = [],
    documents: [RelatedDocument] = [], categories: [CodedText] = [], levels: [CodedText] = [],
    origins: [CodedText] = [], outcomes: [CodedText] = [], facts: [CodedText] = [],
    roles: [Role] = [], panels: [Panel] = [], scope: Scope = Scope(), risk: RiskRule,
    quiet: QuietRule? = nil, sameMatter: SameMatterRule? = nil,
    tracks: [Track], learningRoutes: [LearningRoute] = [], notes: [PolicyNote] = []
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.partnership = partnership
    self.effectiveFrom = effectiveFrom
    self.effectiveTo = effectiveTo
    self.calendar = calendar
    self.endOfWorkingDay = endOfWorkingDay
    self.review = review
    self.principles = principles
    self.standards = standards
    self.documents = documents
    self.categories = categories
    self.levels = levels
    self.origins = origins
    self.outcomes = outcomes
    self.facts = facts
    self.roles = roles
    self.panels = panels
    self.scope = scope
    self.risk = risk
    self.quiet = quiet
    self.sameMatter = sameMatter
    self.tracks = tracks
    self.learningRoutes = learningRoutes
    self.notes = notes
  }

  /// The track of that name.
  public func track(_ id: TrackID) -> Track? { tracks.first { $0.id == id } }

  /// The role of that name.
  public func role(_ id: RoleID) -> Role? { roles.first { $0.id == id } }

  /// The same with its roles changed, as an agency with posts of its own reads it.
  public func changing(_ change: (Role) -> Role) -> Policy {
    Policy(
      id: id, version: version, title: title, partnership: partnership,
      effectiveFrom: effectiveFrom, effectiveTo: effectiveTo, calendar: calendar,
      endOfWorkingDay: endOfWorkingDay, review: review, principles: principles,
      standards: standards, documents: documents, categories: categories, levels: levels,
      origins: origins, outcomes: outcomes, facts: facts, roles: roles.map(change),
      panels: panels, scope: scope, risk: risk, quiet: quiet, sameMatter: sameMatter,
      tracks: tracks, learningRoutes: learningRoutes, notes: notes)
  }
}
