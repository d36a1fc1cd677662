public import Escalations

/// What one commit changed: published after it, for caches and for those who wait for news.
public struct StoreChange: Sendable, Equatable {
  /// An escalation that changed, and whoever may have seen it.
  public struct Touched: Sendable, Equatable {
    /// The escalation.
    public let reference: Reference
    /// Its partnership.
    public let partnership: PartnershipID
    /// Everyone who takes part or took part, those included who lost sight of it by this change.
    public let agencies: [AgencyID]
  }

  /// Escalations that changed, in the order of their last change.
  public internal(set) var escalations: [Touched] = []
  /// Whether agencies, credentials, policies or calendars changed.
  public internal(set) var touchesAdministration = false

  /// Nothing.
  public init() {}

  /// Whether there is anything to publish.
  public var isEmpty: Bool { escalations.isEmpty && !touchesAdministration }

  mutating func touch(_ touched: Touched) {
    escalations.removeAll { $0.reference == touched.reference }
    escalations.append(touched)
  }
}
