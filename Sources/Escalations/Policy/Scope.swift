/// What the policy is not for.
public struct Scope: Equatable, Sendable {
  /// A matter that belongs elsewhere.
  public struct Exclusion: Equatable, Sendable {
    /// What makes it belong elsewhere.
    public enum Ground: Equatable, Sendable {
      /// Raising and receiving side are one agency.
      case withinOneAgency
      /// The raiser declared a matter of this kind (`professionalConduct`).
      case matter(Code)
    }

    /// What makes it belong elsewhere.
    public let ground: Ground
    /// What the matter is, in words.
    public let title: String
    /// Where to go instead.
    public let destination: String
    /// Who the destination should alert, where the text says so.
    public let onwardAlert: String?
    /// Whether such a matter alone is refused; otherwise it is taken and signposted.
    public let refuses: Bool
    /// Where it comes from.
    public let provenance: Provenance

    /// An exclusion.
    public init(
      ground: Ground, title: String, destination: String, onwardAlert: String?, refuses: Bool,
      provenance: Provenance
    ) {
      self.ground = ground
      self.title = title
      self.destination = destination
      self.onwardAlert = onwardAlert
      self.refuses = refuses
      self.provenance = provenance
    }
  }

  /// What is refused or signposted.
  public let exclusions: [Exclusion]

  /// A scope.
  public init(exclusions: [Exclusion] = []) { self.exclusions = exclusions }
}

/// What is asked about immediate risk while a disagreement runs, and who acts on it.
public struct RiskRule: Equatable, Sendable {
  /// Who takes urgent action, named in the answer to "yes" and "not known".
  public let urgentAction: String
  /// Whether a fresh statement is asked for when a move is made.
  public let askedOnMoving: Bool
  /// Where it comes from.
  public let provenance: Provenance

  /// A risk rule.
  public init(urgentAction: String, askedOnMoving: Bool, provenance: Provenance) {
    self.urgentAction = urgentAction
    self.askedOnMoving = askedOnMoving
    self.provenance = provenance
  }
}
