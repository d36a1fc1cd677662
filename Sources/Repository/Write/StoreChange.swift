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

  /// Escalations that changed, each once, in the order of their last change.
  public internal(set) var escalations: [Touched] = []
  /// Whether agencies, credentials, policies or calendars changed.
  public internal(set) var touchesAdministration = false

  /// Nothing.
  public init() {}

  /// Whether there is anything to publish.
  public var isEmpty: Bool { escalations.isEmpty && !touchesAdministration }

  /// Notes a change; what was noted before of the same escalation goes at the end of the batch.
  mutating func touch(_ touched: Touched) { escalations.append(touched) }

  /// Takes back what was noted after the mark.
  mutating func goBack(to mark: Mark) {
    escalations.removeLast(escalations.count - mark.count)
    touchesAdministration = mark.touchesAdministration
  }

  /// How much was noted up to a job, so that it can be undone without a copy of it all.
  struct Mark {
    let count: Int
    let touchesAdministration: Bool
  }

  /// How much is noted now.
  var mark: Mark { Mark(count: escalations.count, touchesAdministration: touchesAdministration) }

  /// The same with each escalation once.
  var condensed: StoreChange {
    guard escalations.count > 1 else { return self }
    var seen: Set<Reference> = []
    var change = self
    change.escalations = escalations.reversed().filter { seen.insert($0.reference).inserted }
    change.escalations.reverse()
    return change
  }
}
