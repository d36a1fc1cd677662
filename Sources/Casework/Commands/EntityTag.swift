import Escalations

/// The ETag of an escalation for a viewer: the revision that people's acts made, the hash of the
/// last event, and the shape it is shown in.
///
/// A change of any gives another tag; a write is held against the revision alone, so that the
/// service's own events make nobody's work stale.
public struct EntityTag: Sendable, Equatable {
  /// The version of the wire shapes; it changes when an upgrade changes what is shown.
  public static let wireVersion = 1

  /// How often people changed the escalation.
  public let revision: Int
  /// The tag as sent, with its quotes.
  public let text: String

  /// The tag of an escalation in that state.
  public init(revision: Int, hashPrefix: String, viewer: Viewer) {
    self.revision = revision
    text = "\"\(revision)-\(hashPrefix)-\(EntityTag.wireVersion)\(EntityTag.mask(viewer.role))\""
  }

  /// The revision that a client's tag speaks of; nil if it is none of ours.
  public static func revision(in tag: String) -> Int? {
    guard tag.hasPrefix("\""), tag.hasSuffix("\""), tag.count > 2 else { return nil }
    return tag.dropFirst().split(separator: "-").first.flatMap { Int($0) }
  }

  /// Roles that see different shapes get different letters.
  private static func mask(_ role: AccessRole) -> String {
    switch role {
    case .agency: "a"
    case .partnership: "p"
    case .decider: "d"
    case .auditor: "m"
    case .dashboard: "s"
    case .admin: "x"
    }
  }
}
