/// Whether every rung can be reached: a walk from where escalations begin, along all ways on.
extension PolicyLint {
  /// A rung, by its place in the policy.
  private struct Rung: Hashable {
    let track: Int
    let stage: Int
  }

  mutating func checkWays() {
    let starts = policy.tracks.indices.filter { policy.tracks[$0].startable }
    if starts.isEmpty {
      findings.add(
        .noStartableTrack, at: LintPlace()["tracks"], "No escalation can begin on any track.")
      return
    }
    let reached = rungsReached(from: starts)
    for (index, track) in policy.tracks.enumerated() {
      let place = LintPlace()["tracks"][index]
      if !reached.contains(where: { $0.track == index }) {
        findings.add(
          .unreachableTrack, at: place, "Nothing begins on this track and nothing leads to it.")
        continue
      }
      for stage in track.stages.indices where !reached.contains(Rung(track: index, stage: stage)) {
        findings.add(.unreachableStage, at: place["stages"][stage], "No way leads to this stage.")
      }
    }
  }

  private func rungsReached(from starts: [Int]) -> Set<Rung> {
    var waiting = starts.map { Rung(track: $0, stage: 0) }
    var reached = Set(waiting)
    while let rung = waiting.popLast() {
      for next in next(to: rung) where reached.insert(next).inserted { waiting.append(next) }
    }
    return reached
  }

  private func next(to rung: Rung) -> [Rung] {
    let track = policy.tracks[rung.track]
    let stage = track.stages[rung.stage]
    let explicit = stage.exits.compactMap { exit -> Rung? in
      let id = exit.track ?? track.id
      guard let target = policy.tracks.firstIndex(where: { $0.id == id }),
        let position = policy.tracks[target].position(of: exit.to)
      else { return nil }
      return Rung(track: target, stage: position)
    }
    return explicit + laterRungs(than: rung, on: track)
  }

  /// The next rung unless the stage spells out its ways; all later ones where they may be passed over.
  private func laterRungs(than rung: Rung, on track: Track) -> [Rung] {
    let later = track.stages.indices.filter { $0 > rung.stage }
    let hasExits = !track.stages[rung.stage].exits.isEmpty
    switch track.skipping.rule {
    case .forbidden:
      return (hasExits ? [] : later.prefix(1)).map { Rung(track: rung.track, stage: $0) }
    case .allowed, .withReason, .afterConsultation:
      return later.dropFirst(hasExits ? 1 : 0).map { Rung(track: rung.track, stage: $0) }
    }
  }
}
