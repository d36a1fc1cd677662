import Casework
import Escalations

/// A rung's content: what is done there, and beside it by when, on which form, and where else one goes.
extension ChartAuthor {
  mutating func step(
    at index: Int, of track: Track, at place: String, _ words: PolicyPhrases
  ) -> ChartStep {
    let stage = track.stages[index]
    let next = index + 1 < track.stages.count ? track.stages[index + 1] : nil
    let place = place + "/stages/\(index)"
    return ChartStep(
      box: box(stage, of: track, at: place, words),
      cards: [clocks(of: stage, on: track, at: place, words)] + forms(of: stage, words)
        + ways(from: stage, on: track, besides: next, words) + ends(of: stage, next, words),
      onward: onward(from: stage, on: track, to: next, words),
      end: next == nil ? stage.end.map { end($0, words) } : nil)
  }

  private mutating func box(
    _ stage: Stage, of track: Track, at place: String, _ words: PolicyPhrases
  ) -> ChartBox {
    var entries: [ChartEntry] = []
    if let actors = stage.actors {
      entries.append(
        ChartEntry(
          label: "\(ChartWord.acting)", text: actors,
          source: source(noted: place + "/actors") ?? ChartSource()))
    }
    entries += stage.duties.map { entry($0, words) }
    if stage.duties.isEmpty {
      let nothing: ChartWord = track.everyStage.isEmpty ? .nothingHere : .nothingOwn
      entries.append(ChartEntry(label: "\(ChartWord.here)", text: "\(nothing)"))
    }
    var box = ChartBox(
      look: Self.look(stage.formality), anchor: Self.anchor(track.id, stage.id),
      number: String(stage.number), title: stage.title,
      tag: "\(PolicyPhrases.formality(stage.formality))", source: source(stage.provenance),
      entries: entries)
    if let noted = source(noted: place + "/formality") {
      box.source.sign = noted.sign
      box.source.notes += noted.notes
    }
    return box
  }

  private static func look(_ formality: Stage.Formality) -> ChartBox.Look {
    switch formality {
    case .informal: .informal
    case .formal: .formal
    case .notStated: .unstated
    }
  }

  /// The stage's own limit and those of its duties; without any, that there is no number.
  private mutating func clocks(
    of stage: Stage, on track: Track, at place: String, _ words: PolicyPhrases
  ) -> ChartCard {
    var entries: [ChartEntry] = []
    if let clock = stage.clock { entries.append(entry(clock, isStage: true, words)) }
    for cap in track.caps where cap.from == stage.id {
      var entry = entry(cap.clock, isStage: true, words)
      entry.text = "\(cap.title): \(entry.text)"
      entries.append(entry)
    }
    for duty in stage.duties {
      guard let clock = duty.clock else { continue }
      var entry = entry(clock, isStage: false, words)
      entry.text = "\(words.duty(duty.id)) \(entry.text)"
      entries.append(entry)
    }
    if entries.isEmpty {
      let source = source(noted: place + "/clock") ?? ChartSource(sign: "\(PolicyWord.notStated)")
      entries.append(ChartEntry(text: "\(PolicyWord.noNumber)", source: source))
    }
    return ChartCard(look: .clock, title: "\(ChartWord.byWhen)", entries: entries)
  }

  private mutating func entry(
    _ clock: ClockRule, isStage: Bool, _ words: PolicyPhrases
  ) -> ChartEntry {
    var details: [String] = []
    if PolicyPhrases.isCounted(clock) { details.append(words.start(clock, isStage: isStage)) }
    if let changes = words.changes(clock) { details.append(changes) }
    return ChartEntry(text: words.limit(clock), details: details, source: source(clock.provenance))
  }

  private func forms(of stage: Stage, _ words: PolicyPhrases) -> [ChartCard] {
    let entries = stage.duties.compactMap { duty in
      duty.form.map { ChartEntry(text: "\(words.duty(duty.id)) \($0)") }
    }
    if entries.isEmpty { return [] }
    return [ChartCard(look: .form, title: "\(ChartWord.form)", entries: entries)]
  }

  /// Ways to anywhere but the next rung of the same ladder.
  private mutating func ways(
    from stage: Stage, on track: Track, besides next: Stage?, _ words: PolicyPhrases
  ) -> [ChartCard] {
    stage.exits.filter { !leads($0, to: next, on: track) }.map { exit in
      let target = policy.track(exit.track ?? track.id) ?? track
      let place = PolicyPhrases(policy, on: target)
      let name = target.stage(exit.to)?.title ?? exit.to.text
      let whither = exit.track == nil ? "" : "\(target.title), "
      var details = [movers(exit, words)]
      if let condition = exit.when { details.append(words.condition(condition)) }
      return ChartCard(
        look: .way, title: "\(ChartWord.anotherWay)",
        entries: [
          ChartEntry(
            text: "\(ChartWord.goesTo) \(whither)\(place.stage(exit.to)) \(name)",
            details: details, source: source(exit.provenance))
        ], target: Self.anchor(target.id, exit.to))
    }
  }

  private func leads(_ exit: Exit, to next: Stage?, on track: Track) -> Bool {
    (exit.track ?? track.id) == track.id && exit.to == next?.id
  }

  private func movers(_ exit: Exit, _ words: PolicyPhrases) -> String {
    exit.movers.map(words.party).joined(separator: " \(PolicyWord.or) ")
      + " \(ChartWord.movesOn)"
  }

  /// Ways to the next rung: those that the policy spells out, or the one there is without any.
  private mutating func onward(
    from stage: Stage, on track: Track, to next: Stage?, _ words: PolicyPhrases
  ) -> [ChartEntry] {
    guard next != nil else { return [] }
    if stage.exits.isEmpty {
      return [
        ChartEntry(
          text:
            "\(ChartWord.notResolved) \(PolicyWord.raisingSide) \(ChartWord.movesOn)")
      ]
    }
    return stage.exits.filter { leads($0, to: next, on: track) }.map { exit in
      let condition = exit.when.map { ", " + words.condition($0) } ?? ""
      return ChartEntry(
        text: "\(ChartWord.notResolved) \(movers(exit, words))\(condition)",
        source: source(exit.provenance))
    }
  }

  /// An end before the last rung.
  private mutating func ends(
    of stage: Stage, _ next: Stage?, _ words: PolicyPhrases
  ) -> [ChartCard] {
    guard next != nil, let rule = stage.end else { return [] }
    return [
      ChartCard(look: .end, title: "\(ChartWord.canEndHere)", entries: [end(rule, words)])
    ]
  }

  private mutating func end(_ end: End, _ words: PolicyPhrases) -> ChartEntry {
    ChartEntry(text: words.end(end), source: source(end.provenance, roles: end.by))
  }
}
