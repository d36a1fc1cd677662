/// What the rules ask of the state.
extension Escalation {
  /// The number of the present visit, from 1.
  public var visit: Int { visits.count }

  /// The stage it stands at, or stood at when it ended.
  public var stage: StageID { visits[visits.count - 1].stage }

  /// Whether it runs.
  public var isOpen: Bool { standing == .open }

  /// Those who take part now.
  public var presentParties: [Party] {
    participations.compactMap { $0.left == nil && !$0.voided ? $0.party : nil }
  }

  /// The side an agency is on now; nil when it takes no part.
  public func side(of agency: AgencyID) -> Side? {
    presentParties.first { $0.agency == agency }?.side
  }

  /// The sides an agency is on now: two where a policy lets it disagree with itself (NEW-19).
  public func sides(of agency: AgencyID) -> [Side] {
    presentParties.filter { $0.agency == agency }.map(\.side)
  }

  /// The agencies on a side now.
  public func agencies(on side: Side) -> [AgencyID] {
    presentParties.filter { $0.side == side }.map(\.agency)
  }

  /// Whether the agency takes part or took part.
  public func hasKnown(_ agency: AgencyID) -> Bool {
    participations.contains { $0.party.agency == agency }
  }

  /// Whose the event of that number is and who sees it.
  public func entry(_ event: Int) -> Entry? {
    entries.indices.contains(event - 1) ? entries[event - 1] : nil
  }

  /// The duty of that key.
  public func duty(_ key: DutyKey) -> DutyItem? { duties.first { $0.key == key } }

  /// Whether the duty was met at some visit.
  public func isMet(_ id: DutyID) -> Bool {
    duties.contains { $0.key.duty == id && $0.meeting != nil }
  }

  /// The answer last given to the duty's question.
  public func answer(to id: DutyID) -> Code? {
    duties.last { $0.key.duty == id && $0.meeting?.answer != nil }?.meeting?.answer
  }

  /// Acts of a kind on record.
  public func acts(_ kind: ActKind) -> [ActEntry] { acts.filter { $0.act.kind == kind } }

  /// Owners that took part at a stage: the agencies whose people acted or were present there.
  public func tookPart(at stage: StageID) -> [AgencyID] {
    var agencies: [AgencyID] = []
    for entry in acts where visits[entry.visit - 1].stage == stage {
      let present = entry.act.participants.filter(\.present).map(\.agency)
      for agency in [entry.agency].compactMap({ $0 }) + present where !agencies.contains(agency) {
        agencies.append(agency)
      }
    }
    return agencies
  }

  /// Whether the condition holds.
  public func satisfies(_ condition: Condition) -> Bool {
    switch condition {
    case .all(let parts): parts.allSatisfy(satisfies)
    case .any(let parts): parts.contains(where: satisfies)
    case .not(let part): !satisfies(part)
    case .category(let codes): raised.category.map(codes.contains) ?? false
    case .level(let codes): raised.children.contains { $0.level.map(codes.contains) ?? false }
    case .origin(let codes): raised.origin.map(codes.contains) ?? false
    case .fact(let codes): codes.contains(where: facts.contains)
    case .risk(let answers): answers.contains(risk.answer)
    case .agency(let kind, let side):
      presentParties.contains { $0.kind == kind && (side == nil || $0.side == side) }
    case .answered(let duty, let codes): answer(to: duty).map(codes.contains) ?? false
    case .met(let duty): isMet(duty)
    case .reached(let stage): visits.contains { $0.stage == stage }
    case .ended(let endings): hasEnded(in: endings)
    case .dissent: !acts(.dissent).isEmpty || !(resolution?.dissenting.isEmpty ?? true)
    case .passed(let duty): duties.contains { $0.key.duty == duty && $0.wasMissed }
    case .unstated(let omission): lacks(omission)
    }
  }

  private func lacks(_ omission: Omission) -> Bool {
    switch omission {
    case .category: raised.category == nil
    case .origin: raised.origin == nil
    case .level: raised.children.contains { $0.level == nil }
    }
  }

  private func hasEnded(in endings: [Ending]) -> Bool {
    guard case .closed(let ending, _) = standing else { return false }
    return endings.contains(ending)
  }
}
