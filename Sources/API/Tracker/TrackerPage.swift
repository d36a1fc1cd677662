import Casework
import Escalations
import Markup

/// The tracker as a page, for a screen and for paper.
struct TrackerPage {
  let lines: [TrackerLine]
  /// The agencies' titles.
  let titles: [AgencyID: String]
  let partnership: PartnershipID
  let today: CivilDate
  let now: Instant
  /// Where the next page is.
  let next: String?

  /// The page.
  var html: HTMLPage {
    HTMLPage(
      title: "Tracker of escalations", origin: partnership.text.uppercased(),
      strip: "Tracker, \(partnership.text.uppercased()), as of \(today)",
      facts: [
        .init("As of", .text(today.description)), .init("On this page", "\(lines.count)"),
        .init("Late", "\(lines.count { $0.isLate(at: now) })"),
        .init("Drifting", "\(lines.count { $0.isQuiet })"),
        .init("At immediate risk", "\(lines.count { $0.isFlagged })"),
      ], orientation: .wide, isPersonal: false, content: content)
  }

  private var content: [Fragment] {
    guard !lines.isEmpty else { return [PagePieces.notice(["There is no such escalation."])] }
    var content = [
      PagePieces.note(
        "Working days are counted from the day of raising. An escalation drifts when nobody has done "
          + "anything for as long as the policy or the setting allows. No names are shown here."),
      PagePieces.table(
        caption: "Escalations in the order in which they were raised",
        columns: [
          .init(title: "Reference"), .init(title: "Where it stands"), .init(title: "Between"),
          .init(title: "Area"), .init(title: "Raised"),
          .init(title: "Working days", isNumber: true),
          .init(title: "Owed next"), .init(title: "By whom"), .init(title: "Due"),
          .init(title: "Last act"),
        ], rows: lines.map(row)),
    ]
    if let next {
      content.append(
        .element("p", [:], [.element("a", ["href": next, "rel": "next"], ["Next page"])]))
    }
    return content
  }

  private func row(_ line: TrackerLine) -> [Fragment] {
    let status = line.row.status
    return [
      .sequence([PagePieces.whole(status.reference.text), tags(line)]),
      .text(status.closedAt == nil ? line.stageTitle : ended(line)),
      .text(
        names(line.agencies(on: .raising)) + " → " + names(line.agencies(on: .receiving))
          + (line.row.unseenBy.isEmpty ? "" : " (not yet acknowledged)")),
      .text(line.categoryTitle ?? "not stated"),
      .sequence([
        PagePieces.whole(line.raisedOn.description),
        .text(line.daysToRaise.map { $0 > 0 ? ", \($0) days after it arose" : "" } ?? ""),
      ]),
      .text("\(line.workingDaysOpen)"),
      .text(line.next?.title ?? "nothing"),
      .text(line.next.map { owners($0.owners) } ?? "–"),
      due(line),
      .sequence([
        PagePieces.whole(line.actedOn.description),
        .text(line.quietDays.map { $0 > 0 ? ", \($0) days ago" : "" } ?? ""),
      ]),
    ]
  }

  private func tags(_ line: TrackerLine) -> Fragment {
    var tags: [Fragment] = []
    if line.isFlagged { tags += [" ", PagePieces.tag("immediate risk", .late)] }
    if line.isQuiet { tags += [" ", PagePieces.tag("drifting", .near)] }
    return .sequence(tags)
  }

  private func due(_ line: TrackerLine) -> Fragment {
    guard let day = line.row.status.nextDueOn else { return "no limit" }
    if line.isLate(at: now) {
      return .sequence([PagePieces.whole("\(day)"), " ", PagePieces.tag("late", .late)])
    }
    return day.dayNumber - today.dayNumber <= 2
      ? .sequence([PagePieces.whole("\(day)"), " ", PagePieces.tag("soon", .near)])
      : PagePieces.whole(day.description)
  }

  private func ended(_ line: TrackerLine) -> String {
    let how = "\(line.row.status.state) \(line.endedOn.map { "on \($0)" } ?? "")"
    return line.outcomeTitle.map { "\(how): \($0)" } ?? how
  }

  private func names(_ agencies: [AgencyID]) -> String {
    agencies.map { titles[$0] ?? $0.text }.joined(separator: ", ")
  }

  private func owners(_ owners: [Owner]) -> String {
    owners.map { owner in
      switch owner {
      case .agency(let id): titles[id] ?? id.text
      case .partnership: "the partnership"
      case .panel(let id): id.text
      }
    }.joined(separator: ", ")
  }
}
