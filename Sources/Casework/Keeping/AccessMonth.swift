public import Escalations

/// A month of a partnership's access entries that is due to go, from the beginning of its chain.
public struct AccessMonth: Sendable, Equatable {
  /// The partnership in whose chain they are.
  public let partnership: PartnershipID
  /// The month in UTC: `2026-03`.
  public let month: String
  /// How many entries would go.
  public let entries: Int
  /// The sequence of the last of them.
  public let through: Int64

  /// A month.
  public init(partnership: PartnershipID, month: String, entries: Int, through: Int64) {
    self.partnership = partnership
    self.month = month
    self.entries = entries
    self.through = through
  }
}
