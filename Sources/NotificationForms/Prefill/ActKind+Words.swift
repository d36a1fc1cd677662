public import Escalations

extension ActKind {
  /// Whether the act moves a disagreement on, and so is one of the steps that a form asks about;
  /// keeping records and filling in forms is not.
  ///
  /// A table of all kinds.
  var isTakenTowardsResolution: Bool {
    switch self {
    case .agree, .attend, .check, .consider, .consult, .convene, .decide, .discuss, .dissent, .meet,
      .notify, .refer, .report, .respond, .support, .write:
      true
    case .approve, .complete, .confirmRecord, .debrief, .feedBack, .identifyLearning, .readFile,
      .setLimit, .state, .stateRisk, .submitForm:
      false
    }
  }

  /// The act in words for people.
  ///
  /// A table of all kinds.
  public var inWords: String {
    switch self {
    case .agree: "Agreement"
    case .approve: "Record approved"
    case .attend: "Attendance"
    case .check: "Check"
    case .complete: "Stage completed"
    case .confirmRecord: "Record confirmed"
    case .consider: "Consideration"
    case .consult: "Advice sought"
    case .convene: "Meeting called"
    case .debrief: "Debrief"
    case .decide: "Decision"
    case .discuss: "Discussion"
    case .dissent: "Dissent"
    case .feedBack: "Feedback"
    case .identifyLearning: "Learning identified"
    case .meet: "Meeting"
    case .notify: "Notice given"
    case .readFile: "File read"
    case .refer: "Referral"
    case .report: "Report"
    case .respond: "Response"
    case .state: "Statement"
    case .stateRisk: "Risk statement"
    case .submitForm: "Form submitted"
    case .support: "Support"
    case .setLimit: "Limit set"
    case .write: "Written communication"
    }
  }
}
