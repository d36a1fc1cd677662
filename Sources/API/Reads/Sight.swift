import Casework
import Escalations
import JSON

/// How much of an escalation a viewer is shown, once it is shown at all.
enum Sight {
  /// All that the reader gave.
  case whole
  /// The shape without the persons: names are pseudonyms, other texts are left out.
  case pseudonyms(Pseudonyms)
  /// Reference, stage and clocks alone: the partnership, and whoever decides for all of it, before the
  /// stage from which it sees names.
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
    case .agency: self = .whole
    case .decider where !viewer.decidesForAll: self = .whole
    case .partnership, .decider:
      self = policy.showsPartnership(escalation) ? .whole : .outline
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

  /// Under pseudonyms a child has one in place of its name also where no name was given, but something
  /// else that says who it is.
  func unnamedChildren(_ parts: [Part]) -> [(member: String, text: String)] {
    guard case .pseudonyms(let pseudonyms) = self else { return [] }
    var named = Set(parts.filter { $0.class == .name }.map(\.member))
    var shown: [(member: String, text: String)] = []
    for part in parts where part.person.hasPrefix("child-") {
      let pieces = part.member.split(separator: "/")
      guard pieces.count == 3, pieces[0] == "children" else { continue }
      let member = "/children/\(pieces[1])/name"
      if named.insert(member).inserted { shown.append((member, pseudonyms.child(part.person))) }
    }
    return shown
  }
}
