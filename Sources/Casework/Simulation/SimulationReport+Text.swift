import Escalations

/// The report as plain text, for people at a terminal and for comparing with what was checked by hand.
extension SimulationReport {
  /// The whole report.
  public func text() -> String {
    var lines = ["\(policy.title), version \(policy.version)"]
    if let title { lines.append(title) }
    lines.append("calendar \(calendar), \(zone.identifier)")
    for step in steps { lines += [""] + text(of: step) }
    lines.append("")
    lines.append(
      surprises.isEmpty
        ? "Everything went as the script expects."
        : "\(surprises.count) of \(steps.count) steps went otherwise than the script expects.")
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(of step: Step) -> [String] {
    let number = step.number.map { "\($0). " } ?? "   "
    var lines = ["\(number)\(moment(step.at))  \(step.by): \(step.deed)"]
    if let occurredAt = step.occurredAt { lines.append("   happened \(moment(occurredAt))") }
    if let note = step.note { lines.append("   # \(note)") }
    for refusal in step.refusals { lines.append("   REFUSED " + text(of: refusal)) }
    if step.isSurprise {
      lines.append("   NOT AS EXPECTED: " + (step.expectedRefusal ?? "no refusal"))
    }
    lines += step.changes.map { "   " + text(of: $0) }
    lines += step.remarks.map { remark in
      "   remark \(remark.code): \(remark.detail)" + (remark.clause.map { " (\($0))" } ?? "")
    }
    // What was refused changed nothing.
    guard step.refusals.isEmpty, let position = step.position else { return lines }
    lines.append("   at " + text(of: position))
    return lines + owed(step.owed, visit: position.visit)
  }

  private func text(of refusal: Refusal) -> String {
    let clause = refusal.clause.map { " (\($0))" } ?? ""
    return "\(refusal.reason.rawValue): \(refusal.detail)\(clause)"
  }

  private func text(of position: Position) -> String {
    var text =
      "\(position.track), stage \(position.number) \(position.title), "
      + "\(PolicyPhrases.formality(position.formality))"
    if !position.skipped.isEmpty {
      text += "; passed over: " + position.skipped.map(\.text).joined(separator: ", ")
    }
    if position.risk.isFlagged { text += "; IMMEDIATE RISK \(position.risk.rawValue)" }
    if let ending = position.ending { text += "; ended: \(ending.rawValue)" }
    return text
  }

  // What changed.

  private func text(of change: Change) -> String {
    let duty = change.duty
    let name = "\(owners(duty.owners)): \(duty.title) [\(duty.key.duty), \(duty.clause)]"
    return switch change.kind {
    case .opened: "+ \(duty.force.rawValue) \(name)" + due(duty)
    case .timed(let cause): "~ \(name)\(due(duty)), \(cause.rawValue)"
    case .met(let meeting): "v \(name)" + text(of: meeting, duty)
    case .lapsed: "- \(name)"
    case .passed: duty.isGuide ? "! beyond the guide: \(name)" : "! limit passed: \(name)"
    case .near: "! limit near: \(name)\(due(duty))"
    }
  }

  private func text(of meeting: Effect.Meeting, _ duty: Owed) -> String {
    var text = meeting.how == .done ? "" : ", \(meeting.how.rawValue)"
    if let answer = meeting.answer { text += ": \(answer)" }
    if let role = meeting.substituteFor { text += ", by a substitute for \(role)" }
    switch meeting.verdict {
    case .met?: text += meeting.recordedLate ? ", in time, recorded late" : ", in time"
    case .missed?: text += duty.isGuide ? ", beyond the guide" : ", LATE"
    case nil: break
    }
    return text + (meeting.workingDaysTaken.map { ", working days: \($0)" } ?? "")
  }

  private func due(_ duty: Owed) -> String {
    var text = duty.target.map { ", best by " + day($0) } ?? ""
    if let limit = duty.limit { text += (duty.isGuide ? ", about " : ", by ") + day(limit) }
    return text
  }

  // Who owes what.

  /// A line for each owner, what is owed together under all its owners; what was owed at an earlier
  /// visit to a stage carries its number.
  private func owed(_ items: [Owed], visit: Int) -> [String] {
    var order: [[Owner]] = []
    for item in items where !order.contains(item.owners) { order.append(item.owners) }
    return order.map { owners in
      let names = items.filter { $0.owners == owners }.map { item in
        (item.key.visit == visit ? "" : "\(item.key.visit).") + item.key.duty.text
          + (item.key.occurrence > 1 ? ".\(item.key.occurrence)" : "")
          + (item.force == .may ? " (may)" : "") + shortDue(item)
      }
      return "   owed by \(self.owners(owners)): " + names.joined(separator: ", ")
    }
  }

  private func shortDue(_ item: Owed) -> String {
    guard let limit = item.limit else { return "" }
    if !item.isOverdue { return " by " + day(limit) }
    return (item.isGuide ? " BEYOND GUIDE " : " LATE since ") + day(limit)
  }

  private func owners(_ owners: [Owner]) -> String {
    owners.map { owner in
      switch owner {
      case .agency(let id): id.text
      case .partnership: "partnership"
      case .panel(let id): id.text
      }
    }.joined(separator: " + ")
  }

  // Dates as people check them: with the day of the week, and the time where it is not a day's end.

  private func moment(_ instant: Instant) -> String {
    let date = zone.localDate(of: instant)
    return "\(Self.name(date.weekday)) \(date) \(zone.localTime(of: instant))"
  }

  private func day(_ due: Due) -> String {
    let text = "\(Self.name(due.date.weekday)) \(due.date)"
    let isDaysEnd = due.at == zone.startOfDay(due.date.adding(days: 1))
    return (isDaysEnd ? text : "\(text) \(zone.localTime(of: due.at))")
      + (due.beyondCoverage ? " (beyond the calendar)" : "")
  }

  private static func name(_ weekday: Weekday) -> String {
    switch weekday {
    case .monday: "Mon"
    case .tuesday: "Tue"
    case .wednesday: "Wed"
    case .thursday: "Thu"
    case .friday: "Fri"
    case .saturday: "Sat"
    case .sunday: "Sun"
    }
  }
}
