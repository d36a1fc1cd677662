import Casework
import JSON

/// The whole table of what is served: every route with who may use it, what goes in and what comes out.
enum Routes {
  private static let agency: Set<AccessRole> = [.agency]
  private static let office: Set<AccessRole> = [.agency, .partnership]
  private static let deciding: Set<AccessRole> = [.agency, .decider]
  private static let acting: Set<AccessRole> = [.agency, .partnership, .decider]
  private static let readers: Set<AccessRole> = [.agency, .partnership, .decider, .auditor]
  private static let watchers: Set<AccessRole> = readers.union([.dashboard])
  private static let auditors: Set<AccessRole> = [.auditor, .partnership]
  private static let everyone = Set(AccessRole.allCases)
  private static let one = "/v1/escalations/{reference}"

  /// Every route.
  static let all: [Route] =
    service + rules + administration + dashboards + reads + audit + commands + forms

  private static let service: [Route] = [
    .open("/", ServiceReads.rootShape, "Where things are.", ServiceReads.root),
    .open(
      "/health/live", ServiceReads.healthShape, "Whether the process answers.",
      as: ServiceReads.healthTypes, ServiceReads.live),
    .open(
      "/health/ready", ServiceReads.healthShape, "Whether the service can do its work.",
      as: ServiceReads.healthTypes, ServiceReads.ready),
    .open(
      "/openapi.yaml", nil, "This description.", as: ["application/yaml"], ServiceReads.description),
    .get(
      "/metrics", [.admin, .dashboard], nil, "Figures for monitoring.", as: ["text/plain"],
      ServiceReads.metrics),
  ]

  private static let rules: [Route] = [
    .get(
      "/v1/agencies", everyone, AgencyWire.listShape, "The partnership's agencies.",
      AgencyReads.list),
    .get(
      "/v1/agencies/{agency}", everyone, AgencyWire.shape, "One agency.", AgencyReads.one),
    .get(
      "/v1/agencies/{agency}/roles", everyone, AgencyWire.rolesShape,
      "The posts of one agency, and what they stand for in policies.", AgencyReads.roles),
    .get(
      "/v1/policies", everyone, PolicyReads.listShape, "The partnership's policies.",
      PolicyReads.list),
    .get(
      "/v1/policies/{policy}", everyone, .any,
      "A policy in the version in force, as it was written.", PolicyReads.present),
    .get(
      "/v1/policies/{policy}/versions/{version}", everyone, .any,
      "A policy in one version, as it was written.", PolicyReads.version),
    .get(
      "/v1/policies/{policy}/flowchart.svg", everyone, nil,
      "A policy's flow chart: stages, who, limits, forms, side routes.", as: ["image/svg+xml"],
      ChartReads.chart),
    .ask(
      "/v1/policies/check", everyone, .any, PolicyCheck.shape,
      "Everything that is wrong with a policy; nothing is kept.", PolicyCheck.check),
    .ask(
      "/v1/policies/{policy}/simulation", everyone, SimulationShape.script, SimulationReads.shape,
      "Plays a story against a policy; nothing is kept.", as: SimulationReads.mediaTypes,
      SimulationReads.play),
    .get(
      "/v1/form-templates", everyone, FormTemplateReads.listShape,
      "The templates of the partnership's forms.", FormTemplateReads.list),
    .get(
      "/v1/form-templates/{template}", everyone, query: FormTemplateReads.versionQuery, .any,
      "A template as its file writes it.", FormTemplateReads.one),
    .get(
      "/v1/form-templates/{template}/schema", everyone, query: FormTemplateReads.schemaQuery, .any,
      "The JSON Schema of the answers, for building one's own screen.", FormTemplateReads.schema),
    .get(
      "/v1/calendars/{calendar}", everyone, CalendarReads.shape, "A calendar.",
      CalendarReads.calendar),
    .get(
      "/v1/working-days", everyone, query: CalendarReads.countQuery, CalendarReads.countShape,
      "A date so many working days on.", CalendarReads.count),
  ]

  private static let administration: [Route] = [
    .administer(
      "/v1/policies", .any, "Adds a policy's new version, in force from its effective date.",
      PolicyOrders.add),
    .administer(
      "/v1/calendars/{calendar}/holidays", CalendarOrders.shape,
      "Adds a bank holiday or withdraws one; running clocks follow, stopped ones stay.",
      CalendarOrders.change),
    .put(
      "/v1/agencies/{agency}", needsMatch: false, AgencyWire.request, AgencyWire.shape,
      "Adds an agency, or changes one.", AgencyOrders.put),
    .put(
      "/v1/agencies/{agency}/roles", needsMatch: true, AgencyWire.rolesRequest,
      AgencyWire.rolesShape, "Lists an agency's posts anew, as checked on a day.",
      AgencyOrders.putRoles),
    .get(
      "/v1/credentials", [.admin], CredentialWire.listShape, "The partnership's credentials.",
      CredentialOrders.list),
    .entrust(
      "/v1/credentials", CredentialWire.request, CredentialWire.issued,
      "Issues a credential; its token is shown this once.", CredentialOrders.issue),
    .entrust(
      "/v1/credentials/{credential}/rotation", CredentialWire.rotation, CredentialWire.issued,
      "Gives a credential another token, shown this once.", CredentialOrders.rotate),
    .entrust(
      "/v1/credentials/{credential}/revocation", CredentialWire.revocation, CredentialWire.revoked,
      "Revokes a credential: nothing opens with it any more.", CredentialOrders.revoke),
  ]

  private static let dashboards: [Route] = [
    .get(
      "/v1/recommendations", readers, query: RecommendationReads.query, RecommendationReads.shape,
      "What came back from where learning was sent, and what became of it.",
      RecommendationReads.list),
    .keep(
      "/v1/recommendations", RecommendationOrders.shape, "Records a recommendation.",
      RecommendationOrders.recommend),
    .keep(
      "/v1/recommendations/{number}/progress", RecommendationOrders.progress,
      "Says how a recommendation went on.", RecommendationOrders.goOn),
    .get(
      "/v1/status", watchers, query: OverviewReads.query, OverviewReads.shape,
      "How many escalations stand where.", OverviewReads.overview),
    .get(
      "/v1/tracker", readers, query: TrackerReads.query, TrackerWire.shape,
      "A line an escalation: where it stands, what is owed next, and by whom.",
      as: TrackerReads.mediaTypes, TrackerReads.tracker),
    .get(
      "/v1/reports/annual", [.partnership, .auditor], query: ReportReads.query, ReportWire.shape,
      "A year of a policy in figures, against the year before.", as: ReportReads.mediaTypes,
      ReportReads.annual),
    .keep(
      "/v1/reports/annual/publication", ReportPublishing.shape,
      "Publishes a year of a policy: the figures that everybody else sees from then on.",
      ReportPublishing.publish),
    .get(
      "/v1/reports/themes", [.partnership], query: ThemeReads.query, ThemeReads.shape,
      "Recurring issues by area and clause, with what was recommended and whether it was done.",
      as: ThemeReads.mediaTypes, ThemeReads.themes),
    .get(
      "/v1/record", readers, query: RecordExport.query, nil,
      "The record of all that you may see, an event a line. The export is recorded.",
      as: RecordExport.mediaTypes, RecordExport.lines),
    .get(
      "/v1/events", watchers, query: FeedReads.query, FeedReads.shape,
      "What happened, in order: ids, kinds and dates.", FeedReads.events),
  ]

  private static let reads: [Route] = [
    .ask(
      "/v1/escalations/search", acting, SearchReads.body, SearchReads.shape,
      "Finds escalations by an identifier. The search is recorded.", SearchReads.search),
    .get(
      "/v1/escalations", watchers, query: ListReads.escalationsQuery, ListReads.escalationsShape,
      "Escalations, a page at a time.", ListReads.escalations),
    .get(
      "/v1/duties", readers, query: ListReads.dutiesQuery, ListReads.dutiesShape,
      "Duties across escalations, a page at a time.", ListReads.duties),
    .get(
      one, readers, DetailWire.shape, "One escalation in full. The reading is recorded.",
      as: EscalationReads.mediaTypes,
      EscalationReads.detail),
    .get(
      one + "/status", watchers, StatusWire.shape, "Where one escalation stands.",
      EscalationReads.status),
    .get(
      one + "/record", readers, query: EscalationReads.recordQuery, RecordWire.shape,
      "The record of one escalation. The reading is recorded.", EscalationReads.record),
    .get(
      one + "/clocks", readers, ClockReads.clocksShape,
      "Every clock of one escalation, counted out day by day.", ClockReads.clocks),
    .get(
      "/v1/matter-hints", [.partnership], MatterReads.shape,
      "Open escalations that may be one matter, a pair at a time.", MatterReads.hints),
    .get(
      one + "/related", acting, RelatedReads.shape,
      "Other escalations about the same child, as far as you may see them.", RelatedReads.related),
    .get(
      one + "/naming", [.partnership, .auditor], NamingReads.shape,
      "Who sees a restricted escalation, and why.", NamingReads.named),
    .get(
      one + "/owed", readers, query: ClockReads.owedQuery, ClockReads.owedShape,
      "What one escalation owes.", ClockReads.owed),
  ]

  private static let forms: [Route] = [
    .get(
      one + "/forms", acting, FormReads.listShape, "The forms of one escalation.", FormReads.list),
    .begin(one + "/forms", agency, FormOrders.begin, "Begins a form, filled in from the record.") {
      (exchange, viewer) throws(Unserved) in try exchange.beginForm(for: viewer)
    },
    .get(
      "/v1/forms", acting, query: FormReads.pageQuery, FormReads.pageShape,
      "Forms across escalations, the one begun last first; of drafts only your own agency's.",
      FormReads.page),
    .get(
      "/v1/forms/{form}", acting, FormWire.shape,
      "One form, or as a page to read and print. The reading is recorded.",
      as: FormReads.mediaTypes, FormReads.one),
    .form("", agency, FormOrders.save, "Saves the draft of a form."),
    .form("/signatures", agency, FormOrders.sign, "Signs a part as it stands."),
    .form("/submission", agency, FormOrders.submit, "Submits a part, and meets its duties."),
    .form("/declining", agency, FormOrders.decline, "Declines the form, with a reason."),
    .form("/abandonment", agency, FormOrders.abandon, "Lets a draft go, with its words."),
    .form(
      "/acknowledgement", [.partnership], FormOrders.acknowledge,
      "Says that the partnership has a part."),
    .form("/addenda", agency, FormOrders.addendum, "Adds to a submitted part."),
    .form(
      "/corrections", agency, FormOrders.correct,
      "Puts personal data of a submitted part right."),
  ]

  private static let audit: [Route] = [
    .get(
      "/v1/audit/entries", [.auditor], query: AccessReads.query, AccessReads.shape,
      "Who read what and who was refused, newest first. The reading is recorded.",
      as: AccessReads.mediaTypes, AccessReads.list),
    .get(
      "/v1/audit/head", auditors, AuditReads.headShape, "Where the partnership's chains end.",
      AuditReads.head),
    .get(
      "/v1/audit/export", [.auditor], query: AuditReads.exportQuery, nil,
      "A stretch of a chain as it was hashed, in one stream; of what is withheld from you its hash and "
        + "place. The export is recorded.",
      as: ["text/plain"], AuditReads.export),
    .get(
      "/v1/audit/verification", auditors, query: AuditReads.verificationQuery, nil,
      "Checks the partnership's record: a line of JSON for each finding, and a verdict at the end.",
      as: AuditReads.verificationTypes, AuditReads.verification),
  ]

  private static let commands: [Route] = [
    .raise("/v1/escalations", agency, RaiseWire.shape, "Raises an escalation.") {
      (exchange, viewer) throws(Unserved) in try exchange.raise(for: viewer)
    },
    .link(
      "naming", [.partnership], NamingReads.request,
      "Names those who alone see a restricted escalation.", NamingReads.name),
    .order("parties", office, CourseOrders.join, "Brings an agency in."),
    .link(
      "links", office, MatterReads.link, "Says that two escalations are one matter.",
      MatterReads.link),
    .order("parties/leave", agency, CourseOrders.leave, "Takes one's own agency out."),
    .order("acts", acting, ActOrders.act, "Records an act, and meets the duties that ask for it."),
    .order(
      "discussions", office, ActOrders.discussion, "Records a discussion, or an attempt at one."),
    .order(
      "discussions/{number}/approval", agency, FollowUpOrders.approval,
      "Approves a discussion's record."),
    .order(
      "risk-statements", agency, CourseOrders.risk, "States whether a child is at immediate risk."),
    .order("actions", agency, FollowUpOrders.action, "Notes an action."),
    .order(
      "actions/{number}/progress", agency, FollowUpOrders.actionProgress,
      "Says how an action went on."),
    .order(
      "consultations", acting, ActOrders.consultation,
      "Records that a consultation was considered, called or held."),
    .order("stage-moves", office, CourseOrders.move, "Goes to another stage."),
    .order("decisions", deciding, ActOrders.decision, "Records a decision."),
    .order("dissents", agency, ActOrders.dissent, "States a dissenting view."),
    .order("feedback", office, ActOrders.feedback, "Records that those concerned were told."),
    .order(
      "record-confirmations", agency, ActOrders.confirmation, "Confirms the agency's own record."),
    .order("limits", acting, CourseOrders.limit, "Proposes, agrees or sets the limit of a duty."),
    .order(
      "outstanding-issues", agency, FollowUpOrders.outstanding, "Notes an issue that stays open."),
    .order(
      "outstanding-issues/{number}/progress", agency, FollowUpOrders.outstandingProgress,
      "Says how an outstanding issue went on."),
    .order("resolution", office, CourseOrders.resolve, "Resolves."),
    .order("withdrawal", agency, CourseOrders.withdraw, "Withdraws."),
    .reach(
      "transfer", office, TransferOrder.shape, "Hands it to the right partnership.",
      TransferOrder.serve),
    .order("reopening", office, CourseOrders.reopen, "Opens again at a stage."),
    .order("learning", office, FollowUpOrders.learning, "Notes learning."),
    .order("corrections", agency, CorrectionOrder.correct, "Puts texts of an earlier event right."),
    .order("addenda", acting, FollowUpOrders.addendum, "Adds to an earlier event."),
    .order("voiding", office, FollowUpOrders.void, "Takes it from the sight of a wrong recipient."),
    .order(
      "policy-migration", [.partnership], CourseOrders.migrate,
      "Moves to the policy's version in force."),
    .order("acknowledgements", agency, CourseOrders.acknowledge, "Says that it was seen."),
  ]
}
