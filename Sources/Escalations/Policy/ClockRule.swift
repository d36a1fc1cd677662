/// By when a duty is to be met: what is counted, from when, and who may change it.
///
/// In JSON: `{"limit": {"workingDays": 7}, "from": {"entry": true}, "clause": "CRO-11"}`.
public struct ClockRule: Equatable, Sendable {
  /// How long.
  public enum Length: Equatable, Sendable {
    /// A number that the policy fixes.
    case fixed(Limit)
    /// Set for each case by one of these roles; until then there is no limit.
    case setByRole([RoleID])
    /// Proposed by one side and agreed by the other; until then there is no limit.
    case agreedBySides
  }

  /// From when it is counted.
  public indirect enum Start: Equatable, Sendable {
    /// The duty opens (for a stage, it is entered).
    case entry
    /// The stage before was left.
    case previousStageLeft
    /// The duty was met.
    case met(DutyID)
    /// A date that the case carries.
    case date(CarriedDate)
    /// The first of two.
    case earlier(Start, Start)
    /// The last of two; runs only when both are known.
    case later(Start, Start)
  }

  /// Dates that a case carries.
  public enum CarriedDate: String, Sendable, CaseIterable {
    /// The day the concern arose.
    case arose
    /// The day it was raised with the other side.
    case raisedWithOtherSide
    /// The instant it was raised in the service.
    case raised
  }

  /// How both sides together may change the limit.
  public enum Agreement: String, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// To an earlier day only.
    case earlier
    /// To any day.
    case any
  }

  /// How strongly a text has a stage, or several, end in time; a duty's force is its own.
  public enum Binding: String, Sendable, CaseIterable {
    /// It must.
    case must
    /// It should.
    case should
  }

  /// How long at most.
  public let limit: Length
  /// How long at best, where the text says so; missing it is shown, and never late.
  public let target: Limit?
  /// From when it is counted.
  public let from: Start
  /// Whether passing it is late, or only beyond a guide ("generally").
  public let isGuide: Bool
  /// How strongly a stage's own limit, or a cap, binds.
  public let binding: Binding
  /// How both sides together may change it.
  public let agreement: Agreement
  /// Who alone may change it, besides.
  public let setBy: [RoleID]
  /// Where it comes from.
  public let provenance: Provenance

  /// A clock.
  public init(
    limit: Length, target: Limit? = nil, from: Start = .entry, isGuide: Bool = false,
    binding: Binding = .should, agreement: Agreement = .none, setBy: [RoleID] = [],
    provenance: Provenance
  ) {
    self.limit = limit
    self.target = target
    self.from = from
    self.isGuide = isGuide
    self.binding = binding
    self.agreement = agreement
    self.setBy = setBy
    self.provenance = provenance
  }
}

extension ClockRule {
  /// The force of a stage's own limit: leaving the stage meets it, so it stands in nobody's way.
  var stageForce: Duty.Force {
    if isGuide { return .guide }
    return switch binding {
    case .must: .must
    case .should: .should
    }
  }
}
