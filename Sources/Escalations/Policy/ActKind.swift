/// What can be done, in one word each.
///
/// Duties ask for these acts and recorded acts meet them.
public enum ActKind: String, Sendable, CaseIterable, Codable {
  /// Agree something with the other side.
  case agree
  /// Approve a record, dated.
  case approve
  /// Attend or be invited to a meeting.
  case attend
  /// Make sure that something was done or asked for.
  case check
  /// Leave the stage; what a stage's own limit asks for.
  case complete
  /// Confirm one's own record on the child's file, with its reference.
  case confirmRecord
  /// Weigh a step and say yes or no, with a reason.
  case consider
  /// Seek advice.
  case consult
  /// Call a meeting.
  case convene
  /// Talk over what was learnt and how it was to work together.
  case debrief
  /// Decide, agreed by both sides or determined by a decider.
  case decide
  /// Talk with the other side about the disagreement.
  case discuss
  /// State a dissenting view.
  case dissent
  /// Tell those concerned what was done in response.
  case feedBack
  /// Identify learning and send it on its way.
  case identifyLearning
  /// Meet.
  case meet
  /// Let somebody know.
  case notify
  /// Read the file.
  case readFile
  /// Refer onward.
  case refer
  /// Report to one's own management, or to a body.
  case report
  /// Answer what was put.
  case respond
  /// Put on record: the decision disputed, the evidence, the outcome sought.
  case state
  /// State whether a child is at immediate risk.
  case stateRisk
  /// Submit a form.
  case submitForm
  /// Support the process or a person in it.
  case support
  /// Set how long a stage may take.
  case setLimit
  /// Write.
  case write
}
