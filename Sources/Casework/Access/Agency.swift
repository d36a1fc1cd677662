public import Escalations

/// A member organisation of a kind.
public struct Agency: Sendable, Equatable {
  /// Its name on this server.
  public let id: AgencyID
  /// The partnership it belongs to.
  public let partnership: PartnershipID
  /// The title people know.
  public var title: String
  /// Its kind (`school`, `childrens-social-care`).
  public var kind: String
  /// What administrators keep about it.
  public var details: AgencyDetails
  /// The first day on which it takes part in anything new.
  public var activeFrom: CivilDate?
  /// The last such day.
  public var activeTo: CivilDate?
  /// The agency it was merged into.
  public var successor: AgencyID?
  /// How often administrators changed it.
  public var revision: Int

  /// An agency.
  public init(id: AgencyID, partnership: PartnershipID, title: String, kind: String) {
    self.id = id
    self.partnership = partnership
    self.title = title
    self.kind = kind
    details = AgencyDetails()
    revision = 1
  }

  /// Why it may not be named in anything new on that day; nil if it may.
  public func inactivity(on day: CivilDate) -> String? {
    if let activeFrom, day < activeFrom { return "It takes part from \(activeFrom) on." }
    guard let activeTo, activeTo < day else { return nil }
    return "It took part until \(activeTo)." + (successor.map { " Name \($0) instead." } ?? "")
  }
}

/// What administrators keep about an agency; no personal data.
public struct AgencyDetails: Sendable, Equatable, Codable {
  /// How it is reached: a post, a team, an office's number.
  public var contact: String?
  /// Its names in other systems (a school's URN, a provider's ODS code).
  public var references: [Reference] = []
  /// Titles it had before.
  public var formerTitles: [String] = []
  /// Its posts, and what they stand for in policies.
  public var roles: [Post] = []
  /// The day on which somebody last held the posts against the agency's own list.
  public var rolesCheckedOn: CivilDate?

  /// Nothing.
  public init() {}

  /// Its name in another system.
  public struct Reference: Sendable, Equatable, Codable {
    /// Which system.
    public var system: String
    /// Its name there.
    public var value: String

    /// A name in another system.
    public init(system: String, value: String) {
      self.system = system
      self.value = value
    }
  }

  /// A post in the agency.
  ///
  /// Agencies' structures differ, so what a policy asks of one role is done by whoever has that rank.
  public struct Post: Sendable, Equatable, Codable {
    /// The role's name, as acts give it.
    public var role: RoleID
    /// The post's title in the agency.
    public var title: String
    /// Roles of policies whose rank it has.
    public var equivalents: [RoleID]
    /// The role that its holder stands in for; what they do is recorded as a substitute's.
    public var substituteFor: RoleID?

    /// A post.
    public init(role: RoleID, title: String, equivalents: [RoleID], substituteFor: RoleID?) {
      self.role = role
      self.title = title
      self.equivalents = equivalents
      self.substituteFor = substituteFor
    }
  }
}
