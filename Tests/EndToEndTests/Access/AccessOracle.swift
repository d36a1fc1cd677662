/// Who stands where towards one escalation, in the order of the oracle's columns.
enum Relation: String, CaseIterable, Sendable {
  /// It raised it; it receives it; it takes part on neither side.
  case raising, receiving, involved
  /// It took part and left.
  case left
  /// Another agency of the partnership; an agency of another partnership.
  case other, stranger
  /// The partnership's office; that of another.
  case office, otherOffice
  /// A decider of the partnership; one that sits on the panel of the stage; one of another panel.
  case chair, panel, otherPanel
  case auditor, dashboard, admin
  /// Nobody: no credential.
  case nobody
}

/// What comes of a request.
enum Outcome: Character, Sendable {
  /// It is served, or the policy has its own reason why not.
  case served = "+"
  /// There is no such thing, as far as this caller can tell.
  case notFound = "-"
  /// It is served, and shows nothing of the escalation.
  case unseen = "0"
  /// The role does not use this route, or does not give this order.
  case refused = "x"
  /// No credential.
  case unauthenticated = "!"
}

/// The oracle: what each route answers to each relation, written by hand from DESIGN's table of roles.
///
/// A route that is not in it fails the test, and so does a row without a route.
enum AccessOracle {
  /// The columns stand as in `Relation`.
  ///
  ///     raising receiving involved | left | other stranger | office otherOffice | chair panel
  ///     otherPanel | auditor dashboard admin | nobody
  static let rows: [String: String] = [
    // Anybody.
    "get": "+++ + ++ ++ +++ +++ +",
    "getHealthLive": "+++ + ++ ++ +++ +++ +",
    "getHealthReady": "+++ + ++ ++ +++ +++ +",
    "getOpenapiYaml": "+++ + ++ ++ +++ +++ +",
    "getMetrics": "xxx x xx xx xxx x++ !",
    // Rules: every credential, each its own partnership's.
    "getAgencies": everyone, "getPolicies": everyone, "getWorkingDays": everyone,
    "getCalendarsCalendar": everyone, "postPoliciesCheck": everyone,
    "getAgenciesAgency": "+++ + +- +- +++ +++ !",
    "getAgenciesAgencyRoles": "+++ + +- +- +++ +++ !",
    "getPoliciesPolicyFlowchartSvg": "+++ + +- +- +++ +++ !",
    "postPoliciesPolicySimulation": "+++ + +- +- +++ +++ !",
    "getPoliciesPolicy": "+++ + +- +- +++ +++ !",
    "getPoliciesPolicyVersionsVersion": "+++ + +- +- +++ +++ !",
    "getFormTemplates": everyone,
    "getFormTemplatesTemplate": "+++ + +- +- +++ +++ !",
    "getFormTemplatesTemplateSchema": "+++ + +- +- +++ +++ !",
    // Reads of one escalation: an agency that left sees it as it was then.
    "getEscalationsReference": "+++ + -- +- ++- +xx !",
    "getEscalationsReferenceStatus": "+++ + -- +- ++- ++x !",
    "getEscalationsReferenceRecord": "+++ + -- +- ++- +xx !",
    "getEscalationsReferenceClocks": "+++ + -- +- ++- +xx !",
    "getEscalationsReferenceRelated": "+++ + -- +- ++- xxx !",
    "getMatterHints": "xxx x xx ++ xxx xxx !",
    "getEscalationsReferenceOwed": "+++ + -- +- ++- +xx !",
    // Lists: what one does not see is not in them.
    "getEscalations": "+++ 0 00 +0 ++0 ++x !",
    "getDuties": "+++ 0 00 +0 ++0 +xx !",
    "postEscalationsSearch": "+++ 0 00 +0 ++0 xxx !",
    "getTracker": "+++ 0 00 +0 ++0 +xx !",
    "getEvents": "+++ + 00 +0 ++0 ++x !",
    // Counts and reports: without names; an agency's are its own, a panel has none.
    "getStatus": "+++ + ++ ++ +xx ++x !",
    // A filter or a body that names what is another partnership's is at fault as if it named nothing.
    "getReportsAnnual": "xxx x xx ++ xxx +xx !",
    "postReportsAnnualPublication": "xxx x xx ++ xxx xxx !",
    "getReportsThemes": "xxx x xx ++ xxx xxx !",
    "getRecord": "+++ + ++ ++ +++ +xx !",
    "getRecommendations": "+++ + ++ ++ +++ +xx !",
    "postRecommendations": "xxx x xx ++ xxx xxx !",
    "postRecommendationsNumberProgress": "xxx x xx +- xxx xxx !",
    // Forms: one that was submitted is seen by whoever sees that event; its author writes it.
    "getEscalationsReferenceForms": "+++ + -- +- ++- xxx !",
    "postEscalationsReferenceForms": agencies,
    // Those that the raising agency began; to another partnership there is no such agency.
    "getForms": "+++ 0 00 +0 ++0 xxx !",
    "getFormsForm": "+++ - -- +- ++- xxx !",
    "putFormsForm": authors, "postFormsFormSignatures": agencies,
    "postFormsFormSubmission": agencies, "postFormsFormDeclining": authors,
    "postFormsFormAbandonment": authors, "postFormsFormAddenda": authors,
    "postFormsFormCorrections": authors,
    "postFormsFormAcknowledgement": "xxx x xx +- xxx xxx !",
    // Commands: who takes part; the left, the others and the strangers find nothing.
    "postEscalations": "+++ + ++ xx xxx xxx !",
    // The agency that it names is looked for first, among those of one's own partnership.
    "postEscalationsReferenceParties": "+++ - -+ ++ xxx xxx !",
    "postEscalationsReferencePartiesLeave": agencies,
    "postEscalationsReferenceLinks": "+++ - -- +- xxx xxx !",
    // Of what is not restricted there is nothing to tell, and nothing to name.
    "getEscalationsReferenceNaming": "xxx x xx -- xxx -xx !",
    "postEscalationsReferenceNaming": "xxx x xx +- xxx xxx !",
    "postEscalationsReferenceActs": "+++ - -- +- xx- xxx !",
    "postEscalationsReferenceDiscussions": "+++ - -- +- xxx xxx !",
    "postEscalationsReferenceDiscussionsNumberApproval": agencies,
    "postEscalationsReferenceRiskStatements": agencies,
    "postEscalationsReferenceActions": agencies,
    "postEscalationsReferenceActionsNumberProgress": agencies,
    "postEscalationsReferenceConsultations": "+++ - -- +- ++- xxx !",
    "postEscalationsReferenceStageMoves": "+++ - -- +- xxx xxx !",
    "postEscalationsReferenceDecisions": "+++ - -- xx ++- xxx !",
    "postEscalationsReferenceDissents": agencies,
    "postEscalationsReferenceFeedback": "+++ - -- +- xxx xxx !",
    "postEscalationsReferenceRecordConfirmations": agencies,
    "postEscalationsReferenceLimits": "+++ - -- +- ++- xxx !",
    "postEscalationsReferenceOutstandingIssues": agencies,
    "postEscalationsReferenceOutstandingIssuesNumberProgress": agencies,
    "postEscalationsReferenceResolution": "+++ - -- x- xxx xxx !",
    "postEscalationsReferenceWithdrawal": agencies,
    "postEscalationsReferenceTransfer": "+++ - -- +- xxx xxx !",
    "postEscalationsReferenceReopening": "+++ - -- +- xxx xxx !",
    "postEscalationsReferenceLearning": "+++ - -- +- xxx xxx !",
    "postEscalationsReferenceCorrections": agencies,
    "postEscalationsReferenceAddenda": "+++ - -- +- ++- xxx !",
    "postEscalationsReferenceVoiding": "+++ - -- +- xxx xxx !",
    "postEscalationsReferencePolicyMigration": "xxx x xx +- xxx xxx !",
    "postEscalationsReferenceAcknowledgements": agencies,
    // Administration and the log.
    "postPolicies": admins, "postCalendarsCalendarHolidays": admins, "putAgenciesAgency": admins,
    "putAgenciesAgencyRoles": admins, "getCredentials": admins,
    "postCredentials": admins, "postCredentialsCredentialRotation": admins,
    "postCredentialsCredentialRevocation": admins,
    "getAuditEntries": "xxx x xx xx xxx +xx !",
    "getAuditExport": "xxx x xx xx xxx +xx !",
    "getAuditHead": "xxx x xx ++ xxx +xx !",
    "getAuditVerification": "xxx x xx ++ xxx +xx !",
  ]

  private static let everyone = "+++ + ++ ++ +++ +++ !"
  private static let agencies = "+++ - -- xx xxx xxx !"
  private static let authors = "+xx - -- xx xxx xxx !"
  private static let admins = "xxx x xx xx xxx xx+ !"

  /// What a route answers to a relation; nil where the oracle says nothing.
  static func outcome(_ operation: String, _ relation: Relation) -> Outcome? {
    guard let row = rows[operation], let place = Relation.allCases.firstIndex(of: relation) else {
      return nil
    }
    let letters = row.filter { $0 != " " }
    guard letters.count == Relation.allCases.count else { return nil }
    return Outcome(rawValue: Array(letters)[place])
  }
}
