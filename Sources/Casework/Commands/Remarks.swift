import Escalations

/// Remarks on what was recorded: they help, and stop nothing.
struct Remarks {
  /// Fewer characters than this say little about a concern (CRO-12: a warning, never a refusal).
  static let thinText = 20

  let event: Event
  let before: Escalation?
  let after: Escalation
  let rules: Rules

  /// Every remark there is to make.
  var all: [Receipt.Remark] {
    signposts + thinTexts + flag + nearMisses + namedInVain + media + lateEntry
  }

  /// A matter that also belongs elsewhere is told where (CRO-03).
  private var signposts: [Receipt.Remark] {
    guard case .raised(let raised) = event.body else { return [] }
    return raised.matters.compactMap { matter in
      let exclusion = rules.policy.scope.exclusions.first { $0.ground == .matter(matter) }
      return exclusion.map { exclusion in
        let onward = exclusion.onwardAlert.map { " To be alerted: \($0)." } ?? ""
        return Receipt.Remark(
          code: "signpost",
          detail: "\(exclusion.title) also goes to: \(exclusion.destination).\(onward)",
          clause: exclusion.provenance.clause)
      }
    }
  }

  private var thinTexts: [Receipt.Remark] {
    guard case .raised = event.body,
      let summary = event.parts.first(where: { $0.member == "/summary" }),
      summary.text.count < Remarks.thinText
    else { return [] }
    return [
      Receipt.Remark(
        code: "thinText", detail: "So short a text may not show what the concern rests on.",
        clause: nil)
    ]
  }

  /// A word that does not take the flag off says so, lest somebody think that it did (CRO-09).
  private var flag: [Receipt.Remark] {
    guard let statement = event.body.riskStatement, !statement.stands else { return [] }
    return [
      Receipt.Remark(
        code: "flagStays",
        detail: "It is recorded; the flag stays until the raising side states otherwise.",
        clause: rules.policy.risk.provenance.clause)
    ]
  }

  /// What was recorded and does not do says what is missing; the duty stays owed.
  private var nearMisses: [Receipt.Remark] {
    guard let before else { return [] }
    return rules.nearMisses(of: event, on: before).map { miss in
      Receipt.Remark(code: "stillOwed", detail: miss.detail, clause: miss.clause)
    }
  }

  /// A duty that was named and is not the sender's to meet, or was met before.
  private var namedInVain: [Receipt.Remark] {
    guard let before else { return [] }
    return rules.namedInVain(by: event, on: before).map { named in
      Receipt.Remark(code: "namedInVain", detail: named.detail, clause: named.clause)
    }
  }

  /// A stage whose only talk was of a kind the policy warns of, or does not name where it names the ways that
  /// it prefers, says so as it is left (HAR-14).
  private var media: [Receipt.Remark] {
    guard event.body.leavesStage, let before,
      let rule = rules.policy.track(before.track)?.media
    else { return [] }
    let used = before.acts(.discuss)
      .filter { $0.visit == before.visit && $0.privateTo == nil }.compactMap(\.act.medium)
    guard !used.isEmpty, !used.contains(where: rule.isWelcome) else { return [] }
    return [
      Receipt.Remark(
        code: "medium",
        detail: "The only discussion of this stage was in a way the policy does not want.",
        clause: rule.provenance.clause)
    ]
  }

  /// What happened on an earlier day is marked as entered late.
  private var lateEntry: [Receipt.Remark] {
    let zone = rules.clock.zone
    guard zone.localDate(of: event.occurredAt) < zone.localDate(of: after.updatedAt) else {
      return []
    }
    return [
      Receipt.Remark(
        code: "lateEntry", detail: "It happened on an earlier day than it was recorded.",
        clause: nil)
    ]
  }
}

extension EventBody {
  /// Whether the stage is left by it, for another or for good.
  fileprivate var leavesStage: Bool {
    switch self {
    case .moved, .closed: true
    case .raised, .joined, .left, .acted, .riskStated, .actionNoted, .actionProgressed,
      .limitChanged, .outstandingNoted, .outstandingProgressed, .assented, .reopened,
      .learningNoted, .approved, .corrected, .addendumAdded, .voided, .acknowledged,
      .formAcknowledged,
      .clocksChecked, .calendarChanged, .migrated:
      false
    }
  }
}
