import Casework
import Digest
import Escalations
import JSON

/// Stand-ins for persons: the same person has the same one each time, and nothing leads back from it but
/// this server's secret.
struct Pseudonyms {
  private let key: HMACSHA256
  private let codes: ChildCodes
  private let reference: Reference
  private let children: [String: RecordIdentifier]

  /// Stand-ins within one escalation; a child with a number of its own has the same one in all of them.
  init(secret: [UInt8], _ reference: Reference, children: [String: RecordIdentifier] = [:]) {
    key = HMACSHA256(key: Array("pseudonym:".utf8) + secret)
    codes = ChildCodes(secret: secret)
    self.reference = reference
    self.children = children
  }

  /// A child is known by its number, or within its escalation; a professional by name.
  ///
  /// Of roles only those are shown that are a word of the policy; what people called their role may be
  /// anything. Nil is for those.
  func name(_ part: Part) -> String? {
    if part.member.hasSuffix("/role") || part.member.hasSuffix("/substituteFor") {
      return Self.roles.contains(part.member) && TextFormat.kebab.accepts(part.text)
        ? part.text : nil
    }
    guard part.person.hasPrefix("child-") else {
      let code = Hex.encode(
        Array(key.code(for: Array(part.text.lowercased().utf8)).bytes.prefix(5)))
      return "person-" + code
    }
    return child(part.person)
  }

  /// Where acts give roles in the policy's words.
  private static let roles: Set = [
    "/by/role", "/by/substituteFor", Correction.ownPlace + "by/role",
    Correction.ownPlace + "by/substituteFor",
  ]

  /// A child, by its key within the escalation.
  func child(_ person: String) -> String {
    let number = Int(person.dropFirst("child-".count)) ?? 0
    return codes.pseudonym(
      of: children[person].map(ChildCodes.Meaning.identifier) ?? .place(reference, child: number))
  }
}
