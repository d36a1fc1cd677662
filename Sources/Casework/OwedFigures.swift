public import Escalations

/// What a status says of all that is owed.
///
/// Everybody who takes part sees the status, and it says the same to each: duties internal to one agency are
/// left out of its figures, for that agency too, which finds them in what it owes.
public struct OwedFigures: Sendable {
  /// How many duties are owed by anybody; what is only offered or recommended is not counted.
  public private(set) var count = 0
  /// The first limit that still runs, guides left out.
  public private(set) var nextDue: Due?

  /// The figures of an escalation.
  public init(_ escalation: Escalation, policy: Policy) {
    for item in escalation.duties where item.isOpen {
      let duty = policy.duty(item.key, of: escalation)
      if duty?.isPrivate ?? false { continue }
      let isGuide = duty?.isGuide ?? false
      if !isGuide { nextDue = Due.lesser(nextDue, item.timing?.limit) }
      switch duty?.force ?? .should {
      case .must, .should, .consider: count += 1
      case .may, .guide: break
      }
    }
  }
}
