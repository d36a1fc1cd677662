/// Which open duties an act meets, and why one it names is not met.
struct Matching {
  let policy: Policy
  let state: Escalation
  let acting: Acting
  /// Whether the act stays inside its agency, and so meets nothing that is owed towards others.
  var isInternal = false

  /// What an act does about duties.
  struct Outcome {
    /// Duties it meets.
    var met: [DutyItem] = []
    /// Why it does not meet those it names or should.
    var refusals: [Refusal] = []
  }

  /// Meets the duties it names, or else every open one at its stage that it fits.
  func outcome(of act: Act) -> Outcome {
    act.duties.isEmpty ? implied(by: act) : named(by: act)
  }

  private func implied(by act: Act) -> Outcome {
    let visit = act.stage.flatMap(state.lastVisit(to:)) ?? state.visit
    let fitting = state.duties.filter { item in
      item.isOpen && isOwed(item, by: act) && (item.key.visit == visit || isOpening(item))
        && misfit(act, item) == nil
    }
    // What is only offered stands back where something stronger asks for the same.
    let owed = fitting.filter { policy.duty($0.key, of: state)?.force != .may }
    let candidates = owed.isEmpty ? fitting : owed
    var outcome = Outcome(met: candidates)
    if candidates.count > 1, !Matching.meetsAll.contains(act.kind) {
      let several = Set(candidates.map(\.key.duty))
      if several.count > 1 { outcome = Outcome(met: [], refusals: [ambiguous(candidates)]) }
    }
    return outcome
  }

  /// One talk, one confirmation, one decision serves every duty that asks for it; of other acts each
  /// duty may want its own, and the wrong one must not pass for met.
  private static let meetsAll: Set<ActKind> = [
    .discuss, .meet, .confirmRecord, .decide, .feedBack, .agree, .dissent, .attend,
  ]

  private func ambiguous(_ items: [DutyItem]) -> Refusal {
    let names = items.map(\.key.duty.text).joined(separator: ", ")
    return Refusal(
      .ambiguousDuty, "Several duties ask for this; name the one that is meant: \(names).",
      pointer: "/duties", duties: items.map(\.key))
  }

  private func named(by act: Act) -> Outcome {
    var outcome = Outcome()
    for (place, id) in act.duties.enumerated() {
      let pointer = "/duties/\(place)"
      let visit = act.stage.flatMap(state.lastVisit(to:))
      let items = state.duties.filter { item in
        item.key.duty == id && item.isOpen && isOwed(item, by: act)
          && (visit.map { $0 == item.key.visit } ?? true)
      }
      guard let item = items.last else {
        outcome.refusals += absent(id, act: act, pointer: pointer)
        continue
      }
      if let misfit = misfit(act, item) {
        outcome.refusals.append(misfit.at(pointer))
      } else {
        outcome.met.append(item)
      }
    }
    return outcome
  }

  /// A duty that is named and not open: fine if it was met before or may still open, since early and
  /// repeated acts are worth recording; refused if the policy knows no such duty here.
  private func absent(_ id: DutyID, act: Act, pointer: String) -> [Refusal] {
    guard let duty = policy.track(state.track)?.duty(id) else {
      return [Refusal(.noSuchDuty, "The policy has no duty of that name here.", pointer: pointer)]
    }
    guard duty.act == act.kind || duty.alternatives.contains(where: { $0.act == act.kind }) else {
      return [
        Refusal(
          .noSuchDuty, "That duty asks for another act: \(duty.act.rawValue).",
          clause: duty.provenance.clause, pointer: pointer)
      ]
    }
    return []
  }

  func isOwed(_ item: DutyItem, by act: Act) -> Bool {
    switch acting {
    case .agency(let id): Owing(policy: policy, state: state).owes(id, item) || isSeat(item)
    case .partnership: item.isOwed(by: .partnership) || isSeat(item)
    case .decider: isSeat(item) || isForRole(of: act, item)
    case .service: false
    }
  }

  /// A decider does what the partnership owes in the decider's role (SUT-13, NEW-10).
  private func isForRole(of act: Act, _ item: DutyItem) -> Bool {
    guard item.isOwed(by: .partnership), let duty = policy.duty(item.key, of: state) else {
      return false
    }
    return !duty.by.isEmpty && fits(act, duty.by)
  }

  private func isSeat(_ item: DutyItem) -> Bool {
    item.owners.contains { owner in
      guard case .panel = owner else { return false }
      return true
    }
  }

  func isOpening(_ item: DutyItem) -> Bool {
    policy.track(state.track)?.opening.contains { $0.id == item.key.duty } ?? false
  }

  /// Why the act does not meet the duty; nil if it does.
  func misfit(_ act: Act, _ item: DutyItem) -> Refusal? {
    guard let duty = policy.duty(item.key, of: state) else { return nil }
    let clause = duty.provenance.clause
    if isInternal, !duty.isPrivate {
      return Refusal(
        .internalOnly, "What stays inside the agency does not meet this.", clause: clause)
    }
    guard let roles = rolesAsked(of: act.kind, by: duty) else {
      return Refusal(.noSuchDuty, "That duty asks for \(duty.act.rawValue).", clause: clause)
    }
    if !roles.isEmpty, !fits(act, roles) {
      let asked = roles.map { policy.role($0)?.title ?? $0.text }.joined(separator: ", ")
      return Refusal(
        .wrongRole, "It asks for one of: \(asked).", clause: clause, pointer: "/by/role")
    }
    return companyMisfit(act, duty) ?? wayMisfit(act, duty) ?? stepMisfit(duty)
      ?? answerMisfit(act, duty) ?? contentMisfit(act, duty)
  }

  /// Roles asked for this kind of act; nil if the duty does not ask for it.
  func rolesAsked(of kind: ActKind, by duty: Duty) -> [RoleID]? {
    if duty.act == kind { return duty.by }
    return duty.alternatives.first { $0.act == kind }?.by
  }

  private func fits(_ act: Act, _ roles: [RoleID]) -> Bool {
    let held = [act.role, act.substituteFor].compactMap { $0 }.filter { role in
      role == act.substituteFor || isHeld(role, in: act)
    }
    return held.contains { fits($0, roles) }
  }

  /// Whether a role is one of these, or counts as one of them.
  func fits(_ role: RoleID, _ roles: [RoleID]) -> Bool {
    roles.contains { asked in
      role == asked || policy.role(asked)?.equivalents.contains(role) ?? false
        || policy.role(role)?.equivalents.contains(asked) ?? false
    }
  }

  /// A consultation and a report name whom one turned to, who may be of another agency.
  private func isHeld(_ role: RoleID, in act: Act) -> Bool {
    if [.consult, .report].contains(act.kind) { return true }
    return Holding(policy: policy, state: state, acting: acting).canHold(role)
  }

  private func wayMisfit(_ act: Act, _ duty: Duty) -> Refusal? {
    let clause = duty.provenance.clause
    switch way(of: act, meeting: duty) {
    case .done: return nil
    case .attempted:
      if duty.attemptMeets { return nil }
      return Refusal(.attemptNotEnough, "An attempt does not meet this duty.", clause: clause)
    case .declined:
      if duty.declinable { return nil }
      return Refusal(.notDeclinable, "This duty cannot be declined.", clause: clause)
    }
  }

  private func stepMisfit(_ duty: Duty) -> Refusal? {
    let missing = duty.requires.filter { !state.isMet($0) }
    if missing.isEmpty { return nil }
    return Refusal(
      .stepMissing, "First: \(missing.map(\.text).joined(separator: ", ")).",
      clause: duty.provenance.clause)
  }

  private func answerMisfit(_ act: Act, _ duty: Duty) -> Refusal? {
    if duty.answers.isEmpty || act.how != .done { return nil }
    let allowed = duty.answers.map(\.code.text).joined(separator: ", ")
    guard let answer = duty.answers.first(where: { $0.code == act.answer }) else {
      return Refusal(
        .answerMissing, "It asks for one of: \(allowed).", clause: duty.provenance.clause,
        pointer: "/answer")
    }
    if answer.needsReason, !act.hasReason {
      return Refusal(
        .reasonMissing, "This answer wants a reason.", clause: duty.provenance.clause,
        pointer: "/reason")
    }
    return nil
  }

  private func contentMisfit(_ act: Act, _ duty: Duty) -> Refusal? {
    if act.how != .done { return nil }
    let missing = duty.contents.filter { $0.required && !act.contents.contains($0.id) }
    if missing.isEmpty { return nil }
    return Refusal(
      .contentsMissing, "It also carries: \(missing.map(\.id.text).joined(separator: ", ")).",
      clause: duty.provenance.clause, pointer: "/contents")
  }
}

extension Refusal {
  /// The same, lying somewhere inside what is named, unless it says better itself.
  func at(_ pointer: String) -> Refusal {
    Refusal(reason, detail, clause: clause, pointer: self.pointer ?? pointer, duties: duties)
  }
}
