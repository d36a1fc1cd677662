/// What comes before what: that each duty can open, and each can be met in its time.
extension TrackLint {
  mutating func checkOrder() {
    let opening = closure { $0.after.map($1) ?? true }
    let meeting = closure { duty, isTrue in
      duty.requires.allSatisfy { isTrue(.met($0)) }
    }
    for site in sites {
      if !opening.contains(site.duty.id) {
        findings.add(
          .neverOpens, at: site.place["after"], "What opens it waits for this duty itself.")
      }
      if !meeting.contains(site.duty.id) {
        findings.add(
          .requiresCycle, at: site.place["requires"], "What it requires waits for it in turn.")
      }
      checkRequired(by: site)
    }
  }

  /// The duties for which the test comes true, when a trigger is true once the duty it names is in.
  ///
  /// Duties that the track does not have count as in: another finding is about them.
  private func closure(_ test: (Duty, (Trigger) -> Bool) -> Bool) -> Set<DutyID> {
    let ids = Set(sites.map(\.duty.id))
    var reached: Set<DutyID> = []
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for site in sites where !reached.contains(site.duty.id) {
        if test(site.duty, { isTrue($0, reached, of: ids) }) {
          reached.insert(site.duty.id)
          hasGrown = true
        }
      }
    }
    return reached
  }

  private func isTrue(_ trigger: Trigger, _ reached: Set<DutyID>, of ids: Set<DutyID>) -> Bool {
    switch trigger {
    case .any(let triggers): triggers.contains { isTrue($0, reached, of: ids) }
    case .met(let id), .answered(let id, _), .passed(let id):
      reached.contains(id) || !ids.contains(id)
    case .recorded: true
    }
  }

  private mutating func checkRequired(by site: Site) {
    for (index, id) in site.duty.requires.enumerated() {
      let place = site.place["requires"][index]
      guard let required = sites.first(where: { $0.duty.id == id }) else { continue }
      if firstChance(required.period) > lastChance(site.period) {
        findings.add(.requiresLater, at: place, "\(id) opens only later.")
      }
      if !site.duty.blocks.isEmpty, !site.duty.owedBy.isServed(by: required.duty.owedBy) {
        findings.add(
          .requiresOtherSide, at: place,
          "\(id) is another's to do, whose silence would block those who owe this.")
      }
    }
  }

  private func firstChance(_ period: Period) -> Int {
    switch period {
    case .opening, .everyStage: 0
    case .stage(let index): index
    case .closing: track.stages.count
    }
  }

  private func lastChance(_ period: Period) -> Int {
    switch period {
    case .opening: 0
    case .everyStage: track.stages.count - 1
    case .stage(let index): index
    case .closing: track.stages.count
    }
  }
}
