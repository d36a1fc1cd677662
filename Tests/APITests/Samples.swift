import Escalations

@testable import API

/// A good request for one route, with whatever has to have happened before.
struct Sample: Sendable {
  let caller: Service.Caller
  /// The path; `REF` stands for an escalation that was raised.
  let path: String
  let body: String?
  /// What has to have happened to the escalation.
  let before: @Sendable (Service, String) throws -> Void

  init(
    _ path: String, as caller: Service.Caller = .school, _ body: String? = nil,
    before: @escaping @Sendable (Service, String) throws -> Void = { _, _ in }
  ) {
    self.path = path
    self.caller = caller
    self.body = body
    self.before = before
  }

  /// A command on an escalation.
  static func on(
    _ path: String, as caller: Service.Caller = .school, _ body: String,
    before: @escaping @Sendable (Service, String) throws -> Void = { _, _ in }
  ) -> Sample {
    Sample("/v1/escalations/REF/" + path, as: caller, body, before: before)
  }
}

/// One good request for every route of the table, by the route's name.
enum Samples {
  static let all: [String: Sample] = reads.merging(orders) { one, _ in one }
    .merging(administration) { one, _ in one }.merging(forms) { one, _ in one }
    .merging(access) { one, _ in one }

  private static let access: [String: Sample] = [
    "putAgenciesAgency": Sample(
      "/v1/agencies/library", as: .admin,
      #"{"title":"The library","kind":"library","references":[{"system":"URN","value":"1"}]}"#),
    "putAgenciesAgencyRoles": Sample(
      "/v1/agencies/care/roles", as: .admin,
      #"{"roles":[{"role":"duty","title":"Duty manager","equivalents":["lead"]}],"#
        + #""checkedOn":"2026-05-19"}"#),
    "postCredentials": Sample(
      "/v1/credentials", as: .admin,
      #"{"id":"school-mis","name":"The school's system","role":"agency","agency":"school"}"#),
    "getMatterHints": Sample("/v1/matter-hints", as: .office),
    "postEscalationsReferenceLinks": .on("links", #"{"other":"TSCP-2026-00002"}"#) { service, _ in
      _ = try service.raise()
    },
    "getEscalationsReferenceNaming": Sample(one + "/naming", as: .office) { service, reference in
      service.store.restrict(Reference(reference))
    },
    "postEscalationsReferenceNaming": .on(
      "naming", as: .office, #"{"credentials":["office","care"]}"#
    ) { service, reference in service.store.restrict(Reference(reference)) },
    "postCredentialsCredentialRotation": Sample(
      "/v1/credentials/police/rotation", as: .admin, #"{"overlapHours":24}"#),
    "postCredentialsCredentialRevocation": Sample(
      "/v1/credentials/police/revocation", as: .admin, #"{"reason":"left"}"#),
  ]

  private static let one = "/v1/escalations/REF"

  private static let reads: [String: Sample] = [
    "get": Sample("/", as: .none),
    "getHealthLive": Sample("/health/live", as: .none),
    "getHealthReady": Sample("/health/ready", as: .none),
    "getOpenapiYaml": Sample("/openapi.yaml", as: .none),
    "getMetrics": Sample("/metrics", as: .admin),
    "getAgencies": Sample("/v1/agencies"),
    "getAgenciesAgency": Sample("/v1/agencies/care"),
    "getAgenciesAgencyRoles": Sample("/v1/agencies/care/roles"),
    "getCredentials": Sample("/v1/credentials", as: .admin),
    "getAuditEntries": Sample("/v1/audit/entries?refused=false&limit=5", as: .auditor),
    "getPolicies": Sample("/v1/policies"),
    "getPoliciesPolicy": Sample("/v1/policies/sample"),
    "getPoliciesPolicyFlowchartSvg": Sample("/v1/policies/sample/flowchart.svg"),
    "getPoliciesPolicyVersionsVersion": Sample("/v1/policies/sample/versions/1"),
    "postPoliciesCheck": Sample("/v1/policies/check", as: .admin, #"{"id":"mine"}"#),
    "postPoliciesPolicySimulation": Sample("/v1/policies/sample/simulation", story),
    "getCalendarsCalendar": Sample("/v1/calendars/england-and-wales"),
    "getWorkingDays": Sample("/v1/working-days?from=2026-05-20&add=3"),
    "getAuditHead": Sample("/v1/audit/head", as: .auditor),
    "getAuditExport": Sample("/v1/audit/export?from=1&to=100", as: .auditor),
    "getAuditVerification": Sample("/v1/audit/verification", as: .auditor),
    "getStatus": Sample("/v1/status?policy=sample", as: .dashboard),
    "getTracker": Sample("/v1/tracker?policy=sample", as: .office),
    "getReportsAnnual": Sample("/v1/reports/annual?policy=sample&year=2026", as: .office),
    "postReportsAnnualPublication": Sample(
      "/v1/reports/annual/publication", as: .office, #"{"policy":"sample","year":2024}"#),
    "getReportsThemes": Sample("/v1/reports/themes?policy=sample&year=2026", as: .office),
    "getRecord": Sample("/v1/record?policy=sample"),
    "getRecommendations": Sample("/v1/recommendations?policy=sample", as: .office),
    "postRecommendations": Sample(
      "/v1/recommendations", as: .office, #"{"policy":"sample","words":"Ring before closing."}"#),
    "postRecommendationsNumberProgress": Sample(
      "/v1/recommendations/1/progress", as: .office, #"{"progress":"done"}"#),
    "getEvents": Sample("/v1/events?limit=10", as: .dashboard),
    "getEscalations": Sample("/v1/escalations?state=open&limit=10"),
    "getDuties": Sample("/v1/duties?owedBy=agency:school"),
    "getEscalationsReference": Sample(one),
    "getEscalationsReferenceStatus": Sample(one + "/status"),
    "getEscalationsReferenceRecord": Sample(one + "/record"),
    "getEscalationsReferenceClocks": Sample(one + "/clocks"),
    "getEscalationsReferenceRelated": Sample(one + "/related"),
    "getEscalationsReferenceOwed": Sample(one + "/owed?state=open"),
  ]

  private static let administration: [String: Sample] = [
    "postCalendarsCalendarHolidays": Sample(
      "/v1/calendars/england-and-wales/holidays", as: .admin,
      #"{"change":"add","date":"2026-09-21","title":"A mourning","reason":"Proclaimed."}"#),
    "postPolicies": Sample("/v1/policies", as: .admin, SamplePolicy.json(version: "2")),
  ]

  private static let forms: [String: Sample] = [
    "getFormTemplates": Sample("/v1/form-templates"),
    "getFormTemplatesTemplate": Sample("/v1/form-templates/sample-form"),
    "getFormTemplatesTemplateSchema": Sample("/v1/form-templates/sample-form/schema?part=sent"),
    "getEscalationsReferenceForms": Sample(one + "/forms", before: begun),
    "postEscalationsReferenceForms": .on("forms", #"{"template":"sample-form"}"#),
    "getForms": Sample("/v1/forms?state=draft&template=sample-form&limit=10", before: begun),
    "getFormsForm": Sample(form, before: begun),
    "putFormsForm": Sample(
      form, #"{"answers":{"nature":"The plan is not kept to.","lesson":"Ask sooner."}}"#,
      before: begun),
    "postFormsFormSignatures": Sample(
      form + "/signatures", #"{"part":"sent","author":"writer","by":{"name":"A T"}}"#,
      before: begun),
    "postFormsFormSubmission": Sample(
      form + "/submission", #"{"part":"sent"}"#, before: signed),
    "postFormsFormDeclining": Sample(
      form + "/declining", #"{"reason":"Settled by telephone."}"#
    ) { service, reference in
      try talked(service, reference)
      try service.order(reference, "stage-moves", move("two"))
      try begun(service, reference)
    },
    "postFormsFormAbandonment": Sample(form + "/abandonment", "{}", before: begun),
    "postFormsFormAcknowledgement": Sample(
      form + "/acknowledgement", as: .office, #"{"part":"sent"}"#, before: submitted),
    "postFormsFormAddenda": Sample(
      form + "/addenda", #"{"part":"sent","text":"Her brother too."}"#, before: submitted),
    "postFormsFormCorrections": Sample(
      form + "/corrections",
      #"{"part":"sent","texts":{"/answers/children/0/child/name":"Bea T"}}"#, before: submitted),
  ]

  private static let form = "/v1/forms/REF-F1"

  /// A form was begun; the record filled it in.
  @Sendable static func begun(_ service: Service, _ reference: String) throws {
    try service.order(reference, "forms", #"{"template":"sample-form"}"#)
  }

  @Sendable static func signed(_ service: Service, _ reference: String) throws {
    try begun(service, reference)
    try service.change(
      "/v1/forms/\(reference)-F1", "PUT",
      #"{"answers":{"children":[{"child":{"key":"child-1","name":"Bo T","birthDateNotKnown":true}}],"#
        + #""nature":"The plan is not kept to.","lesson":"Ask sooner."}}"#)
    try service.change(
      "/v1/forms/\(reference)-F1/signatures", "POST",
      #"{"part":"sent","author":"writer","by":{"name":"A T"}}"#)
  }

  @Sendable static func submitted(_ service: Service, _ reference: String) throws {
    try signed(service, reference)
    try service.change("/v1/forms/\(reference)-F1/submission", "POST", #"{"part":"sent"}"#)
  }

  private static let orders: [String: Sample] = [
    "postEscalations": Sample("/v1/escalations", Service.raising()),
    "postEscalationsReferenceParties": .on(
      "parties", #"{"agency":"police","side":"involved","reason":"They know the family."}"#),
    "postEscalationsReferencePartiesLeave": .on(
      "parties/leave", as: .police, #"{"reason":"Our part is done."}"#
    ) { service, reference in
      try service.order(reference, "parties", #"{"agency":"police","side":"involved"}"#)
    },
    "postEscalationsSearch": Sample("/v1/escalations/search", #"{"localReference":"P-1077"}"#),
    "postEscalationsReferenceTransfer": .on(
      "transfer",
      #"{"policy":"elsewhere","raising":"stranger","receiving":["beyond"],"reason":"Wrong area."}"#),
    "postEscalationsReferenceActs": .on(
      "acts", #"{"kind":"consult","words":"Asked.","by":{"name":"A T","role":"lead"}}"#),
    "postEscalationsReferenceDiscussions": .on("discussions", talk),
    "postEscalationsReferenceDiscussionsNumberApproval": .on(
      "discussions/1/approval", as: .care, #"{"by":{"name":"C L"}}"#, before: talked),
    "postEscalationsReferenceRiskStatements": .on(
      "risk-statements", #"{"immediateRisk":"yes","told":{"kind":"police","name":"Desk"}}"#),
    "postEscalationsReferenceActions": .on("actions", action),
    "postEscalationsReferenceActionsNumberProgress": .on(
      "actions/1/progress", as: .care, #"{"progress":"done","words":"Done."}"#
    ) { service, reference in
      try service.order(reference, "actions", action)
    },
    "postEscalationsReferenceConsultations": .on(
      "consultations", #"{"kind":"consider","answer":"no","reason":"We meet tomorrow."}"#),
    "postEscalationsReferenceStageMoves": .on("stage-moves", move("two"), before: talked),
    "postEscalationsReferenceDecisions": .on(
      "decisions",
      #"{"basis":"agreed","outcome":"changed","agreedBy":["school","care"],"words":"Opened."}"#),
    "postEscalationsReferenceDissents": .on("dissents", as: .care, #"{"reason":"We differ."}"#),
    "postEscalationsReferenceFeedback": .on("feedback", as: .care, #"{"words":"We told her."}"#),
    "postEscalationsReferenceRecordConfirmations": .on(
      "record-confirmations", #"{"ownReference":"M-1","by":{"name":"A T"}}"#),
    "postEscalationsReferenceLimits": .on(
      "limits", #"{"duty":"one-complete","dueOn":"2026-05-28","reason":"Sooner."}"#),
    "postEscalationsReferenceOutstandingIssues": .on(
      "outstanding-issues", #"{"owner":"care","what":"Housing.","dueOn":"2026-06-30"}"#),
    "postEscalationsReferenceOutstandingIssuesNumberProgress": .on(
      "outstanding-issues/1/progress", #"{"progress":"abandoned","reason":"Moved."}"#
    ) { service, reference in
      try service.order(
        reference, "outstanding-issues", #"{"owner":"care","what":"Housing."}"#)
    },
    "postEscalationsReferenceResolution": .on(
      "resolution", #"{"basis":"assent","outcome":"changed","nextSteps":"Assess."}"#,
      before: talked),
    "postEscalationsReferenceWithdrawal": .on("withdrawal", withdrawal),
    "postEscalationsReferenceReopening": .on(
      "reopening", #"{"stage":"one","reason":"It came back."}"#
    ) { service, reference in
      try service.order(reference, "withdrawal", withdrawal)
    },
    "postEscalationsReferenceLearning": .on(
      "learning", #"{"kind":"theme","routes":["group"],"words":"Say why."}"#),
    "postEscalationsReferenceCorrections": .on(
      "corrections", #"{"event":1,"members":{"/children/0/name":"Bea T"},"reason":"Misheard."}"#),
    "postEscalationsReferenceAddenda": .on("addenda", #"{"event":1,"words":"And more."}"#),
    "postEscalationsReferenceVoiding": .on(
      "voiding", #"{"agency":"police","reason":"Sent by mistake."}"#
    ) { service, reference in
      try service.order(reference, "parties", #"{"agency":"police","side":"involved"}"#)
    },
    "postEscalationsReferencePolicyMigration": .on(
      "policy-migration", as: .office, #"{"reason":"A new version."}"#
    ) { service, _ in
      try service.post("/v1/policies", as: .admin, SamplePolicy.json(version: "2"))
    },
    "postEscalationsReferenceAcknowledgements": .on("acknowledgements", as: .care, "{}"),
  ]

  /// Raising, a talk, the end of the limit, a move that is refused.
  static let story = #"""
    {"raise": {"at": "2026-05-20T09:00:00Z", "by": "school", "risk": "no", "children": [{}],
      "parties": [{"agency": "school", "kind": "school", "side": "raising"},
        {"agency": "care", "kind": "care", "side": "receiving"}]},
     "events": [
      {"at": "2026-06-02T09:00:00Z", "by": "school", "do": {"move": {"to": "two", "risk": "no"}},
        "expectRefusal": "dutiesOpen"},
      {"at": "2026-06-02T09:00:00Z", "by": "school", "do": {"act": {"kind": "discuss"}}}]}
    """#
  static let talk = #"{"medium":"phone","summary":"We talked.","by":{"name":"A T","role":"lead"}}"#
  static let action = #"{"owner":"care","what":"Assess.","dueOn":"2026-06-15","agreed":true}"#
  static let withdrawal = #"{"reason":"The family moved.","immediateRisk":"no"}"#

  static func move(_ stage: String) -> String {
    #"{"to":"\#(stage)","immediateRisk":"no"}"#
  }

  /// Both have talked, so that nothing stands in the way of a move.
  @Sendable static func talked(_ service: Service, _ reference: String) throws {
    try service.order(reference, "discussions", talk)
  }
}
