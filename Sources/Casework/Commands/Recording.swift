import Escalations

/// An event on its way into the ledger, and the receipt that says it arrived.
struct Recording {
  let event: Event
  let before: Escalation?
  let reference: Reference
  let rules: Rules
  let now: Instant
  /// The version of the policy that the escalation leaves, where it goes to another.
  var formerPolicy: Policy?

  /// Appends the event, or on a dry run only says what would follow.
  func append(to ledger: any Ledger, _ envelope: Envelope) throws(Failure) -> Receipt {
    let after = try after()
    if envelope.isDryRun { return receipt(after, hashPrefix: "dry-run", for: envelope.viewer) }
    let place = try ledger.append(
      event, to: reference, after: after, by: envelope.viewer, at: now)
    return receipt(after, hashPrefix: place.hashPrefix, for: envelope.viewer)
  }

  private func after() throws(Failure) -> Escalation {
    let number = (before?.lastEvent ?? 0) + 1
    let recorded = RecordedEvent(number: number, recordedAt: now, event: event)
    if var state = before {
      state.apply(recorded)
      return state
    }
    guard let state = Escalation.replay([recorded]) else {
      throw .broken("the first event of \(reference) does not raise it")
    }
    return state
  }

  private func receipt(_ after: Escalation, hashPrefix: String, for viewer: Viewer) -> Receipt {
    let tag = EntityTag(revision: after.revision, hashPrefix: hashPrefix, viewer: viewer)
    var receipt = Receipt(
      reference: reference, event: after.lastEvent, number: number, etag: tag.text,
      stage: after.stage, recordedAt: now, met: met, owed: owed(after, by: viewer),
      urgent: after.risk.answer.isFlagged && after.isOpen ? rules.policy.risk.urgentAction : nil,
      warnings: Remarks(event: event, before: before, after: after, rules: rules).all)
    if case .migrated = event.body, let before, let formerPolicy {
      receipt.changes =
        MigrationChanges(
          event: event, before: before, after: after, former: formerPolicy, policy: rules.policy
        ).all
    }
    return receipt
  }

  private var met: [DutyKey] {
    event.effects.compactMap { effect in
      guard case .met(let key, _) = effect else { return nil }
      return key
    }
  }

  /// What the viewer's own side of the counter owes now; what is only offered is left out.
  private func owed(_ state: Escalation, by viewer: Viewer) -> [Receipt.Owed] {
    let owner = viewer.agency(in: state).map(Owner.agency) ?? .partnership
    return state.duties.filter { $0.isOpen && $0.isOwed(by: owner) }.compactMap { item in
      guard let duty = rules.policy.duty(item.key, of: state), duty.force != .may else {
        return nil
      }
      return Receipt.Owed(
        key: item.key, title: duty.title, owners: item.owners, force: duty.force,
        dueAt: item.timing?.limit?.at, clause: duty.provenance.clause)
    }
  }

  /// The number that people call the entry by.
  private var number: Int? {
    switch event.body {
    case .acted(let act): act.number
    case .actionNoted(let note): note.number
    case .outstandingNoted(let issue): issue.number
    case .learningNoted(let learning): learning.number
    case .actionProgressed(let step): step.number
    case .outstandingProgressed(let step): step.number
    case .approved(let approval): approval.discussion
    case .corrected(let correction): correction.event
    case .addendumAdded(let addendum): addendum.event
    case .formAcknowledged(let word): word.event
    case .raised, .joined, .left, .riskStated, .moved, .limitChanged, .assented, .closed,
      .reopened, .voided, .acknowledged, .clocksChecked, .calendarChanged, .migrated:
      nil
    }
  }
}
