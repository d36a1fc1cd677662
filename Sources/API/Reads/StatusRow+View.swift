import Casework
import Escalations

extension StatusRow {
  /// The status that an agency saw last before it left, worked out of the record it may still see.
  init(asSeenBy view: EscalationView) {
    let escalation = view.escalation
    let stage = view.policy.track(escalation.track)?.stage(escalation.stage)
    let open = view.duties.filter { $0.isOpen && view.duty($0.key)?.force != .may }
    let next = open.filter { view.duty($0.key)?.force != .guide }
      .compactMap { $0.timing?.limit }.min { $0.at < $1.at }
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
      updatedAt: escalation.updatedAt, nextDueAt: next?.at, nextDueOn: next?.date,
      owedCount: open.count, revision: escalation.revision,
      hashPrefix: String(view.history.entries.last?.hash.prefix(12) ?? ""),
      parties: escalation.presentParties)
  }
}
