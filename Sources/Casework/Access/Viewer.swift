public import Escalations

/// What a credential may do, at most.
public enum AccessRole: String, Sendable, CaseIterable, Codable {
  /// Raises, and acts in escalations where its agency takes part.
  case agency
  /// Sees all of the partnership's, sets what is its to set; decides nothing for agencies.
  case partnership
  /// Decides at stages it is named for.
  case decider
  /// Reads the record and the log, persons masked.
  case auditor
  /// Reads status and counts; never personal data or narrative.
  case dashboard
  /// Keeps agencies, credentials, policies and calendars; sees no escalation.
  case admin
}

/// Who is asking: the credential, and what it may see.
///
/// Every read and every command takes one.
public struct Viewer: Hashable, Sendable {
  /// The credential; it is the actor of what it does.
  public let credential: CredentialID
  /// What it may do.
  public let role: AccessRole
  /// The partnership it belongs to.
  public let partnership: PartnershipID
  /// The one agency it acts for; nil for roles that act for none.
  public let agency: AgencyID?
  /// Agencies that were merged into it, for which it stands now.
  public let predecessors: [AgencyID]
  /// The one panel a decider sits on; nil for all.
  public let panel: PanelID?

  /// A viewer.
  public init(
    credential: CredentialID, role: AccessRole, partnership: PartnershipID, agency: AgencyID?,
    predecessors: [AgencyID] = [], panel: PanelID? = nil
  ) {
    self.credential = credential
    self.role = role
    self.partnership = partnership
    self.agency = agency
    self.predecessors = predecessors
    self.panel = panel
  }

  /// The agencies it stands for: its own first, then those merged into it.
  public var agencies: [AgencyID] { agency.map { [$0] + predecessors } ?? [] }

  /// Whether it decides for all of its partnership: for no one agency, and on no one panel.
  public var decidesForAll: Bool { role == .decider && agency == nil && panel == nil }

  /// Whether what is that agency's is its own.
  public func standsFor(_ agency: AgencyID) -> Bool { agencies.contains(agency) }

  /// Whether one of the owners is an agency that it stands for.
  public func isAmong(_ owners: [Owner]) -> Bool {
    agencies.contains { owners.contains(.agency($0)) }
  }
}
