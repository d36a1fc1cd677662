public import Escalations

/// Makes reports; by a reader that sees all of the partnership's.
public struct ReportMaking {
  private let policy: Policy
  private let reader: any Reader
  private let viewer: Viewer
  private let library: Library
  private let plan: ReportPlan

  /// What makes the reports of a policy.
  public init(
    of policy: Policy, from reader: any Reader, for viewer: Viewer, _ library: Library
  ) throws(Failure) {
    self.policy = policy
    self.reader = reader
    self.viewer = viewer
    self.library = library
    plan = ReportPlan(policy, try reader.agencies(for: viewer))
  }

  /// Every figure of a year and of the year before, as they stand now.
  public func whole(_ year: ReportYear, now: Instant) throws(Failure) -> AnnualReport {
    try report(
      year, counted(year), counted(year.before), through: library.zone.localDate(of: now))
  }

  /// The last edition of a year, beside that of the year before; nil where it was not published.
  public func published(_ year: ReportYear, now: Instant) throws(Failure) -> AnnualReport? {
    let editions = try reader.editions(of: policy.id, for: viewer)
    guard let edition = editions.last(where: { $0.year == year }) else { return nil }
    let before = editions.last { $0.year == year.before }
    return try report(
      year, edition, before ?? ReportEdition(policy: policy.id, year: year.before, figures: []),
      through: library.zone.localDate(of: now), isSuppressed: true)
  }

  /// What is published when a year is: its edition, and that of the year before where there is none;
  /// with how many there were.
  ///
  /// Refused where, beside what was published before, a small number could be worked out.
  public func editions(
    _ year: ReportYear
  ) throws(Failure) -> (editions: [ReportEdition], earlier: Int) {
    let earlier = try reader.editions(of: policy.id, for: viewer)
    var editions: [ReportEdition] = []
    if !earlier.contains(where: { $0.year == year.before }) {
      editions.append(try edition(year.before, beside: []))
    }
    editions.append(try edition(year, beside: earlier.filter { $0.year == year }))
    return (editions, earlier.count)
  }

  /// What a report would publish, beside nothing: for the partnership to look at first.
  public func preview(_ year: ReportYear, now: Instant) throws(Failure) -> AnnualReport {
    try report(
      year, edition(year, beside: []), edition(year.before, beside: []),
      through: library.zone.localDate(of: now), isSuppressed: true)
  }

  // MARK: Figures of one year

  private func counted(_ year: ReportYear) throws(Failure) -> ReportEdition {
    let tally = try tally(year)
    return edition(year, tally, plan.figures(tally, hiding: []), isSuppressed: false)
  }

  private func edition(
    _ year: ReportYear, beside earlier: [ReportEdition]
  ) throws(Failure) -> ReportEdition {
    let tally = try tally(year)
    guard let hidden = plan.hidden(tally, beside: earlier) else {
      throw .refused([
        Refusal(
          .alreadyDone,
          "What changed since this year was published is so little that a new edition beside it "
            + "would tell small numbers. The published one stands.", pointer: "/year")
      ])
    }
    return edition(year, tally, plan.figures(tally, hiding: hidden), isSuppressed: true)
  }

  private func edition(
    _ year: ReportYear, _ tally: ReportTally, _ figures: [ReportKey: AnnualReport.Figure],
    isSuppressed: Bool
  ) -> ReportEdition {
    ReportEdition(
      policy: policy.id, year: year,
      figures: plan.keys.map { key in
        let figure = figures[key] ?? .number(0)
        return ReportEdition.Entry(
          table: key.table, row: key.row, figure: figure,
          spread: key.table == .visits
            ? Self.spread(tally.days[key.row], figure, isSuppressed) : nil
        )
      })
  }

  private func tally(_ year: ReportYear) throws(Failure) -> ReportTally {
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
    _ days: [Int]?, _ count: AnnualReport.Figure, _ suppressed: Bool
  ) -> AnnualReport.Spread? {
    guard let days = days?.sorted(), !days.isEmpty else { return nil }
    if suppressed, count == .hidden || days.count <= SmallNumbers.greatest { return nil }
    let middle = days[(days.count - 1) / 2] + days[days.count / 2]
    return AnnualReport.Spread(
      medianHalves: middle, meanTenths: days.reduce(0, +) * 10 / days.count)
  }

  // MARK: The report

  private func report(
    _ year: ReportYear, _ present: ReportEdition, _ before: ReportEdition, through today: CivilDate,
    isSuppressed: Bool = false
  ) throws(Failure) -> AnnualReport {
    let (now, then) = (present.byPlace, before.byPlace)
    let recommended = try recommendations(year)
    return AnnualReport(
      policy: policy.id, policyTitle: policy.title, year: year,
      through: min(today, year.end.adding(days: -1)), isSuppressed: isSuppressed,
      publishedAt: present.publishedAt,
      tables: plan.tables.map { table in
        AnnualReport.Table(
          id: table.id, title: table.title,
          rows: table.rows.map { code, title in
            let key = ReportKey(table: table.id, row: code)
            // What an edition does not speak of was not there to be counted.
            return AnnualReport.Row(
              code: code, title: title, now: now[key]?.figure ?? .number(0),
              before: then[key]?.figure ?? .number(0), spread: now[key]?.spread)
          }, note: table.note)
      } + [recommended], standards: plan.standards)
  }

  /// What was recommended in each year and what came of it; about no one person, and never left out.
  private func recommendations(_ year: ReportYear) throws(Failure) -> AnnualReport.Table {
    let all = try reader.recommendations(for: viewer).filter { $0.made.policy == policy.id }
    func count(_ year: ReportYear, _ progress: FollowUpProgress?) -> AnnualReport.Figure {
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
    return AnnualReport.Table(
      id: .recommendations, title: "Recommendations and what came of them",
      rows: rows.map { code, title, progress in
        AnnualReport.Row(
          code: code, title: title, now: count(year, progress),
          before: count(year.before, progress), spread: nil)
      }, note: "Made in the year, as they stand now.")
  }
}
