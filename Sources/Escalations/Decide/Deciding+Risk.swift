/// Whether a child is at immediate risk, said again and again while the disagreement runs (CRO-09).
extension Deciding {
  /// States the risk.
  func stateRisk(_ statement: RiskStatement) throws(Refused) -> Event {
    let known = Set(state.raised.children.map(\.key))
    let unknown = statement.children.keys.filter { !known.contains($0) }.sorted()
    if !unknown.isEmpty {
      throw Refused(
        unknown.map { Refusal(.noSuchEntry, "There is no such child.", pointer: "/children/\($0)") }
      )
    }
    var statement = statement
    // The case is as grave as its gravest child, whatever was said of it as a whole.
    for answer in statement.children.values where answer.isGraver(than: statement.answer) {
      statement.answer = answer
    }
    return try whileOpen { .riskStated(standing(statement)) }
  }

  /// The mover's answer as a statement; one that repeats the last one leaves what was said with it.
  func freshWord(_ answer: RiskAnswer) -> RiskStatement {
    standing(answer == state.risk.answer ? state.risk : RiskStatement(answer: answer))
  }

  /// Whoever sees more danger is heard; less of it is the raising side's to say.
  private func standing(_ statement: RiskStatement) -> RiskStatement {
    var statement = statement
    statement.stands = isRaisers || !state.risk.answer.isGraver(than: statement.answer)
    if statement.stands, !isRaisers { keepGravest(in: &statement) }
    return statement
  }

  /// What the escalation goes by is the gravest word child by child too, and whoever was told stays told.
  private func keepGravest(in statement: inout RiskStatement) {
    for child in Set(statement.children.keys).union(state.risk.children.keys) {
      let before = state.risk.children[child] ?? state.risk.answer
      let now = statement.children[child] ?? statement.answer
      statement.children[child] = before.isGraver(than: now) ? before : now
    }
    if statement.toldKind == nil {
      statement.toldKind = state.risk.toldKind
      statement.toldAt = state.risk.toldAt
    }
  }

  /// The policy may ask about immediate risk at each move.
  func riskFaults(_ risk: RiskAnswer?) -> [Refusal] {
    guard policy.risk.askedOnMoving, risk == nil else { return [] }
    return [
      Refusal(
        .riskMissing, "Say whether a child is at immediate risk of harm.",
        clause: policy.risk.provenance.clause, pointer: "/immediateRisk")
    ]
  }
}
