/// One duty: who, what, with what force.
extension TrackLint {
  mutating func check(_ site: Site) {
    let (duty, place) = (site.duty, site.place)
    checkReferences(duty, at: place)
    checkBlocking(site)
    checkPrivacy(duty, at: place)
    checkAsking(duty, at: place)
    checkForm(duty, at: place)
    checkTowards(duty, at: place)
    if duty.provenance.basis == .notStated, duty.force == .must {
      findings.add(
        .demandsUnstated, at: place["force"], "What the text does not state, nobody must do.")
    }
    if duty.repeats, duty.after == nil {
      findings.add(.repeatsNothing, at: place["repeats"], "Nothing opens it a second time.")
    }
    if site.period == .closing, duty.lifetime == .stage {
      findings.add(
        .lapsesBeforeOpening, at: place["lifetime"], "No stage is left after closing.")
    }
    if let trigger = duty.after { check(trigger, at: place["after"]) }
    if let condition = duty.when {
      check(condition, at: place["when"], isClosed: site.period == .closing, isDuty: true)
    }
    if let clock = duty.clock {
      check(clock, of: duty.id, at: place["clock"], period: site.period)
    }
  }

  private mutating func checkReferences(_ duty: Duty, at place: LintPlace) {
    checkParty(duty.owedBy, at: place["owedBy"])
    if let party = duty.to { checkParty(party, at: place["to"]) }
    findings.addUnknown(duty.by, of: policy, at: place["by"])
    findings.addUnknown(duty.with, of: policy, at: place["with"])
    if let via = duty.via, policy.role(via) == nil {
      findings.add(.unknownRole, at: place["via"], "There is no role \(via).")
    }
    for (index, alternative) in duty.alternatives.enumerated() {
      let place = place["alternatives"][index]
      findings.addUnknown(alternative.by, of: policy, at: place["by"])
      if alternative.act == duty.act, Set(alternative.by) == Set(duty.by) {
        findings.add(.alternativeAddsNothing, at: place, "This is the duty itself.")
      }
    }
    for (index, id) in duty.requires.enumerated() { checkDuty(id, at: place["requires"][index]) }
  }

  /// Acts that cannot be done without somebody else's part in them.
  private static let mutualActs: Set<ActKind> = [
    .discuss, .meet, .agree, .respond, .attend, .convene, .decide,
  ]

  /// Only the mover's own duties may stand in the way, and nobody's silence may.
  private mutating func checkBlocking(_ site: Site) {
    let (duty, place) = (site.duty, site.place)
    guard !duty.blocks.isEmpty else { return }
    if duty.force != .must {
      findings.add(
        .blocksThoughNotMust, at: place["blocks"], "Only what must be done stands in the way.")
    }
    switch duty.owedBy {
    case .partnership, .panel, .involved:
      findings.add(
        .blocksNobody, at: place["blocks"],
        "A duty blocks the agency that owes it, and \(duty.owedBy) never moves.")
    case .raising, .receiving, .sides, .each, .everyone, .together, .raiser, .kind, .tookPartAt:
      break
    }
    if site.period == .closing {
      findings.add(
        .blocksAfterClosing, at: place["blocks"], "Nothing is left to block after closing.")
    }
    let acts = Set(duty.alternatives.map(\.act) + [duty.act])
    if acts.isSubset(of: Self.mutualActs), !duty.attemptMeets, !duty.declinable {
      findings.add(
        .silenceBlocks, at: place["blocks"],
        "The other side's silence would block; let an attempt meet it, or a reason.")
    }
  }

  private mutating func checkPrivacy(_ duty: Duty, at place: LintPlace) {
    guard duty.isPrivate else { return }
    if duty.owedBy.isJoint {
      findings.add(
        .privateJoint, at: place["private"], "What several do together is private to none.")
    }
    if let to = duty.to, to != .raiser, to != duty.owedBy {
      findings.add(.privateTo, at: place["to"], "\(to) would not see what is private.")
    }
  }

  private mutating func checkAsking(_ duty: Duty, at place: LintPlace) {
    if duty.act == .consider, duty.answers.count < 2 {
      findings.add(
        .considerAsksNothing, at: place["answers"], "Considering gives one of several answers.")
    }
    findings.addRepeated(duty.answers.map(\.code), .duplicateAnswer, "Another answer has this code")
    { place["answers"][$0]["code"] }
    checkContents(duty.contents, at: place["contents"])
  }

  private mutating func checkForm(_ duty: Duty, at place: LintPlace) {
    let submits = duty.act == .submitForm || duty.alternatives.contains { $0.act == .submitForm }
    if submits, duty.form == nil {
      findings.add(.formMissing, at: place["form"], "Which form is to be submitted?")
    }
    guard let form = duty.form else { return }
    if !submits {
      findings.add(.formWithoutSubmission, at: place["form"], "No act of this duty submits a form.")
    }
    if let forms, !forms.contains(form) {
      findings.add(.unknownForm, at: place["form"], "There is no form \(form).")
    }
  }

  private mutating func checkTowards(_ duty: Duty, at place: LintPlace) {
    if duty.via != nil, duty.to == nil {
      findings.add(.viaNobody, at: place["via"], "Through whom, and to whom?")
    }
    switch duty.owedBy {
    case .raising, .receiving, .partnership, .panel:
      if duty.to == duty.owedBy {
        findings.add(.owedToItself, at: place["to"], "It is owed to those who owe it.")
      }
    case .sides, .each, .everyone, .together, .involved, .raiser, .kind, .tookPartAt: break
    }
  }
}
