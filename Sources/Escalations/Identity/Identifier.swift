/// A name that cannot be mistaken for a name of another kind: an agency's is never a stage's.
///
/// It is text on the wire and in the record, and says in its type what it names.
public struct Identifier<Named>: Hashable, Sendable, Codable, Comparable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  /// The name as written.
  public let text: String

  /// Takes the name as it is; its form was checked where it came in.
  public init(_ text: String) { self.text = text }

  /// A name written in the source, in tests and tables.
  public init(stringLiteral value: String) { self.text = value }

  /// Reads the name as a plain string.
  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the name as a plain string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The name as written.
  public var description: String { text }

  /// Names are ordered by their bytes, so that lists come out the same everywhere.
  public static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}

/// Names an agency, a member organisation of a kind.
public typealias AgencyID = Identifier<AgencyTag>
/// Names a partnership, the owner of policies.
public typealias PartnershipID = Identifier<PartnershipTag>
/// Names a policy, in all its versions.
public typealias PolicyID = Identifier<PolicyTag>
/// Names a track, one ladder within a policy.
public typealias TrackID = Identifier<TrackTag>
/// Names a stage, a rung of a track.
public typealias StageID = Identifier<StageTag>
/// Names a duty as the policy defines it.
public typealias DutyID = Identifier<DutyTag>
/// Names a role that a practitioner holds, in the policy's words.
public typealias RoleID = Identifier<RoleTag>
/// Names a panel, a group that considers or decides.
public typealias PanelID = Identifier<PanelTag>
/// A code out of one of the policy's lists.
public typealias Code = Identifier<CodeTag>
/// Names a credential, the actor of every command.
public typealias CredentialID = Identifier<CredentialTag>
/// The public reference of an escalation, readable over the phone: `CSCP-2026-00042`.
public typealias Reference = Identifier<EscalationTag>

/// Tells agencies' names apart.
public enum AgencyTag {}
/// Tells partnerships' names apart.
public enum PartnershipTag {}
/// Tells policies' names apart.
public enum PolicyTag {}
/// Tells tracks' names apart.
public enum TrackTag {}
/// Tells stages' names apart.
public enum StageTag {}
/// Tells duties' names apart.
public enum DutyTag {}
/// Tells roles' names apart.
public enum RoleTag {}
/// Tells panels' names apart.
public enum PanelTag {}
/// Tells codes apart.
public enum CodeTag {}
/// Tells credentials' names apart.
public enum CredentialTag {}
/// Tells escalations' references apart.
public enum EscalationTag {}
