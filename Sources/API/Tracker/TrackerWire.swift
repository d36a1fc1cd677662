import Casework
import Escalations
import JSON

/// A line of the tracker on the wire.
enum TrackerWire {
  static let shape: Shape = .named(
    "TrackerPage", "A page of the tracker.",
    .object([
      .required("items", .list(of: line, count: 0...200), "The lines, in the order of raising."),
      .optional("next", .text(max: 2_000), "Where the next page is; left out at the end."),
    ]))

  private static let days: Shape = .integer(0...Int.max)

  private static let line: Shape = .named(
    "TrackerLine", "An escalation in the tracker.",
    .object([
      .required("reference", WireText.reference, "Its public reference."),
      .required("policy", .text(max: 64), "Its policy."),
      .required("track", .text(max: 64), "Its track."),
      .required("stage", .text(max: 64), "Where it stands, or stood when it ended."),
      .required("stageTitle", .text(max: 500), "The stage's title."),
      .required(
        "state", .code(["open"] + Ending.allCases.map(\.rawValue)), "open, or how it ended."),
      .optional("category", .text(max: 64), "The area of disagreement."),
      .required("flagged", .boolean, "Whether a child is, or may be, at immediate risk."),
      agencies("raising", "Who raised it."), agencies("receiving", "Who received it."),
      agencies("involved", "Who takes part on neither side."),
      agencies("unseenBy", "Receiving agencies that have not acknowledged it."),
      .optional("aroseOn", .date, "The day the concern arose."),
      .required("raisedOn", .date, "The day it was raised."),
      .optional("daysToRaise", days, "Days between the two."),
      .required("stageEnteredOn", .date, "The day its stage was entered."),
      .optional("workingDaysAtStage", days, "Working days at the present stage."),
      .required("workingDaysOpen", days, "Working days from raising to now, or to its end."),
      .optional("next", next, "What is owed next, and by whom."),
      .required("owed", days, "How many duties are owed by anybody."),
      .optional("dueOn", .date, "The last day of the first running limit."),
      .required("late", .boolean, "Whether that limit has passed."),
      .required("lastActOn", .date, "The day somebody last did something."),
      .optional("quietDays", days, "Days since then, while it is open."),
      .required("drifting", .boolean, "Whether nobody did anything for too long."),
      .optional("outcome", .text(max: 64), "What became of the decision in dispute."),
      .optional("endedOn", .date, "The day it ended."),
    ]))

  private static func agencies(_ name: String, _ summary: String) -> Member {
    .required(name, .list(of: .text(max: 64), count: 0...1_000), summary)
  }

  private static let next: Shape = .named(
    "OwedNext", "What is owed next.",
    .object([
      .required("title", .text(max: 500), "What is owed."),
      .required("owners", .list(of: DomainWire.owner, count: 0...1_000), "Who owes it."),
      .optional("dueOn", .date, "The last day that is in time."),
      .optional("clause", .text(max: 100), "The clause it rests on."),
      .required("late", .boolean, "Whether its limit has passed."),
    ]))

  /// Writes the members of a line.
  static func write(_ line: TrackerLine, to json: inout JSONWriter, now: Instant) {
    let status = line.row.status
    json.member("reference", status.reference)
    json.member("policy", status.policy)
    json.member("track", status.track)
    json.member("stage", status.stage)
    json.member("stageTitle", line.stageTitle)
    json.member("state", status.state)
    json.member("category", status.category)
    json.member("flagged", line.isFlagged)
    for side in Side.allCases { json.names(side.rawValue, line.agencies(on: side)) }
    json.names("unseenBy", line.row.unseenBy)
    json.member("aroseOn", line.row.aroseOn)
    json.member("raisedOn", line.raisedOn)
    json.member("daysToRaise", line.daysToRaise)
    json.member("stageEnteredOn", line.stageEnteredOn)
    json.member("workingDaysAtStage", line.workingDaysAtStage)
    json.member("workingDaysOpen", line.workingDaysOpen)
    if let next = line.next {
      json.object("next") { json in
        json.member("title", next.title)
        json.array("owners", of: next.owners) { $0.write($1.description) }
        json.member("dueOn", next.dueOn)
        json.member("clause", next.clause)
        json.member("late", next.isLate)
      }
    }
    json.member("owed", status.owedCount)
    json.member("dueOn", status.nextDueOn)
    json.member("late", line.isLate(at: now))
    json.member("lastActOn", line.actedOn)
    json.member("quietDays", line.quietDays)
    json.member("drifting", line.isQuiet)
    json.member("outcome", line.row.outcome)
    json.member("endedOn", line.endedOn)
  }
}

extension TrackerLine {
  /// The title of its stage.
  var stageTitle: String {
    let status = row.status
    return policy?.track(status.track)?.stage(status.stage)?.title ?? status.stage.text
  }

  /// The words for its area.
  var categoryTitle: String? {
    row.status.category.map { code in
      policy?.categories.first { $0.code == code }?.title ?? code.text
    }
  }

  /// The words for its outcome.
  var outcomeTitle: String? {
    row.outcome.map { code in
      policy?.outcomes.first { $0.code == code }?.title ?? code.text
    }
  }

  /// Whether a child is, or may be, at immediate risk.
  var isFlagged: Bool { row.status.risk.isFlagged && row.status.closedAt == nil }

  /// Whether its first running limit has passed.
  func isLate(at now: Instant) -> Bool { row.status.nextDueAt.map { now >= $0 } ?? false }

  /// Who takes part on a side.
  func agencies(on side: Side) -> [AgencyID] {
    row.status.parties.filter { $0.side == side }.map(\.agency)
  }
}
