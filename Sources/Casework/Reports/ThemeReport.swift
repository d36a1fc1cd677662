public import Escalations

/// What comes up again and again under a policy: areas of disagreement and clauses whose limits were
/// missed, quarter by quarter over two years, with what was recommended and what came of it (CRO-18).
///
/// With small numbers, so for the partnership alone.
public struct ThemeReport: Sendable {
  /// A quarter of a report's year.
  public struct Quarter: Sendable, Hashable {
    /// The year.
    public let year: ReportYear
    /// From 1, April to June, to 4.
    public let number: Int

    /// As people write it: `2025-26, quarter 1`.
    public var title: String { "\(year.title), quarter \(number)" }
  }

  /// An area or a clause.
  public struct Row: Sendable {
    /// Its code.
    public let code: String
    /// Its words.
    public let title: String
    /// Escalations in each quarter: raised in that area, or with a limit of that clause missed.
    public let counts: [Int]
    /// How many of them had learning of that theme noted; none for clauses.
    public let learning: [Int]
    /// What was recommended of it, whenever that was.
    public let recommendations: [Recommendation]

    /// Whether it came up in more than one quarter.
    public var recurs: Bool { counts.count { $0 > 0 } > 1 }
  }

  /// The policy.
  public let policy: PolicyID
  /// Its title.
  public let title: String
  /// The quarters, oldest first.
  public let quarters: [Quarter]
  /// Areas of disagreement, as the policy lists them.
  public let areas: [Row]
  /// Clauses of which a limit was missed or something was recommended, in their order.
  public let clauses: [Row]

  /// Counts the quarters of a year and of the year before; by a reader that sees all of the partnership's.
  public static func make(
    _ year: ReportYear, of policy: Policy, from reader: any Reader, for viewer: Viewer,
    _ library: Library
  ) throws(Failure) -> ThemeReport {
    var tally = ThemeTally(library)
    for year in [year.before, year] {
      var query = CohortQuery(
        policy: policy.id, from: library.zone.startOfDay(year.start),
        before: library.zone.startOfDay(year.end))
      repeat {
        let page = try reader.cohort(query, for: viewer)
        for one in page.rows { tally.add(one.escalation, in: year) }
        query.after = page.next
      } while query.after != nil
    }
    let made = try reader.recommendations(for: viewer).filter { $0.made.policy == policy.id }
    let quarters = [year.before, year].flatMap { year in
      (1...4).map { Quarter(year: year, number: $0) }
    }
    let clauses = Set(tally.clauses.map(\.name)).union(made.compactMap(\.made.clause))
    return ThemeReport(
      policy: policy.id, title: policy.title, quarters: quarters,
      areas: policy.categories.map { area in
        Row(
          code: area.code.text, title: area.title,
          counts: quarters.map { tally.raised[.init(area.code.text, $0)] ?? 0 },
          learning: quarters.map { tally.learning[.init(area.code.text, $0)] ?? 0 },
          recommendations: made.filter { $0.made.theme == area.code })
      },
      clauses: clauses.sorted().map { clause in
        Row(
          code: clause, title: policy.words(of: clause) ?? clause,
          counts: quarters.map { tally.missed[.init(clause, $0)] ?? 0 }, learning: [],
          recommendations: made.filter { $0.made.clause == clause })
      })
  }
}

extension Policy {
  /// What the clause asks for first, in the policy's words, or whose time it limits.
  fileprivate func words(of clause: String) -> String? {
    let duties = tracks.lazy.flatMap { track in
      track.opening + track.everyStage + track.stages.flatMap(\.duties) + track.closing
    }
    if let duty = duties.first(where: { $0.provenance.clause == clause }) { return duty.title }
    let stages = tracks.flatMap(\.stages).filter { $0.clock?.provenance.clause == clause }
    return stages.isEmpty ? nil : "Time limit: " + stages.map(\.title).joined(separator: ", ")
  }
}

/// What comes up in escalations, added up one by one.
private struct ThemeTally {
  /// A name in a quarter.
  struct Place: Hashable {
    let name: String
    let quarter: ThemeReport.Quarter

    init(_ name: String, _ quarter: ThemeReport.Quarter) {
      self.name = name
      self.quarter = quarter
    }
  }

  private(set) var raised: [Place: Int] = [:]
  private(set) var learning: [Place: Int] = [:]
  private(set) var missed: [Place: Int] = [:]
  private let library: Library

  init(_ library: Library) { self.library = library }

  var clauses: [Place] { Array(missed.keys) }

  mutating func add(_ escalation: Escalation, in year: ReportYear) {
    guard let policy = library.policy(escalation.raised.policy, version: escalation.policyVersion)
    else { return }
    let raisedOn = library.zone.localDate(of: escalation.raisedAt)
    let quarter = ThemeReport.Quarter(year: year, number: year.quarter(of: raisedOn))
    if let category = escalation.raised.category {
      raised[Place(category.text, quarter), default: 0] += 1
    }
    for theme in Set(escalation.learning.compactMap(\.theme)) {
      learning[Place(theme.text, quarter), default: 0] += 1
    }
    let clauses = escalation.duties.compactMap { item -> String? in
      guard item.wasMissed, let duty = policy.duty(item.key, of: escalation), !duty.isGuide,
        !duty.isPrivate
      else { return nil }
      return duty.provenance.clause
    }
    for clause in Set(clauses) { missed[Place(clause, quarter), default: 0] += 1 }
  }
}
