/// When a duty opens, and for whom.
extension Consequences {
  /// How many times the duty is owed by these by now at this visit: once at its place, or as often as
  /// its trigger has fired where it repeats.
  func firings(of duty: Duty, for owners: [Owner]) -> Int {
    guard let trigger = duty.after else { return 1 }
    let count = firings(of: trigger) { entry in
      duty.isPrivate ? entry.isInternal(to: owners) : entry.privateTo == nil
    }
    return duty.repeats ? count : min(count, 1)
  }

  /// A private duty looks at acts internal to whoever owes it, any other at those that all see: nobody
  /// comes to owe something over an act that is not theirs to know of.
  private func firings(of trigger: Trigger, counts: (Escalation.ActEntry) -> Bool) -> Int {
    switch trigger {
    case .any(let triggers): triggers.map { firings(of: $0, counts: counts) }.reduce(0, +)
    case .met(let duty): items(of: duty).contains { $0.meeting != nil } ? 1 : 0
    case .answered(let duty, let codes):
      items(of: duty).contains { $0.meeting?.answer.map(codes.contains) ?? false } ? 1 : 0
    case .passed(let duty): items(of: duty).contains(where: \.wasMissed) ? 1 : 0
    case .recorded(let occurrence): count(of: occurrence, counts: counts)
    }
  }

  /// The duty's items that count here: those of this visit where it is owed at this stage (a second
  /// visit starts afresh), those of any visit where it belongs to another.
  private func items(of id: DutyID) -> [DutyItem] {
    let all = state.duties.filter { $0.key.duty == id }
    let isOwedHere = all.contains { $0.key.visit == state.visit }
    return isOwedHere ? all.filter { $0.key.visit == state.visit } : all
  }

  private func count(of occurrence: Occurrence, counts: (Escalation.ActEntry) -> Bool) -> Int {
    func acts(_ kind: ActKind) -> Int {
      state.acts.count { entry in
        entry.act.kind == kind && entry.visit == state.visit && entry.act.how == .done
          && counts(entry)
      }
    }
    return switch occurrence {
    case .action: state.actions.count { $0.visit == state.visit }
    case .outstandingIssue: state.outstanding.count { $0.visit == state.visit }
    case .decision: acts(.decide)
    case .dissent: acts(.dissent)
    case .discussion: acts(.discuss)
    }
  }

  /// Whoever owes the duty, among those who take part now: a list for each item, with several owners where
  /// they owe it together.
  func owners(of duty: Duty, among parties: [Party]) -> [[Owner]] {
    func each(_ keep: (Party) -> Bool) -> [[Owner]] {
      parties.compactMap { keep($0) ? [.agency($0.agency)] : nil }
    }
    func together(_ keep: (Party) -> Bool) -> [[Owner]] {
      var owners: [Owner] = []
      for party in parties where keep(party) {
        let owner = Owner.agency(party.agency)
        if !owners.contains(owner) { owners.append(owner) }
      }
      return owners.isEmpty ? [] : [owners]
    }
    switch duty.owedBy {
    case .raising: return each { $0.side == .raising }
    case .raiser: return Array(each { $0.side == .raising }.prefix(1))
    case .receiving: return each { $0.side == .receiving }
    case .involved: return each { $0.side == .involved }
    case .each: return each { $0.side != .involved }
    case .everyone: return each { _ in true }
    case .sides: return together { $0.side != .involved }
    case .together: return together { _ in true }
    case .kind(let kind): return each { $0.kind == kind }
    case .partnership: return [[.partnership]]
    case .panel(let panel): return [[.panel(panel)]]
    case .tookPartAt(let stage): return state.tookPart(at: stage).map { [.agency($0)] }
    }
  }
}

extension Escalation.ActEntry {
  /// Whether it stays inside the one agency that owes.
  fileprivate func isInternal(to owners: [Owner]) -> Bool {
    privateTo.map { owners == [.agency($0)] } ?? false
  }
}
