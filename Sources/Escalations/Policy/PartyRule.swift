/// Who owes, receives or may do something, as the policy says it; agencies are found from the case.
///
/// In JSON a string: `"raising"`, `"receiving"`, `"sides"`, `"each"`, `"everyone"`, `"together"`,
/// `"involved"`, `"partnership"`, `"raiser"`, `"kind:police"`, `"panel:resolution-group"`,
/// `"tookPartAt:stage-2"`.
public enum PartyRule: Hashable, Sendable {
  /// Each raising agency.
  case raising
  /// Each receiving agency.
  case receiving
  /// Both sides together: what one does is done for all.
  case sides
  /// Each agency of either side, for itself.
  case each
  /// Each agency that takes part, the involved ones too, for itself.
  case everyone
  /// All agencies that take part, together: what one does is done for all.
  case together
  /// Each agency on neither side.
  case involved
  /// The partnership's own office.
  case partnership
  /// The person who raised it; their agency stands for them.
  case raiser
  /// Each agency of this kind, on whichever side.
  case kind(String)
  /// A panel of the policy.
  case panel(PanelID)
  /// Whoever took part at that stage.
  case tookPartAt(StageID)

  /// Whether one act meets the duty for all who owe it.
  public var isJoint: Bool {
    switch self {
    case .sides, .together: true
    case .raising, .receiving, .each, .everyone, .involved, .partnership, .raiser, .kind, .panel,
      .tookPartAt:
      false
    }
  }
}
