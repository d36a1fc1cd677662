import Casework
import Digest
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
  init(_ viewer: Viewer, _ escalation: Escalation, _ policy: Policy, secret: [UInt8]) {
    switch viewer.role {
    case .agency, .decider: self = .whole
    case .partnership: self = policy.showsPartnership(escalation) ? .whole : .outline
    case .auditor:
      self = .pseudonyms(Pseudonyms(secret: secret, escalation.raised.reference))
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

/// Stand-ins for persons: the same person has the same one each time, and nothing leads back from it.
struct Pseudonyms {
  private let key: HMACSHA256
  private let reference: Reference

  init(secret: [UInt8], _ reference: Reference) {
    key = HMACSHA256(key: Array("pseudonym:".utf8) + secret)
    self.reference = reference
  }

  /// A child is one person within an escalation; a professional is known by name across them.
  func name(_ part: Part) -> String {
    if part.member.hasSuffix("/role") || part.member.hasSuffix("/substituteFor") {
      return part.text
    }
    let isChild = part.person.hasPrefix("child-")
    let person = isChild ? "\(reference)\n\(part.person)" : part.text.lowercased()
    let code = Hex.encode(Array(key.code(for: Array(person.utf8)).bytes.prefix(5)))
    return (isChild ? "child-" : "person-") + code
  }
}
