import Digest
public import Escalations

/// What the rules of retention would erase today: what a dry run shows, and what is carried out only
/// while it is still the same.
public struct RetentionPlan: Sendable, Equatable {
  /// One escalation and one rule.
  public struct Item: Sendable, Equatable {
    /// The escalation.
    public let reference: Reference
    /// The day on which it ended.
    public let closedOn: CivilDate
    /// The rule that is due.
    public let rule: String
    /// What kinds of text would go.
    public let classes: [Part.Class]
    /// How many groups of them there are.
    public let groups: Int
    /// Whether a legal hold keeps them; then nothing goes.
    public let isHeld: Bool
  }

  /// Every text that is due, in the order of raising.
  public private(set) var items: [Item] = []
  /// The months of access entries that are due, each chain's oldest first.
  public var accessMonths: [AccessMonth] = []

  /// An empty plan.
  public init() {}

  /// Adds what is due of these escalations.
  public mutating func add(
    _ escalations: [ClosedEscalation], rules: RetentionRules, today: CivilDate,
    zone: ZoneTransitions
  ) {
    for escalation in escalations {
      let closedOn = zone.localDate(of: escalation.closedAt)
      var left = escalation.groups
      for rule in rules.rules
      where (rule.partnership ?? escalation.partnership) == escalation.partnership
        && rule.isDue(closedOn: closedOn, today: today)
      {
        let classes = rule.classes.filter { left[$0] != nil }
        guard !classes.isEmpty else { continue }
        let groups = classes.reduce(0) { $0 + (left[$1] ?? 0) }
        for `class` in classes { left[`class`] = nil }
        items.append(
          Item(
            reference: escalation.reference, closedOn: closedOn, rule: rule.id, classes: classes,
            groups: groups, isHeld: escalation.isHeld))
      }
    }
  }

  /// What stands for the whole plan: whoever carries it out shows that it is the one they saw.
  public var code: String {
    let lines = items.map { item in
      "\(item.reference) \(item.rule) \(item.classes.map(\.rawValue).joined(separator: ","))"
        + " \(item.groups) \(item.isHeld)\n"
    }
    let months = accessMonths.map { "access \($0.partnership) \($0.month) \($0.entries)\n" }
    return String(SHA256.digest(of: (lines + months).joined()).hex.prefix(16))
  }

  /// How many items a legal hold keeps.
  public var held: Int { items.count { $0.isHeld } }

  /// The texts that are erased when the plan is carried out.
  public func erasures(by: String) -> [Erasure] {
    items.filter { !$0.isHeld }.map { item in
      Erasure(reference: item.reference, classes: item.classes, rule: item.rule, by: by)
    }
  }
}
