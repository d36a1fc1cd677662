import Casework
import Escalations

/// Writes a chart's content from a policy: first the ladders, which number the notes they refer to,
/// then the notes.
struct ChartAuthor {
  let policy: Policy
  /// Notes that the chart refers to, in the order of their numbers.
  private var notes: [(text: String, source: ChartSource)] = []
  /// Places of the policy whose notes stand beside them already.
  private var placesNoted: Set<String> = []

  init(_ policy: Policy) { self.policy = policy }

  /// The content of the policy's chart.
  static func content(of policy: Policy) -> ChartContent {
    var author = ChartAuthor(policy)
    let subtitle = author.subtitle()
    let before = [author.general()] + author.elsewhere() + [ChartLegend.box]
    let tracks = policy.tracks.indices.map { author.track(at: $0) }
    return ChartContent(
      title: policy.title, subtitle: subtitle, before: before, tracks: tracks,
      after: author.closingNotes())
  }

  private func subtitle() -> String {
    var text =
      "\(ChartWord.version) \(policy.version), \(ChartWord.inForceFrom) \(policy.effectiveFrom)"
    if let end = policy.effectiveTo { text += " \(ChartWord.until) \(end)" }
    if let review = policy.review {
      text +=
        ". \(ChartWord.reviewed) \(ChartWord.everyMonths) \(review.everyMonths) "
        + "\(ChartWord.months) \(ChartWord.by) \(review.by)"
    }
    return text + ". \(ChartWord.drawnFrom)"
  }

  private mutating func general() -> ChartBox {
    let entries = [
      ChartEntry(
        label: "\(ChartWord.atRisk)", text: policy.risk.urgentAction,
        source: source(policy.risk.provenance)),
      ChartEntry(
        label: "\(ChartWord.closing)", text: "\(ChartWord.anyTime) \(ChartWord.nobodyBlocks)"),
    ]
    return ChartBox(title: "\(ChartWord.throughout)", entries: entries)
  }

  private mutating func elsewhere() -> [ChartBox] {
    let entries = policy.scope.exclusions.map { exclusion in
      var details = ["\(ChartWord.destination): \(exclusion.destination)"]
      if let alert = exclusion.onwardAlert {
        details.append("\(ChartWord.toBeAlerted): \(alert)")
      }
      return ChartEntry(
        text: exclusion.title, details: details, source: source(exclusion.provenance))
    }
    return entries.isEmpty ? [] : [ChartBox(title: "\(ChartWord.elsewhere)", entries: entries)]
  }

  // Sources and notes.

  /// A rule's source, its note under a number; notes of roles that it names come with it.
  mutating func source(_ provenance: Provenance, roles: [RoleID] = []) -> ChartSource {
    var source = ChartSource(clause: provenance.clause, sign: Self.sign(provenance.basis))
    let ofRoles = roles.compactMap { policy.role($0)?.provenance }
    for told in [provenance] + ofRoles {
      guard let note = told.note else { continue }
      source.notes.append(number(of: note, ChartSource(clause: told.clause)))
    }
    source.notes = source.notes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return source
  }

  /// The source that a note about a place of the policy gives to what stands there.
  mutating func source(noted place: String) -> ChartSource? {
    guard let note = policy.notes.first(where: { $0.about == place }) else { return nil }
    placesNoted.insert(place)
    let clause = note.provenance.clause
    return ChartSource(
      clause: clause, sign: Self.sign(note.provenance.basis),
      notes: [number(of: note.text, ChartSource(clause: clause))])
  }

  private mutating func number(of note: String, _ source: ChartSource) -> Int {
    if let known = notes.firstIndex(where: { $0.text == note }) { return known + 1 }
    notes.append((note, source))
    return notes.count
  }

  private static func sign(_ basis: Provenance.Basis) -> String? {
    switch basis {
    case .stated: nil
    case .assumed: "\(PolicyWord.assumed)"
    case .notStated: "\(PolicyWord.notStated)"
    }
  }

  private mutating func closingNotes() -> [ChartBox] {
    let open = policy.notes.filter { !placesNoted.contains($0.about) }.map { note in
      ChartEntry(
        text: note.text,
        source: ChartSource(
          clause: note.provenance.clause, sign: Self.sign(note.provenance.basis)))
    }
    let numbered = notes.enumerated().map { place, note in
      ChartEntry(label: "[\(place + 1)]", text: note.text, source: note.source)
    }
    return [
      ChartBox(title: "\(ChartWord.notes)", entries: numbered),
      ChartBox(title: "\(ChartWord.leftOpen)", entries: open),
    ].filter { !$0.entries.isEmpty }
  }
}

/// How to read a chart; the same for every policy.
enum ChartLegend {
  private static let signs = [
    ChartEntry(
      label: "\(ChartWord.signs)", text: "\(ChartWord.assumedLegend).",
      source: ChartSource(sign: "\(PolicyWord.assumed)")),
    ChartEntry(
      label: "\(ChartWord.signs)", text: "\(ChartWord.notStatedLegend).",
      source: ChartSource(sign: "\(PolicyWord.notStated)")),
  ]

  /// The legend.
  static let box = ChartBox(
    title: "\(ChartWord.howToRead)",
    entries: [
      ChartEntry(
        label: "\(ChartWord.heading)",
        text: "\(ChartWord.formalLegend); \(ChartWord.informalLegend); \(ChartWord.unstatedLegend)."
      ),
      ChartEntry(label: "\(ChartWord.forces)", text: "\(ChartWord.forceLegend)."),
      ChartEntry(label: "\(ChartWord.limits)", text: "\(ChartWord.limitsLegend)."),
      ChartEntry(label: "\(ChartWord.source)", text: "\(ChartWord.clauseLegend)."),
    ] + signs)
}
