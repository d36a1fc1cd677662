/// With whom one talks, where a duty says so.
extension Matching {
  private static let talks: Set<ActKind> = [.discuss, .meet, .convene, .attend]

  /// A talk meets a duty to talk with somebody if that role is among those who took part or were
  /// invited, or if the talk names the duty; another talk of the same day does not pass for it
  /// (GSC-10, NEW-08).
  func companyMisfit(_ act: Act, _ duty: Duty) -> Refusal? {
    if duty.with.isEmpty || !Matching.talks.contains(act.kind) { return nil }
    if act.duties.contains(duty.id) || !company(of: act, for: duty).isEmpty { return nil }
    let asked = duty.with.map { policy.role($0)?.title ?? $0.text }.joined(separator: ", ")
    return Refusal(
      .wrongRole, "It wants one of these among the participants: \(asked).",
      clause: duty.provenance.clause, pointer: "/participants")
  }

  /// In what way the act meets the duty: where whoever it asks for was invited and did not come, it
  /// was an attempt.
  func way(of act: Act, meeting duty: Duty) -> Effect.Meeting.How {
    guard act.how == .done, Matching.talks.contains(act.kind) else { return act.how }
    let company = company(of: act, for: duty)
    return company.isEmpty || company.contains(where: \.present) ? .done : .attempted
  }

  /// Those who took part or were invited in a role that the duty asks for, and whose agency has it.
  private func company(of act: Act, for duty: Duty) -> [Act.Participant] {
    act.participants.filter { one in
      let holding = Holding(policy: policy, state: state, acting: .agency(one.agency))
      return one.role.map { fits($0, duty.with) && holding.canHold($0) } ?? false
    }
  }
}
