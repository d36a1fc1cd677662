import Casework
import Escalations
import JSON

/// Why a clock has the dates it has: the policy's rule, and every day counted or passed over.
struct ClockExplanation {
  let rule: ClockRule
  let timing: Effect.Timing?
  let face: ClockFace

  /// The explanation of a duty's clock; nil where the policy has none for it.
  init?(_ item: DutyItem, _ view: EscalationView) {
    guard let rule = view.duty(item.key)?.clock else { return nil }
    self.rule = rule
    timing = item.timing
    face = view.face(countedBy: item.timing?.calendarVersion)
  }

  /// The limit that the policy fixes; nil where people set it.
  private var fixed: Limit? {
    guard case .fixed(let limit) = rule.limit else { return nil }
    return limit
  }

  /// Days are counted out only where they were counted: not for a date that people agreed or set.
  private var days: [DayTrace] {
    guard let timing, let fixed, timing.limit != nil else { return [] }
    switch timing.cause {
    case .started, .holiday, .migrated: return face.explain(fixed, from: timing.start)
    case .agreed, .set: return []
    }
  }

  /// Writes its members.
  func write(to json: inout JSONWriter) {
    json.object("rule") { json in
      json.member("limit", rule.limit.words)
      json.member("target", rule.target?.words)
      json.member("from", rule.from.words)
      json.member("clause", rule.provenance.clause)
      json.member("basis", rule.provenance.basis)
      json.member("note", rule.provenance.note)
    }
    let days = days
    if !days.isEmpty { json.objects("days", days) { CalendarReads.write($1, to: &$0) } }
    json.member("text", sentence(days))
  }

  private func sentence(_ days: [DayTrace]) -> String? {
    guard let timing else { return "The clock has not started." }
    guard let limit = timing.limit else { return "No limit is set: it is shown, and never late." }
    switch timing.cause {
    case .agreed: return "Both sides agreed the end of \(limit.date)."
    case .set: return "The end of \(limit.date) was set by one whose right it is."
    case .started, .holiday, .migrated: break
    }
    let passedOver = days.count { $0.counting == .passedOver }
    let counted = "Day zero is \(face.zone.localDate(of: timing.start)); \(rule.limit.words)"
    let skipped = passedOver == 0 ? "" : ", \(passedOver) days passed over"
    return "\(counted)\(skipped); it ends with \(limit.date).\(moved(timing, limit))"
  }

  /// What moved it, where something did.
  private func moved(_ timing: Effect.Timing, _ limit: Due) -> String {
    let version = " Version \(timing.calendarVersion) of the calendar"
    guard let previous = timing.previousLimit, previous != limit else {
      return "\(version) counts so."
    }
    return timing.cause == .holiday
      ? "\(version) moved it from \(previous.date)."
      : " Another version of the policy moved it from \(previous.date)."
  }
}

extension ClockRule.Length {
  /// The length in words.
  var words: String {
    switch self {
    case .fixed(let limit): limit.words
    case .setByRole(let roles): "set by \(roles.map(\.text).joined(separator: " or "))"
    case .agreedBySides: "agreed by both sides"
    }
  }
}

extension Limit {
  /// The limit in words.
  var words: String {
    switch self {
    case .workingDays(let count): "\(count) working \(count.value == 1 ? "day" : "days")"
    case .elapsedHours(let count): "\(count) elapsed hours"
    case .calendarDays(let count): "\(count) calendar \(count.value == 1 ? "day" : "days")"
    case .sameWorkingDay: "the same working day"
    case .withoutDelay: "without delay"
    }
  }
}
