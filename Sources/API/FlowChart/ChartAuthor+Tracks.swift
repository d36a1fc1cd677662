import Casework
import Escalations

/// A ladder's content.
extension ChartAuthor {
  mutating func track(at index: Int) -> ChartTrack {
    let track = policy.tracks[index]
    var words = PolicyPhrases(policy, on: track)
    for stage in track.stages { words.marks.merge(Self.marks(of: stage)) { first, _ in first } }
    return ChartTrack(
      anchor: "track-" + track.id.text, title: track.title, source: source(track.provenance),
      facts: facts(of: track, at: "/tracks/\(index)", words),
      before: box("\(ChartWord.onRaising)", track.opening, words)
        + box("\(ChartWord.atEveryStage)", track.everyStage, words),
      steps: track.stages.indices.map { step(at: $0, of: track, at: "/tracks/\(index)", words) },
      after: box("\(ChartWord.afterClosing)", track.closing, words))
  }

  /// Duties of a stage are called by its number and a letter; beyond the alphabet by their titles.
  private static func marks(of stage: Stage) -> [DutyID: String] {
    let letters = "abcdefghijklmnopqrstuvwxyz"
    return Dictionary(
      zip(stage.duties, letters).map { ($0.id, "\(stage.number)\($1)") },
      uniquingKeysWith: { first, _ in first })
  }

  /// The name under which a stage can be linked to.
  static func anchor(_ track: TrackID, _ stage: StageID) -> String {
    "stage-" + track.text + "-" + stage.text
  }

  private mutating func facts(of track: Track, at place: String, _ words: PolicyPhrases) -> ChartBox
  {
    var entries = [
      ChartEntry(label: "\(ChartWord.subject)", text: "\(Self.child(track.child))"),
      beginning(of: track, words),
      ChartEntry(
        label: "\(ChartWord.skipping)", text: words.skipping(track.skipping.rule),
        source: source(track.skipping.provenance)),
    ]
    if !track.subjects.isEmpty {
      entries[0].text += "; \(ChartWord.alsoAbout) \(Self.plain(track.subjects))"
    }
    if !track.otherParties.isEmpty {
      entries.append(
        ChartEntry(label: "\(ChartWord.takePart)", text: Self.plain(track.otherParties)))
    }
    if let stage = track.partnershipSeesFrom {
      entries.append(
        ChartEntry(
          label: "\(ChartWord.names)", text: "\(ChartWord.seenFrom) \(words.stage(stage))",
          source: source(noted: place + "/partnershipSeesFrom") ?? ChartSource()))
    }
    if let condition = track.restricted {
      entries.append(
        ChartEntry(
          label: "\(ChartWord.names)",
          text: "\(ChartWord.seenByNamed), \(words.condition(condition))"))
    }
    return ChartBox(title: "", entries: entries)
  }

  private mutating func beginning(of track: Track, _ words: PolicyPhrases) -> ChartEntry {
    let text = "\(track.startable ? ChartWord.startable : ChartWord.crossingOnly)"
    let details = track.entry.map { ["\(ChartWord.onlyIf) \(words.condition($0))"] }
    return ChartEntry(label: "\(ChartWord.begins)", text: text, details: details ?? [])
  }

  private static func child(_ rule: Track.ChildRule) -> PolicyWord {
    switch rule {
    case .required: .childRequired
    case .optional: .childOptional
    case .none: .childNone
    }
  }

  /// Codes that have no titles, as plain words.
  private static func plain(_ codes: [Code]) -> String {
    codes.map { String($0.text.map { $0 == "-" ? " " : $0 }) }.joined(separator: ", ")
  }

  private mutating func box(
    _ title: String, _ duties: [Duty], _ words: PolicyPhrases
  ) -> [ChartBox] {
    if duties.isEmpty { return [] }
    return [ChartBox(title: title, entries: duties.map { entry($0, words, isWide: true) })]
  }

  /// A duty as a line: its mark and title; who, when, on what terms; where no cards stand beside it, its
  /// form and limit too.
  mutating func entry(
    _ duty: Duty, _ words: PolicyPhrases, isWide: Bool = false
  ) -> ChartEntry {
    var details = [words.people(duty)]
    if let opening = words.opening(duty) { details.append(opening) }
    if let answers = words.answers(duty) { details.append(answers) }
    if let terms = words.terms(duty) { details.append(terms) }
    if isWide {
      if let form = duty.form { details.append("\(ChartWord.form): \(form)") }
      if let clock = duty.clock { details.append(words.limit(clock)) }
    }
    let mark = words.marks[duty.id].map { $0 + " " } ?? ""
    return ChartEntry(
      label: "\(PolicyPhrases.force(duty.force))", text: mark + duty.title, details: details,
      source: source(
        duty.provenance, roles: duty.by + duty.with + [duty.via].compactMap { $0 }))
  }
}
