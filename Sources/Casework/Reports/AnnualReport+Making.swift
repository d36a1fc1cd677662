public import Escalations

extension AnnualReport {
  /// Counts a year and the year before; by a reader that sees all of the partnership's.
  public static func make(
    _ year: ReportYear, of policy: Policy, suppressed: Bool, from reader: any Reader,
    for viewer: Viewer, _ library: Library, now: Instant
  ) throws(Failure) -> AnnualReport {
    let present = try tally(year, policy, reader, viewer, library)
    let before = try tally(year.before, policy, reader, viewer, library)
    let plan = ReportPlan(policy, try reader.agencies(for: viewer))
    let shown = plan.figures(present, suppressed: suppressed)
    let shownBefore = plan.figures(before, suppressed: suppressed)
    let recommended = try recommendations(year, policy, reader, viewer, library)
    let today = library.zone.localDate(of: now)
    return AnnualReport(
      policy: policy.id, policyTitle: policy.title, year: year,
      through: min(today, year.end.adding(days: -1)), isSuppressed: suppressed,
      tables: plan.tables.map { table in
        Table(
          id: table.id, title: table.title,
          rows: table.rows.map { code, title in
            let key = ReportKey(table: table.id, row: code)
            let now = shown[key] ?? .number(0)
            return Row(
              code: code, title: title, now: now, before: shownBefore[key] ?? .number(0),
              spread: table.id == .visits ? spread(present.days[code], now, suppressed) : nil)
          }, note: table.note)
      } + [recommended],
      standards: plan.standards)
  }

  /// What was recommended in each year and what came of it; about no one person, and never left out.
  private static func recommendations(
    _ year: ReportYear, _ policy: Policy, _ reader: any Reader, _ viewer: Viewer,
    _ library: Library
  ) throws(Failure) -> Table {
    let all = try reader.recommendations(for: viewer).filter { $0.made.policy == policy.id }
    func count(_ year: ReportYear, _ progress: FollowUpProgress?) -> Figure {
      .number(
        all.count { one in
          ReportYear(of: library.zone.localDate(of: one.madeAt)) == year
            && (progress == nil || one.progress == progress)
        })
    }
    let rows: [(String, String, FollowUpProgress?)] = [
      ("made", "Made", nil), ("done", "Done", .done), ("open", "Still to be done", .open),
      ("abandoned", "Given up", .abandoned),
    ]
    return Table(
      id: .recommendations, title: "Recommendations and what came of them",
      rows: rows.map { code, title, progress in
        Row(
          code: code, title: title, now: count(year, progress),
          before: count(year.before, progress), spread: nil)
      }, note: "Made in the year, as they stand now.")
  }

  private static func tally(
    _ year: ReportYear, _ policy: Policy, _ reader: any Reader, _ viewer: Viewer,
    _ library: Library
  ) throws(Failure) -> ReportTally {
    var tally = ReportTally(year, library)
    var query = CohortQuery(
      policy: policy.id, from: library.zone.startOfDay(year.start),
      before: library.zone.startOfDay(year.end))
    repeat {
      let page = try reader.cohort(query, for: viewer)
      for one in page.rows { tally.add(one) }
      query.after = page.next
    } while query.after != nil
    return tally
  }

  /// Of few, the middle and the average would tell too much.
  private static func spread(
    _ days: [Int]?, _ count: Figure, _ suppressed: Bool
  ) -> Spread? {
    guard let days = days?.sorted(), !days.isEmpty else { return nil }
    if suppressed, count == .hidden || days.count <= SmallNumbers.greatest { return nil }
    let middle = days[(days.count - 1) / 2] + days[days.count / 2]
    return Spread(
      medianHalves: middle, meanTenths: days.reduce(0, +) * 10 / days.count)
  }
}
