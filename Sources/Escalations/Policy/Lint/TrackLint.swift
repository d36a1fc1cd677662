/// The checks of one track: its duties, their conditions and clocks, its stages.
struct TrackLint {
  /// When in an escalation's life a duty opens.
  enum Period: Equatable {
    case opening
    case everyStage
    case stage(Int)
    case closing
  }

  /// A duty with its place.
  struct Site {
    let duty: Duty
    let place: LintPlace
    let period: Period
  }

  let policy: Policy
  let forms: Set<String>?
  let track: Track
  let place: LintPlace
  /// Every duty that stands in the track.
  let sites: [Site]
  var findings: LintFindings

  init(
    policy: Policy, forms: Set<String>?, track: Track, place: LintPlace, findings: LintFindings
  ) {
    self.policy = policy
    self.forms = forms
    self.track = track
    self.place = place
    self.findings = findings
    sites = Self.sites(of: track, at: place)
  }

  private static func sites(of track: Track, at place: LintPlace) -> [Site] {
    func sites(_ duties: [Duty], _ place: LintPlace, _ period: Period) -> [Site] {
      duties.enumerated().map { Site(duty: $1, place: place[$0], period: period) }
    }
    let ofStages = track.stages.enumerated().flatMap { index, stage in
      sites(stage.duties, place["stages"][index]["duties"], .stage(index))
    }
    return sites(track.opening, place["opening"], .opening)
      + sites(track.everyStage, place["everyStage"], .everyStage) + ofStages
      + sites(track.closing, place["closing"], .closing)
  }

  mutating func check() {
    checkNames()
    checkTrack()
    for (index, stage) in track.stages.enumerated() { check(stage, at: index) }
    for (index, cap) in track.caps.enumerated() { check(cap, at: place["caps"][index]) }
    for site in sites { check(site) }
    checkOrder()
  }

  private mutating func checkNames() {
    let place = self.place
    findings.addRepeated(
      track.stages.map(\.id), .duplicateStage, "Another stage of the track has this name"
    ) { place["stages"][$0]["id"] }
    // The stages' own limits and the caps are named among the duties.
    let taken = track.stages.enumerated().compactMap { index, stage in
      stage.clock.map { _ in (stage.completionID, place["stages"][index]["id"]) }
    }
    let caps = track.caps.enumerated().map { ($1.id, place["caps"][$0]["id"]) }
    let named = taken + caps + sites.map { ($0.duty.id, $0.place["id"]) }
    findings.addRepeated(
      named.map(\.0), .duplicateDuty, "Another duty of the track has this name"
    ) { named[$0].1 }
  }

  private mutating func checkTrack() {
    if track.child == .none, track.subjects.isEmpty {
      findings.add(
        .noSubject, at: place["subjects"],
        "A track that is never about a child says what else it is about.")
    }
    if let stage = track.partnershipSeesFrom {
      checkStage(stage, at: place["partnershipSeesFrom"])
    }
    if let entry = track.entry {
      check(entry, at: place["entry"])
      if track.startable, entry.asksForHistory {
        findings.add(
          .entryNeedsHistory, at: place["entry"],
          "Escalations begin here, and this asks for what can only have happened before.")
      }
    }
    if let restricted = track.restricted { check(restricted, at: place["restricted"]) }
    if let media = track.media {
      for (index, medium) in media.remarked.enumerated() where media.preferred.contains(medium) {
        findings.add(
          .mediumTwice, at: place["media"]["remarked"][index],
          "One medium cannot be preferred and warned of.")
      }
    }
    if let contents = track.resolution?.contents {
      checkContents(contents, at: place["resolution"]["contents"])
    }
    checkSkipping()
  }

  private mutating func checkSkipping() {
    guard case .afterConsultation(let id) = track.skipping.rule else { return }
    let place = place["skipping"]["consultation"]
    checkDuty(id, at: place)
    if sites.contains(where: { $0.duty.id == id && $0.period == .closing }) {
      findings.add(
        .consultationTooLate, at: place, "This duty opens only after closing.")
    }
  }

  private mutating func check(_ cap: Cap, at place: LintPlace) {
    checkStage(cap.from, at: place["from"])
    checkStage(cap.through, at: place["through"])
    if let from = track.position(of: cap.from), let through = track.position(of: cap.through),
      through < from
    {
      findings.add(
        .capBackwards, at: place["through"], "The range ends before the stage that starts it.")
    }
    if cap.clock.limit == .fixed(.withoutDelay) {
      findings.add(
        .capWithoutNumber, at: place["clock"]["limit"], "A cap without a number caps nothing.")
    }
    check(cap.clock, of: cap.id, at: place["clock"], period: .everyStage)
  }

  // Names that refer to something.

  mutating func checkStage(_ id: StageID, at place: LintPlace) {
    guard track.stage(id) == nil else { return }
    findings.add(.unknownStage, at: place, "The track has no stage \(id).")
  }

  mutating func checkDuty(_ id: DutyID, at place: LintPlace) {
    guard track.duty(id) == nil else { return }
    findings.add(.unknownDuty, at: place, "The track has no duty \(id).")
  }

  mutating func checkParty(_ party: PartyRule, at place: LintPlace) {
    switch party {
    case .panel(let id):
      if !policy.panels.contains(where: { $0.id == id }) {
        findings.add(.unknownPanel, at: place, "There is no panel \(id).")
      }
    case .tookPartAt(let stage): checkStage(stage, at: place)
    case .raising, .receiving, .sides, .each, .everyone, .together, .involved, .partnership,
      .raiser, .kind:
      break
    }
  }

  mutating func checkContents(_ contents: [Duty.Content], at place: LintPlace) {
    findings.addRepeated(contents.map(\.id), .duplicateContent, "Another part has this name") {
      place[$0]["id"]
    }
  }
}
