import JSON

/// Bodies that show how the main commands are used; all of them made up, and checked by a test.
enum Examples {
  private static let one = "/v1/escalations/{reference}/"
  private static let form = "/v1/forms/{form}"

  /// The example body of a route.
  static let bodies = commands.merging(forms) { one, _ in one }

  private static let commands: [String: JSONValue] = [
    "/v1/escalations": [
      "policy": "croydon", "receiving": ["croydon-social-care"],
      "children": [["name": "B. T.", "localReference": "P-1077"]],
      "summary":
        "Our referral of 1 June was closed without an assessment. We think she is not safe.",
      "immediateRisk": "no", "category": "levels-of-need",
      "raisedBy": ["name": "A. Teacher", "role": "Designated safeguarding lead"],
      "externalReference": "SIMS-88213",
    ],
    one + "discussions": [
      "medium": "phone", "summary": "We went through the referral with the duty manager.",
      "outcome": "No agreement on the level of need.",
      "participants": [
        ["agency": "croydon-social-care", "role": "line-manager", "name": "C. Lee"]
      ],
      "by": ["name": "A. Teacher", "role": "safeguarding-lead"],
    ],
    one + "acts": [
      "kind": "consult", "words": "Talked it over with the safeguarding lead.",
      "by": ["name": "A. Teacher"],
    ],
    one + "stage-moves": [
      "to": "stage-2", "immediateRisk": "no", "by": ["name": "A. Teacher"],
    ],
    one + "consultations": [
      "kind": "consider", "answer": "no", "reason": "Both sides meet tomorrow anyway.",
    ],
    one + "decisions": [
      "basis": "agreed", "outcome": "changed",
      "agreedBy": ["croydon-st-hilda", "croydon-social-care"],
      "words": "The referral is opened again and assessed.",
      "by": ["name": "D. Head", "role": "line-manager"],
    ],
    one + "actions": [
      "owner": "croydon-social-care", "what": "Assess within ten working days.",
      "dueOn": "2026-06-15", "agreed": true,
    ],
    one + "risk-statements": [
      "immediateRisk": "notKnown",
      "told": ["kind": "police", "at": "2026-06-01T10:15:00Z", "name": "Control room"],
    ],
    one + "record-confirmations": [
      "ownReference": "Mosaic 4411", "by": ["name": "A. Teacher"],
    ],
    one + "limits": ["duty": "stage-1-complete", "dueOn": "2026-06-05"],
    one + "resolution": [
      "basis": "assent", "outcome": "changed", "nextSteps": "Assessment, then a meeting.",
      "assenting": ["croydon-st-hilda"], "by": ["name": "A. Teacher"],
    ],
    one + "withdrawal": ["reason": "The family has moved away.", "immediateRisk": "no"],
    one + "corrections": [
      "event": 1, "members": ["/children/0/name": "B. S."], "reason": "The name was misheard.",
    ],
    one + "learning": [
      "kind": "theme", "words": "Closing letters do not say why.", "theme": "other",
    ],
  ]

  private static let forms: [String: JSONValue] = [
    one + "forms": ["template": "newham-referral"],
    form: ["answers": answers],
    form + "/signatures": [
      "part": "referral", "author": "advisor",
      "by": ["name": "L. Lead", "role": "safeguarding-lead"],
    ],
    form + "/submission": ["part": "referral"],
    form + "/declining": ["reason": "Both sides agreed on the telephone today."],
    form + "/corrections": [
      "part": "referral", "texts": ["/answers/children/0/child/name": "Bea T."],
      "reason": "Misheard.",
    ],
  ]

  private static let answers: JSONValue = [
    "children": [
      [
        "child": ["key": "child-1", "name": "B. T.", "birthDate": "2015-02-03"],
        "address": ["withheld": true],
      ]
    ], "agencyLearning": "Say in writing why a referral is closed.", "staffTraining": true,
  ]
}
