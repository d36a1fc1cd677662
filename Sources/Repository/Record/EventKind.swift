import Escalations

/// The name under which each kind of event stands in the record.
///
/// A name is never changed nor given again: records last longer than programs.
enum EventKind: String, CaseIterable {
  case raised = "escalation.raised"
  case joined = "agency.joined"
  case left = "agency.left"
  case acted = "act.recorded"
  case riskStated = "risk.stated"
  case actionNoted = "action.noted"
  case actionProgressed = "action.progressed"
  case moved = "stage.moved"
  case limitChanged = "limit.changed"
  case outstandingNoted = "outstanding.noted"
  case outstandingProgressed = "outstanding.progressed"
  case assented = "resolution.assented"
  case closed = "escalation.closed"
  case reopened = "escalation.reopened"
  case learningNoted = "learning.noted"
  case approved = "discussion.approved"
  case corrected = "event.corrected"
  case addendumAdded = "event.addendumAdded"
  case voided = "agency.voided"
  case acknowledged = "escalation.acknowledged"
  case formAcknowledged = "form.acknowledged"
  case clocksChecked = "clocks.checked"
  case calendarChanged = "calendar.changed"
  case migrated = "policy.migrated"

  /// The version in which payloads of this kind are written now; `Lift` reads the older ones.
  var version: Int { 1 }
}
