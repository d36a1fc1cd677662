extension Rules {
  /// Raising an escalation: light by design, so only what cannot be done without is refused (ALL-07).
  public func raise(_ raising: Raising, by agency: AgencyID, now: Instant) throws(Refused) -> Event
  {
    guard let track = raising.track.map(policy.track) ?? policy.tracks.first else {
      throw Refused(.unknownCode, "The policy has no such track.", pointer: "/track")
    }
    let first = try stage(of: raising, on: track)
    let skipped = track.stages.prefix { $0.id != first.id }.map(\.id)
    let refusals =
      parties(raising, by: agency) + scope(raising) + child(raising, on: track)
      + codes(raising, on: track) + entry(raising, on: track, skipped: Array(skipped))
      + track.faults(of: raising.besides)
    if !refusals.isEmpty { throw Refused(refusals) }
    let raised = raised(raising, on: track, at: first.id, skipped: Array(skipped))
    let occurredAt = raising.raisedAt ?? now
    var consequences = Consequences(of: raised, at: occurredAt, rules: self, now: now)
    consequences.settle()
    return Event(
      body: .raised(raised), effects: consequences.effects, occurredAt: occurredAt, agency: agency,
      parts: raising.parts)
  }

  private func stage(of raising: Raising, on track: Track) throws(Refused) -> Stage {
    let wanted = raising.stage.map(track.stage) ?? track.stages.first
    guard let wanted else {
      throw Refused(.unknownCode, "The track has no such stage.", pointer: "/stage")
    }
    return wanted
  }

  private func parties(_ raising: Raising, by agency: AgencyID) -> [Refusal] {
    var refusals: [Refusal] = []
    let raisers = raising.parties.filter { $0.side == .raising }.map(\.agency)
    let receivers = raising.parties.filter { $0.side == .receiving }.map(\.agency)
    if !raisers.contains(agency) {
      refusals.append(
        Refusal(.notAParty, "The agency that raises is on the raising side.", pointer: "/raising"))
    }
    if receivers.isEmpty {
      refusals.append(
        Refusal(.notAParty, "Name the agency the disagreement is with.", pointer: "/receiving"))
    }
    for exclusion in policy.scope.exclusions where exclusion.ground == .withinOneAgency {
      if exclusion.refuses, raisers.contains(where: receivers.contains) {
        refusals.append(refusal(exclusion, pointer: "/receiving"))
      }
    }
    let involved = raising.parties.filter { $0.side == .involved }.map(\.agency)
    if involved.contains(where: { (raisers + receivers).contains($0) })
      || Set(involved).count < involved.count
    {
      refusals.append(
        Refusal(.agencyTwice, "An involved agency is on neither side.", pointer: "/involved"))
    }
    return refusals
  }

  /// A matter that belongs elsewhere is refused with its destination; beside one that belongs here it
  /// is taken, and signposted in the receipt (CRO-03).
  private func scope(_ raising: Raising) -> [Refusal] {
    guard !raising.matters.isEmpty else { return [] }
    let excluded = raising.matters.compactMap { matter in
      policy.scope.exclusions.first { $0.refuses && $0.ground == .matter(matter) }
    }
    guard excluded.count == raising.matters.count else { return [] }
    return excluded.map { refusal($0, pointer: "/matters") }
  }

  private func refusal(_ exclusion: Scope.Exclusion, pointer: String) -> Refusal {
    let onward = exclusion.onwardAlert.map { " To be alerted: \($0)." } ?? ""
    return Refusal(
      .outOfScope,
      "\(exclusion.title): outside this policy. Where to go: \(exclusion.destination).\(onward)",
      clause: exclusion.provenance.clause, pointer: pointer)
  }

  private func child(_ raising: Raising, on track: Track) -> [Refusal] {
    switch track.child {
    case .required where raising.children.isEmpty:
      [
        Refusal(
          .childMissing, "This track is about a child: name at least one.",
          clause: track.provenance.clause, pointer: "/children")
      ]
    case .none where !raising.children.isEmpty:
      [
        Refusal(
          .childNotWanted, "This track is not about a child.", clause: track.provenance.clause,
          pointer: "/children")
      ]
    case .required, .optional, .none: []
    }
  }

  private func codes(_ raising: Raising, on track: Track) -> [Refusal] {
    var refusals: [Refusal] = []
    func check(_ code: Code?, _ list: [CodedText], _ pointer: String) {
      guard let code, let refusal = unknown(code, in: list, pointer: pointer) else { return }
      refusals.append(refusal)
    }
    check(raising.category, policy.categories(on: [track.id]), "/category")
    check(raising.origin, policy.origins, "/origin")
    for (place, fact) in raising.facts.enumerated() {
      check(fact, policy.facts, "/facts/\(place)")
    }
    for (place, child) in raising.children.enumerated() {
      check(child.level, policy.levels, "/children/\(place)/level")
    }
    let entry = policy.categories.first { $0.code == raising.category }
    if entry?.needsWords == true, !raising.parts.contains(where: { $0.member == "/categoryWords" })
    {
      refusals.append(
        Refusal(
          .reasonMissing, "This area of disagreement wants words of your own.",
          clause: entry?.provenance.clause, pointer: "/categoryWords"))
    }
    return refusals
  }

  /// A code that the policy's list lacks, with those it has.
  func unknown(_ code: Code, in list: [CodedText], pointer: String) -> Refusal? {
    if list.contains(where: { $0.code == code }) { return nil }
    let known = list.map(\.code.text).joined(separator: ", ")
    let detail = known.isEmpty ? "The policy has no such list." : "One of: \(known)."
    return Refusal(.unknownCode, detail, pointer: pointer)
  }

  private func entry(_ raising: Raising, on track: Track, skipped: [StageID]) -> [Refusal] {
    var refusals: [Refusal] = []
    if !track.startable {
      refusals.append(
        Refusal(
          .trackNotStartable, "No escalation begins on this track; one crosses over to it.",
          clause: track.provenance.clause, pointer: "/track"))
    }
    if let condition = track.entry {
      let raised = raised(raising, on: track, at: track.stages[0].id, skipped: [])
      if !Escalation(raised, at: .earliest).satisfies(condition) {
        refusals.append(
          Refusal(
            .entryNotOpen, "What this track asks for on entry does not hold.",
            clause: track.provenance.clause, pointer: "/track"))
      }
    }
    let hasReason = raising.parts.contains { $0.member == "/reason" }
    refusals += skip(skipped, on: track, hasReason: hasReason) { _ in false }
    return refusals
  }

  /// Whether these stages may be passed over.
  func skip(
    _ skipped: [StageID], on track: Track, hasReason: Bool, isMet: (DutyID) -> Bool
  ) -> [Refusal] {
    guard !skipped.isEmpty else { return [] }
    let clause = track.skipping.provenance.clause
    let names = skipped.map(\.text).joined(separator: ", ")
    switch track.skipping.rule {
    case .allowed: return []
    case .forbidden:
      return [
        Refusal(
          .skipForbidden, "The policy has each stage in its turn; passed over: \(names).",
          clause: clause, pointer: "/to")
      ]
    case .withReason:
      if hasReason { return [] }
      return [
        Refusal(
          .reasonMissing, "Passing over \(names) wants a reason.", clause: clause,
          pointer: "/reason")
      ]
    case .afterConsultation(let duty):
      if isMet(duty) { return [] }
      return [
        Refusal(
          .consultationMissing, "Passing over \(names) wants this first: \(duty.text).",
          clause: clause, pointer: "/to")
      ]
    }
  }

  private func raised(
    _ raising: Raising, on track: Track, at stage: StageID, skipped: [StageID]
  ) -> Raised {
    var raised = Raised(
      reference: raising.reference, partnership: policy.partnership, policy: policy.id,
      policyVersion: policy.version, track: track.id, stage: stage, skipped: skipped,
      parties: raising.parties, children: raising.children, category: raising.category,
      origin: raising.origin, facts: raising.facts, matters: raising.matters,
      aroseOn: raising.aroseOn, raisedWithOtherSideOn: raising.raisedWithOtherSideOn,
      risk: raising.risk, restricted: false, transferredFrom: raising.transferredFrom)
    raised.besides = raising.besides.ifAny
    let becomes =
      track.restricted.map { Escalation(raised, at: .earliest).satisfies($0) } ?? false
    raised.restricted = raising.restricted || becomes
    return raised
  }
}

extension Policy {
  /// Areas of disagreement that belong to one of these tracks, or to all.
  func categories(on tracks: [TrackID]) -> [CodedText] {
    categories.filter { $0.tracks.isEmpty || $0.tracks.contains(where: tracks.contains) }
  }
}
