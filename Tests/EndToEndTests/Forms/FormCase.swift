import JSON
import Testing

/// One of the shipped forms: how an escalation gets to where it is wanted, and how it is filled in.
struct FormCase: CustomTestStringConvertible, Sendable {
  let template: String
  let part: String
  /// The duty that submitting it meets.
  let duty: String
  /// What the record does not fill in.
  let answers: String
  /// Who signs: author, role, name.
  var signers: [(author: String, role: String?, name: String)] = []
  let prepare: @Sendable (RunningServer) async throws -> PlayedCase

  var testDescription: String { template }

  /// Begun, filled in and signed, up to the submission.
  func fill(on server: RunningServer) async throws -> (played: PlayedCase, form: PlayedForm) {
    let played = try await prepare(server)
    let form = try await PlayedForm.begin(template, of: played)
    let saved = try await form.answer(answers)
    try #require(saved.status == 200, "\(saved.text)")
    for signer in signers {
      let signed = try await form.sign(part, as: signer.author, signer.name, role: signer.role)
      try #require(signed.status == 201, "\(signed.text)")
    }
    return (played, form)
  }

  private static let child =
    #""children": [{"name": "Ben Made-Up", "birthDate": "2015-02-03", "localReference": "S-1"}]"#

  /// An escalation between a school and social care, with whatever a test adds.
  static func raise(
    _ policy: String, of partnership: String, area: String, on server: RunningServer,
    _ members: String = "", by raiser: String = "st-hilda", with other: String = "social-care"
  ) async throws -> PlayedCase {
    let more = members.isEmpty ? "" : ", " + members
    return try await PlayedCase.raise(
      on: server, policy: policy, of: partnership, by: "\(area)-\(raiser)",
      with: "\(area)-\(other)",
      child + #", "raisedBy": {"name": "Ann Archer", "role": "Head teacher"}"# + more)
  }

  static let all = [
    croydon, newham, suttonReferral, suttonHeads, suttonChair, gscp, haringey,
  ]

  static let croydon = FormCase(
    template: "croydon-notification", part: "notification", duty: "s3-form",
    answers: """
      {"stage": "stage-3", "decisionDisputed": "Closing the referral.", "evidence": "Six absences.",
       "agreedOutcomes": "A visit by both.", "isOutstanding": true,
       "outstandingIssues": "Housing.", "isOnRecord": true, "ownReference": "SIMS-88213",
       "outcomeSought": "An assessment.", "themes": ["levels-of-need", "plans"],
       "issues": "Thresholds were read in two ways.", "learning": "Talk sooner."}
      """
  ) { server in
    let played = try await raise("croydon", of: "cscp", area: "croydon", on: server)
    for stage in 2...3 {
      try await played.discuss()
      try #require(try await played.move(to: "stage-\(stage)").status == 201)
    }
    try await played.discuss()
    return played
  }

  static let newham = FormCase(
    template: "newham-referral", part: "referral", duty: "s6-form",
    answers: """
      {"children": [{"child": {"key": "child-1", "name": "Ben Made-Up", "birthDate": "2015-02-03"},
         "address": {"withheld": true}}],
       "others": [{"practitioner": {"name": "Sam Social", "role": "Social worker", \
      "agency": "Social care"}}],
       "steps": [{"stage": "Stage 1", "date": "2026-05-20", "what": "Talked by telephone.", \
      "who": "Ann Archer, Sam Social"}],
       "missingReasons": "There was no time to lose.", "agencyLearning": "Say why in writing.",
       "staffTraining": true, "newProtocol": false, "subGroup": true,
       "subGroupName": "Neglect sub-group", "otherLearning": "Thresholds."}
      """
  ) { server in
    try await raise(
      "newham", of: "nscp", area: "newham", on: server,
      #""stage": "stage-6", "reason": "No time to lose.""#)
  }

  static let suttonReferral = FormCase(
    template: "sutton-referral", part: "referral", duty: "s2-form",
    answers: """
      {"mosaicId": "M-4711", "practitionersOfConcern": [{"practitioner": {"name": "Q. Quill",
         "agency": "Social care"}}],
       "outcomesSought": "A new plan.", "actionsAgreed": "Both visit this week.",
       "contactHeadOfService": true, "department": "Safeguarding"}
      """,
    signers: [
      ("referrer", nil, "Ann Archer"), ("advisor", "safeguarding-lead", "Leo Lead"),
    ], prepare: { try await sutton($0, to: 2) })

  static let suttonHeads = FormCase(
    template: "sutton-heads-of-service", part: "follow-up", duty: "s3-write",
    answers: #"{"verbalReportOn": "2026-05-29", "attempts": "Two talks."}"#,
    signers: [("author", nil, "Ann Archer")], prepare: { try await sutton($0, to: 3) })

  static let suttonChair = FormCase(
    template: "sutton-chair-referral", part: "referral", duty: "s4-referral",
    answers: """
      {"attempts": "Two talks and a letter.", "riskAssessment": "High: he is not seen.",
       "resolutionSought": "A child protection conference."}
      """, signers: [("referrer", nil, "Ann Archer")], prepare: { try await sutton($0, to: 4) })

  static let gscp = FormCase(
    template: "gscp-resolution-group", part: "referral", duty: "s4-refer-group",
    answers: """
      {"grounds": ["unresolved", "lessons"], "remaining": "Whether he is safe.",
       "managers": null, "resolutionSought": "A decision.", "risk": "He may come to harm.",
       "lessons": "Meet within a week."}
      """, signers: [("referrer", nil, "Ann Archer")]
  ) { server in
    let played = try await raise("gscp", of: "gscp", area: "gscp", on: server)
    for stage in 2...4 {
      try await played.discuss()
      if stage == 2 {
        try await played.post(
          "acts", #"{"kind": "report", "by": {"name": "A", "role": "line-manager"}}"#)
      }
      if stage == 4 {
        try await played.post(
          "acts",
          #"{"kind": "decide", "answer": "not-reached", "reason": "Views stayed apart."}"#)
      }
      let moved = try await played.move(to: "stage-\(stage)")
      try #require(moved.status == 201, "\(moved.text)")
    }
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "They can settle it."}"#)
    return played
  }

  static let haringey = FormCase(
    template: "haringey-round-table", part: "record", duty: "convene-round-table",
    answers: """
      {"heldOn": "2026-06-01", "grounds": ["polarised"],
       "attendance": [{"practitioner": {"name": "Sam Social", "role": "Head of service",
          "agency": "Social care"}, "came": true}],
       "views": [{"agency": {"name": "Social care"}, "view": "He is safe."},
         {"agency": {"name": "Police"}, "view": "He is not."}],
       "sharedAssessment": "The risk is high.",
       "actions": [{"who": "Police", "what": "Visit.", "byWhen": "2026-06-03", \
      "toldFrontLine": true}],
       "isDissent": false, "feedBack": "By telephone, today.", "significant": true,
       "significantWords": "Views were far apart.", "training": "Joint interviews."}
      """, signers: [("chair", "head-of-service", "Hed Service")]
  ) { server in
    try await raise(
      "haringey", of: "haringey-lscb", area: "haringey", on: server,
      #""track": "round-table", "facts": ["polarised"], "involved": ["haringey-health"]"#,
      by: "social-care", with: "police")
  }

  private static func sutton(_ server: RunningServer, to last: Int) async throws -> PlayedCase {
    let played = try await raise("sutton", of: "sutton-lscp", area: "sutton", on: server)
    for stage in 2...last {
      if stage == 2 {
        try await played.post(
          "acts",
          """
          {"kind": "check", "duties": ["s1-recognise"], \
          "by": {"name": "A. Lead", "role": "safeguarding-lead"}}
          """)
      }
      let moved = try await played.move(to: "stage-\(stage)")
      try #require(moved.status == 201, "\(moved.text)")
    }
    return played
  }
}
