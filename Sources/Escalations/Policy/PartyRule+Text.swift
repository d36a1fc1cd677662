extension PartyRule: LosslessStringConvertible {
  /// Reads what the policy writes; nil for anything else.
  public init?(_ text: String) {
    if let plain = Self.plain.first(where: { $0.word == text }) {
      self = plain.rule
      return
    }
    let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[1].isEmpty else { return nil }
    let name = String(halves[1])
    switch halves[0] {
    case "kind": self = .kind(name)
    case "panel": self = .panel(PanelID(name))
    case "tookPartAt": self = .tookPartAt(StageID(name))
    default: return nil
    }
  }

  /// The rule as the policy writes it.
  public var description: String {
    switch self {
    case .raising: "raising"
    case .receiving: "receiving"
    case .sides: "sides"
    case .each: "each"
    case .everyone: "everyone"
    case .together: "together"
    case .involved: "involved"
    case .partnership: "partnership"
    case .raiser: "raiser"
    case .kind(let kind): "kind:" + kind
    case .panel(let panel): "panel:" + panel.text
    case .tookPartAt(let stage): "tookPartAt:" + stage.text
    }
  }

  private static let plain: [(word: String, rule: PartyRule)] = [
    PartyRule.raising, .receiving, .sides, .each, .everyone, .together, .involved, .partnership,
    .raiser,
  ].map { ($0.description, $0) }
}
