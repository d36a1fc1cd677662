/// A request for each route that is well-formed and, for a caller who may, does something; commands
/// as trial runs, so that the escalation stays as it is.
///
/// `REF` stands for it, `MARK` for something new.
enum AccessRequests {
  /// A path and, where the route reads one, a body.
  typealias Asked = (path: String, body: String?)

  static let all: [String: Asked] = [
    "get": ("/", nil), "getHealthLive": ("/health/live", nil),
    "getHealthReady": ("/health/ready", nil), "getOpenapiYaml": ("/openapi.yaml", nil),
    "getMetrics": ("/metrics", nil),
    "getAgencies": ("/v1/agencies", nil), "getPolicies": ("/v1/policies", nil),
    "getAgenciesAgency": ("/v1/agencies/gscp-police", nil),
    "getAgenciesAgencyRoles": ("/v1/agencies/gscp-police/roles", nil),
    "getWorkingDays": ("/v1/working-days?from=2026-06-01&add=3", nil),
    "getCalendarsCalendar": ("/v1/calendars/england-and-wales", nil),
    "postPoliciesCheck": ("/v1/policies/check", "{}"),
    "getPoliciesPolicy": ("/v1/policies/gscp", nil),
    "getPoliciesPolicyVersionsVersion": ("/v1/policies/gscp/versions/VERSION", nil),
    "getEscalations": ("/v1/escalations", nil), "getDuties": ("/v1/duties", nil),
    "getEscalationsReference": (one, nil),
    "getEscalationsReferenceStatus": (one + "/status", nil),
    "getEscalationsReferenceRecord": (one + "/record", nil),
    "getEscalationsReferenceClocks": (one + "/clocks", nil),
    "getEscalationsReferenceRelated": (one + "/related", nil),
    "getEscalationsReferenceOwed": (one + "/owed", nil),
    "getEscalationsReferenceNaming": (one + "/naming", nil),
    "postEscalationsSearch": ("/v1/escalations/search", #"{"nhsNumber":"999 000 0018"}"#),
    "postEscalations": (
      "/v1/escalations?dryRun=true",
      #"{"policy":"gscp","receiving":["gscp-housing"],"summary":"A worry.","immediateRisk":"no"}"#
    ),
    "putAgenciesAgency": ("/v1/agencies/MARK", #"{"title":"New","kind":"school"}"#),
    "putAgenciesAgencyRoles": (
      "/v1/agencies/gscp-police/roles", #"{"roles":[],"checkedOn":"2026-06-01"}"#
    ),
    "getCredentials": ("/v1/credentials", nil),
    "postCredentials": (
      "/v1/credentials", #"{"id":"MARK","name":"A wall screen","role":"dashboard"}"#
    ),
    "postCredentialsCredentialRotation": (
      "/v1/credentials/spare/rotation", #"{"overlapHours":0}"#
    ),
    "postCredentialsCredentialRevocation": (
      "/v1/credentials/spare/revocation", #"{"reason":"other"}"#
    ),
    "getPoliciesPolicyFlowchartSvg": ("/v1/policies/gscp/flowchart.svg", nil),
    "postPoliciesPolicySimulation": ("/v1/policies/gscp/simulation", story),
    "postPolicies": ("/v1/policies?dryRun=true", "{}"),
    "postCalendarsCalendarHolidays": ("/v1/calendars/england-and-wales/holidays?dryRun=true", "{}"),
    "getAuditEntries": ("/v1/audit/entries", nil),
    "getAuditHead": ("/v1/audit/head", nil),
    "getAuditExport": ("/v1/audit/export", nil),
    "getAuditVerification": ("/v1/audit/verification", nil),
    "getStatus": ("/v1/status", nil), "getTracker": ("/v1/tracker", nil),
    "getReportsAnnual": ("/v1/reports/annual?policy=gscp&year=2025", nil),
    "postReportsAnnualPublication": (
      "/v1/reports/annual/publication?dryRun=true", #"{"policy":"gscp","year":2025}"#
    ),
    "getReportsThemes": ("/v1/reports/themes?policy=gscp", nil), "getRecord": ("/v1/record", nil),
    "getEvents": ("/v1/events?limit=200", nil), "getMatterHints": ("/v1/matter-hints", nil),
    "getRecommendations": ("/v1/recommendations", nil),
    "postRecommendations": (
      "/v1/recommendations?dryRun=true", #"{"policy":"gscp","words":"Ring before closing."}"#
    ),
    "postRecommendationsNumberProgress": (
      "/v1/recommendations/RECOMMENDATION/progress?dryRun=true", #"{"progress":"done"}"#
    ),
  ].merging(orders) { one, _ in one }.merging(forms) { one, _ in one }

  /// The routes that answer with a stream; its head is asked for, since that tells who may have it.
  static let streamed: Set<String> = [
    "getAuditExport", "getAuditVerification", "getRecord",
  ]

  private static let forms: [String: Asked] = [
    "getFormTemplates": ("/v1/form-templates", nil),
    "getFormTemplatesTemplate": ("/v1/form-templates/gscp-resolution-group", nil),
    "getFormTemplatesTemplateSchema": ("/v1/form-templates/gscp-resolution-group/schema", nil),
    "getEscalationsReferenceForms": (one + "/forms", nil),
    "postEscalationsReferenceForms": (
      one + "/forms?dryRun=true", #"{"template":"gscp-resolution-group"}"#
    ),
    "getForms": ("/v1/forms?agency=gscp-st-hilda", nil), "getFormsForm": (form, nil),
    "putFormsForm": (form + "?dryRun=true", #"{"answers":{"remaining":"Whether he is safe."}}"#),
    "postFormsFormSignatures": (
      form + "/signatures?dryRun=true",
      #"{"part":"referral","author":"referrer","by":{"name":"A. T."}}"#
    ),
    "postFormsFormSubmission": (form + "/submission?dryRun=true", #"{"part":"referral"}"#),
    "postFormsFormDeclining": (form + "/declining?dryRun=true", #"{"reason":"Settled."}"#),
    "postFormsFormAbandonment": (form + "/abandonment?dryRun=true", "{}"),
    "postFormsFormAcknowledgement": (
      form + "/acknowledgement?dryRun=true", #"{"part":"referral"}"#
    ),
    "postFormsFormAddenda": (
      form + "/addenda?dryRun=true", #"{"part":"referral","text":"His sister too."}"#
    ),
    "postFormsFormCorrections": (
      form + "/corrections?dryRun=true",
      #"{"part":"referral","texts":{"/answers/children/0/child/name":"R. E."}}"#
    ),
  ]

  private static let form = "/v1/forms/REF-F1"

  private static let story = #"""
    {"raise": {"at": "2026-06-01T09:00:00Z", "by": "school", "risk": "no", "children": [{}],
      "parties": [{"agency": "school", "kind": "school", "side": "raising"},
        {"agency": "care", "kind": "childrens-social-care", "side": "receiving"}]}, "events": []}
    """#

  private static let one = "/v1/escalations/REF"

  private static let orders: [String: Asked] = Dictionary(
    uniqueKeysWithValues: [
      ("Parties", "parties", #"{"agency":"gscp-housing","side":"involved"}"#),
      ("PartiesLeave", "parties/leave", "{}"),
      ("Naming", "naming", #"{"credentials":[]}"#),
      ("Links", "links", #"{"other":"GSCP-2026-99999"}"#),
      ("Acts", "acts", #"{"kind":"consult","words":"Asked."}"#),
      ("Discussions", "discussions", #"{"summary":"We talked."}"#),
      ("DiscussionsNumberApproval", "discussions/1/approval", "{}"),
      ("RiskStatements", "risk-statements", #"{"immediateRisk":"no"}"#),
      ("Actions", "actions", #"{"owner":"gscp-social-care","what":"Visit.","agreed":true}"#),
      ("ActionsNumberProgress", "actions/1/progress", #"{"progress":"done"}"#),
      ("Consultations", "consultations", #"{"kind":"consider","answer":"yes"}"#),
      ("StageMoves", "stage-moves", #"{"to":"stage-4","immediateRisk":"no"}"#),
      ("Decisions", "decisions", #"{"basis":"agreed","words":"Opened."}"#),
      ("Dissents", "dissents", #"{"words":"We differ."}"#),
      ("Feedback", "feedback", #"{"words":"Told."}"#),
      ("RecordConfirmations", "record-confirmations", "{}"),
      ("Limits", "limits", #"{"duty":"stage-1-complete","dueOn":"2026-06-30"}"#),
      ("OutstandingIssues", "outstanding-issues", #"{"owner":"gscp-social-care","what":"Home."}"#),
      ("OutstandingIssuesNumberProgress", "outstanding-issues/1/progress", #"{"progress":"done"}"#),
      ("Resolution", "resolution", #"{"basis":"assent","outcome":"changed"}"#),
      ("Withdrawal", "withdrawal", #"{"reason":"Moved.","immediateRisk":"no"}"#),
      (
        "Transfer", "transfer",
        #"{"policy":"croydon","raising":"croydon-st-hilda","receiving":["croydon-social-care"]}"#
      ),
      ("Reopening", "reopening", #"{"stage":"stage-1","reason":"It came back."}"#),
      ("Learning", "learning", #"{"kind":"theme","words":"Say why."}"#),
      (
        "Corrections", "corrections",
        #"{"event":1,"members":{"/summary":"A worry."},"reason":"Misspelt."}"#
      ),
      ("Addenda", "addenda", #"{"event":1,"words":"And more."}"#),
      ("Voiding", "voiding", #"{"agency":"gscp-police","reason":"By mistake."}"#),
      ("PolicyMigration", "policy-migration", #"{"reason":"A new text."}"#),
      ("Acknowledgements", "acknowledgements", "{}"),
    ].map { entry -> (String, Asked) in
      ("postEscalationsReference" + entry.0, (one + "/" + entry.1 + "?dryRun=true", entry.2))
    })
}
