public import Escalations

/// A partnership: whose policies these are.
public struct Partnership: Sendable, Equatable {
  /// Its name on this server.
  public let id: PartnershipID
  /// The title people know.
  public let title: String
  /// What its references begin with (`CSCP`); unique on a server.
  public let prefix: String

  /// A partnership.
  public init(id: PartnershipID, title: String, prefix: String) {
    self.id = id
    self.title = title
    self.prefix = prefix
  }
}
