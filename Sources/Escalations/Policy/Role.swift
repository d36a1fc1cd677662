/// A role in the policy's words, with those in other agencies that stand for it.
///
/// Agencies' structures differ, so a duty asks for a role and is met by an equivalent or by a declared
/// substitute, which is recorded as one.
public struct Role: Equatable, Sendable {
  /// The role's name in the policy.
  public let id: RoleID
  /// The title people know.
  public let title: String
  /// Roles that count as this one, whichever agency they are in.
  public let equivalents: [RoleID]
  /// Kinds of agency that have this role; empty means any.
  public let kinds: [String]
  /// The role preferred to line management in these kinds of agency, where the policy says so.
  public let preferredIn: [String]
  /// Where it comes from.
  public let provenance: Provenance

  /// A role.
  public init(
    id: RoleID, title: String, equivalents: [RoleID] = [], kinds: [String] = [],
    preferredIn: [String] = [], provenance: Provenance
  ) {
    self.id = id
    self.title = title
    self.equivalents = equivalents
    self.kinds = kinds
    self.preferredIn = preferredIn
    self.provenance = provenance
  }

  /// The same with more roles that count as it.
  public func counting(_ more: [RoleID]) -> Role {
    Role(
      id: id, title: title, equivalents: equivalents + more, kinds: kinds,
      preferredIn: preferredIn, provenance: provenance)
  }
}

/// A group that considers or decides, with its published membership.
public struct Panel: Equatable, Sendable {
  /// A seat, by the title in the published text and the one its holder has now.
  public struct Seat: Equatable, Sendable {
    /// The role that sits.
    public let role: RoleID
    /// The title in the published text.
    public let publishedTitle: String
    /// The holder's title today, where it has changed.
    public let presentTitle: String?

    /// A seat.
    public init(role: RoleID, publishedTitle: String, presentTitle: String?) {
      self.role = role
      self.publishedTitle = publishedTitle
      self.presentTitle = presentTitle
    }
  }

  /// The panel's name.
  public let id: PanelID
  /// The title people know.
  public let title: String
  /// Who sits on it.
  public let seats: [Seat]
  /// Where it comes from.
  public let provenance: Provenance

  /// A panel.
  public init(id: PanelID, title: String, seats: [Seat], provenance: Provenance) {
    self.id = id
    self.title = title
    self.seats = seats
    self.provenance = provenance
  }
}
