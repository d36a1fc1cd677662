import Casework
import Escalations
import JSON

/// How much of an escalation a viewer is shown, once it is shown at all.
enum Sight {
  /// All that the reader gave.
  case whole
  /// The shape without the persons: names are pseudonyms, other texts are left out.
  case pseudonyms(Pseudonyms)
  /// Reference, stage and clocks alone: the partnership before the stage from which it sees names.
  case outline

  /// The name of the mask in an answer; nil without one.
  var mask: String? {
    switch self {
    case .whole: nil
    case .pseudonyms: "persons"
    case .outline: "outline"
    }
  }

  /// How much this viewer sees of the escalation.
  init(
    _ viewer: Viewer, _ escalation: Escalation, _ policy: Policy, secret: [UInt8],
    children: [String: RecordIdentifier] = [:]
  ) {
    switch viewer.role {
    case .agency, .decider: self = .whole
    case .partnership: self = policy.showsPartnership(escalation) ? .whole : .outline
    case .auditor:
      self = .pseudonyms(
        Pseudonyms(secret: secret, escalation.raised.reference, children: children))
    case .dashboard, .admin: self = .outline
    }
  }

  /// What is shown of a text; nil for nothing.
  func text(_ part: Part) -> String? {
    switch self {
    case .whole: part.text
    case .pseudonyms(let pseudonyms): part.class == .name ? pseudonyms.name(part) : nil
    case .outline: nil
    }
  }
}
