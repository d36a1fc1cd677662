import Casework
import Escalations

extension StatusRow {
  /// The status that an agency saw last before it left, worked out of the record it may still see.
  init(asSeenBy view: EscalationView) {
    let escalation = view.escalation
    let stage = view.policy.track(escalation.track)?.stage(escalation.stage)
    let owed = OwedFigures(escalation, policy: view.policy)
    var (state, closedAt): (String, Instant?) = ("open", nil)
    if case .closed(let ending, let at) = escalation.standing {
      (state, closedAt) = (ending.rawValue, at)
    }
    self.init(
      reference: escalation.raised.reference, partnership: escalation.raised.partnership,
      policy: escalation.raised.policy, policyVersion: escalation.policyVersion,
      track: escalation.track, stage: escalation.stage, stageNumber: stage?.number ?? 0,
      formality: stage?.formality ?? .notStated, state: state,
      category: escalation.raised.category, risk: escalation.risk.answer,
      raisedAt: escalation.raisedAt,
      stageEnteredAt: escalation.visits[escalation.visit - 1].enteredAt, closedAt: closedAt,
      updatedAt: escalation.updatedAt, nextDueAt: owed.nextDue?.at, nextDueOn: owed.nextDue?.date,
      owedCount: owed.count, revision: escalation.revision,
      hashPrefix: String(view.history.entries.last?.hash.prefix(12) ?? ""),
      parties: escalation.presentParties)
  }
}
