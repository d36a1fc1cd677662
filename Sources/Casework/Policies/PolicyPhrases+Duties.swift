public import Escalations

/// A duty in a few words: who, when, with whom, and what serves.
extension PolicyPhrases {
  /// Whoever owes it, the roles that do it, and whom it is towards.
  public func people(_ duty: Duty) -> String {
    var text = party(duty.owedBy)
    if !duty.by.isEmpty { text += ": \(roles(duty.by))" }
    if let to = duty.to { text += ", \(PolicyWord.to) \(party(to))" }
    if !duty.with.isEmpty { text += ", \(PolicyWord.with) \(roles(duty.with))" }
    if let via = duty.via { text += ", \(PolicyWord.through) \(roles([via]))" }
    return text
  }

  /// When it opens; nil if by its place alone.
  public func opening(_ duty: Duty) -> String? {
    var phrases: [String] = []
    if let trigger = duty.after {
      let text = self.trigger(trigger)
      phrases.append(duty.repeats ? "\(text), \(PolicyWord.eachTime)" : text)
    }
    if let when = duty.when { phrases.append(condition(when)) }
    if !duty.requires.isEmpty {
      let names = duty.requires.map(self.duty).joined(separator: ", ")
      phrases.append("\(names) \(PolicyWord.first)")
    }
    return phrases.isEmpty ? nil : phrases.joined(separator: "; ")
  }

  /// What it stands in the way of, and what serves in its place; nil if there is nothing to say.
  public func terms(_ duty: Duty) -> String? {
    var phrases: [String] = []
    if duty.force == .must {
      if duty.blocks.contains(.moving) { phrases.append("\(PolicyWord.beforeMoving)") }
      if duty.blocks.contains(.resolving) { phrases.append("\(PolicyWord.beforeResolving)") }
    }
    if duty.attemptMeets { phrases.append("\(PolicyWord.attemptCounts)") }
    if duty.declinable { phrases.append("\(PolicyWord.reasonCounts)") }
    if duty.isPrivate { phrases.append("\(PolicyWord.privately)") }
    return phrases.isEmpty ? nil : phrases.joined(separator: "; ")
  }

  /// The answers it asks for; nil if it asks no question.
  public func answers(_ duty: Duty) -> String? {
    if duty.answers.isEmpty { return nil }
    return "\(PolicyWord.answers): " + duty.answers.map(\.title).joined(separator: " / ")
  }
}
