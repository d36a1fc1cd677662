import Escalations

/// The tables of a policy's report: which rows each has, and which sums hold between them.
struct ReportPlan {
  /// A table without its counts.
  struct Table {
    let id: ReportTableID
    let title: String
    let rows: [(code: String, title: String)]
    var note: String?
  }

  let tables: [Table]
  let standards: [AnnualReport.Standard]
  private let kinds: [String: String]

  init(_ policy: Policy, _ agencies: [Agency]) {
    kinds = Dictionary(agencies.map { ($0.id.text, $0.kind) }) { first, _ in first }
    let rows = ReportRows(policy, agencies)
    tables = Self.numbers(rows) + Self.course(rows) + Self.talk(rows)
    let known = Set(tables.map(\.id))
    standards = (policy.standards + policy.principles).compactMap { entry in
      let figures = entry.figures.compactMap { ReportTableID(rawValue: $0.text) }
        .filter(known.contains)
      return figures.isEmpty
        ? nil
        : AnnualReport.Standard(
          title: entry.title, clause: entry.provenance.clause, figures: figures)
    }
  }

  private static func numbers(_ rows: ReportRows) -> [Table] {
    [
      Table(id: .raised, title: "Escalations raised", rows: [("all", "Raised")]),
      Table(id: .quarters, title: "Raised in each quarter", rows: rows.quarters),
      Table(id: .raisingKinds, title: "Raised by kind of agency", rows: rows.kinds),
      Table(
        id: .raisingAgencies, title: "Raised by agency", rows: rows.agencies,
        note: "An agency with none has never raised in the year."),
      Table(id: .receivingAgencies, title: "Received by agency", rows: rows.agencies),
      Table(
        id: .unanswered, title: "Received and never answered, by agency", rows: rows.agencies,
        note: "Neither acknowledged nor acted on by that agency, as far as the record says."),
      Table(id: .categories, title: "Areas of disagreement", rows: rows.categories),
      Table(id: .tracks, title: "Ladders", rows: rows.tracks),
      Table(id: .children, title: "Children concerned", rows: [("all", "Children")]),
      Table(id: .levels, title: "Levels of the children", rows: rows.levels),
      Table(
        id: .daysToRaise, title: "Days from the concern to raising it", rows: rows.stretches,
        note: "Differences must not drift."),
    ]
  }

  private static func course(_ rows: ReportRows) -> [Table] {
    [
      Table(id: .standing, title: "How they stand", rows: rows.standings),
      Table(id: .ended, title: "Ended", rows: [("all", "Ended in whatever way")]),
      Table(id: .resolvedAt, title: "Stage of resolution", rows: rows.stages),
      Table(
        id: .visits, title: "Time per stage", rows: rows.stages,
        note: "How often each was entered; the days are working days, of stages that were left."),
      Table(
        id: .limits, title: "Timeliness",
        rows: [
          ("met", "Met"), ("metRecordedLate", "Met, recorded late"), ("missed", "Missed"),
          ("running", "Still running"), ("lapsed", "Owed no longer"),
        ], note: "Limits of the policy; what is only a guide is not counted."),
      Table(id: .limitsMetByLevel, title: "Limits met, by level of the child", rows: rows.levels),
      Table(id: .outcomes, title: "What became of the decision", rows: rows.outcomes),
      Table(
        id: .dissent, title: "Dissent",
        rows: [("dissent", "Resolved with dissent on record"), ("none", "Resolved without")]),
      Table(
        id: .feedback, title: "Feedback to those who took part",
        rows: [("given", "Given"), ("notGiven", "Not on record")]),
    ]
  }

  private static func talk(_ rows: ReportRows) -> [Table] {
    [
      Table(
        id: .forms, title: "Forms",
        rows: [
          ("submitted", "Submitted"), ("declined", "Declined with a reason"),
          ("attempted", "Attempted"), ("owed", "Still owed"), ("lapsed", "Owed no longer"),
        ]),
      Table(id: .discussions, title: "Discussions held", rows: [("all", "Held")]),
      Table(id: .attempts, title: "Attempts without reply", rows: [("all", "Without reply")]),
      Table(id: .media, title: "How people talked", rows: rows.media),
      Table(
        id: .evidence, title: "Evidence stated by each side",
        rows: [("raising", "The raising side"), ("receiving", "The receiving side")]),
      Table(id: .themes, title: "Themes of learning", rows: rows.categories),
      Table(id: .routes, title: "Where learning was sent", rows: rows.routes),
      Table(id: .learningByAgency, title: "Learning noted, by agency", rows: rows.agencies),
    ]
  }

  // MARK: What is shown

  /// The places of all figures, in the order of the report.
  var keys: [ReportKey] {
    tables.flatMap { table in table.rows.map { ReportKey(table: table.id, row: $0.code) } }
  }

  /// The figures of a year, those left out that are to be hidden.
  func figures(
    _ tally: ReportTally, hiding hidden: Set<ReportKey>
  ) -> [ReportKey: AnnualReport.Figure] {
    let counts = counts(of: tally)
    return Dictionary(
      keys.map { key in (key, hidden.contains(key) ? .hidden : .number(counts[key] ?? 0)) }
    ) { first, _ in first }
  }

  /// The figures of a year that are left out, beside what was published of the same year before; nil
  /// where no choice of them keeps small numbers from being worked out.
  func hidden(_ tally: ReportTally, beside earlier: [ReportEdition]) -> Set<ReportKey>? {
    let (keys, counts) = (keys, counts(of: tally))
    let published = earlier.map { edition in
      let entries = edition.byPlace
      return keys.map { key -> Int? in
        // What an edition does not speak of was none.
        guard let entry = entries[key] else { return 0 }
        if case .number(let count) = entry.figure { return count }
        return nil
      }
    }
    let places = hiddenPlaces(keys, counts, published)
    return places.map { places in Set(places.map { keys[$0] }) }
  }

  private func counts(of tally: ReportTally) -> [ReportKey: Int] {
    var counts = tally.counts
    for (key, count) in tally.counts where key.table == .raisingAgencies {
      counts[ReportKey(table: .raisingKinds, row: kinds[key.row] ?? ""), default: 0] += count
    }
    return counts
  }

  /// The sums that anybody knows to hold: a reader who knows them must not gain by it.
  private static let partitions: [(total: ReportKey, parts: ReportTableID)] = [
    (ReportKey(table: .raised, row: "all"), .quarters),
    (ReportKey(table: .raised, row: "all"), .categories),
    (ReportKey(table: .raised, row: "all"), .tracks),
    (ReportKey(table: .raised, row: "all"), .daysToRaise),
    (ReportKey(table: .raised, row: "all"), .standing),
    (ReportKey(table: .children, row: "all"), .levels),
    (ReportKey(table: .ended, row: "all"), .feedback),
    (ReportKey(table: .standing, row: "resolved"), .resolvedAt),
    (ReportKey(table: .standing, row: "resolved"), .outcomes),
    (ReportKey(table: .standing, row: "resolved"), .dissent),
    (ReportKey(table: .discussions, row: "all"), .media),
  ]

  private func hiddenPlaces(
    _ keys: [ReportKey], _ counts: [ReportKey: Int], _ published: [[Int?]]
  ) -> Set<Int>? {
    let places = Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
    var sums: [SmallNumbers.Sum] = []
    func add(_ total: ReportKey, _ parts: [ReportKey]) {
      guard let total = places[total] else { return }
      sums.append(SmallNumbers.Sum(total: total, parts: parts.compactMap { places[$0] }))
    }
    for (total, table) in Self.partitions { add(total, keys.filter { $0.table == table }) }
    add(
      ReportKey(table: .ended, row: "all"),
      keys.filter { $0.table == .standing && $0.row != "open" })
    for kind in Set(kinds.values) {
      add(
        ReportKey(table: .raisingKinds, row: kind),
        keys.filter { $0.table == .raisingAgencies && kinds[$0.row] == kind })
    }
    // Where every escalation has one raising agency, these add up to all of them as well.
    add(ReportKey(table: .raised, row: "all"), keys.filter { $0.table == .raisingKinds })
    let holding = sums.filter { sum in
      sum.parts.reduce(0) { $0 + (counts[keys[$1]] ?? 0) } == counts[keys[sum.total]] ?? 0
    }
    return SmallNumbers.hidden(
      keys.map { counts[$0] ?? 0 }, sums: holding, published: published)
  }
}

/// The rows that a policy and its partnership give to tables.
struct ReportRows {
  typealias Rows = [(code: String, title: String)]

  let categories: Rows
  let tracks: Rows
  let levels: Rows
  let stages: Rows
  let outcomes: Rows
  let routes: Rows
  let agencies: Rows
  let kinds: Rows
  let quarters: Rows = [
    ("q1", "April to June"), ("q2", "July to September"), ("q3", "October to December"),
    ("q4", "January to March"),
  ]
  let stretches: Rows
  let standings: Rows = [
    ("open", "Open"), ("resolved", "Resolved"), ("withdrawn", "Withdrawn"),
    ("unresolved", "Unresolved at the last stage"), ("transferred", "Handed on"),
  ]
  let media: Rows

  /// `health-provider` as `Health provider`, `icb` as `ICB`.
  private static func words(_ kind: String) -> String {
    if kind.count <= 3 { return kind.uppercased() }
    let words = kind.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static let notStated = (code: ReportTally.notStated, title: "Not stated")

  init(_ policy: Policy, _ agencies: [Agency]) {
    categories = policy.categories.map { ($0.code.text, $0.title) } + [Self.notStated]
    tracks = policy.tracks.map { ($0.id.text, $0.title) }
    levels = policy.levels.map { ($0.code.text, $0.title) } + [Self.notStated]
    let many = policy.tracks.count > 1
    stages = policy.tracks.flatMap { track in
      track.stages.map { stage in
        ("\(track.id)/\(stage.id)", many ? "\(track.title): \(stage.title)" : stage.title)
      }
    }
    outcomes = policy.outcomes.map { ($0.code.text, $0.title) } + [Self.notStated]
    routes = policy.learningRoutes.map { ($0.code.text, $0.to) }
    self.agencies = agencies.map { ($0.id.text, $0.title) }
    kinds = Set(agencies.map(\.kind)).sorted().map { kind in
      (kind, Self.words(kind))
    }
    stretches = ReportStretch.rows.map { ($0.0, $0.1) } + [Self.notStated]
    media = [
      ("faceToFace", "Face to face"), ("video", "Video"), ("phone", "Telephone"),
      ("email", "E-mail"), ("letter", "Letter"), Self.notStated,
    ]
  }
}
