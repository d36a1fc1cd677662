public import Escalations
import Digest
public import NotificationForms

/// What a server is set up with: partnerships, policies, calendars, and for a demonstration
/// agencies and credentials.
///
/// Everything that is there already is left as it is.
public struct Installation: Sendable {
  /// Partnerships.
  public var partnerships: [Partnership] = []
  /// Policies with the bytes they were written in.
  public var policies: [(policy: Policy, json: [UInt8])] = []
  /// Templates of forms with the bytes they were written in.
  public var templates: [(template: Template, json: [UInt8])] = []
  /// Calendars with the bytes they were written in.
  public var calendars: [(calendar: WorkingCalendar, json: [UInt8])] = []
  /// Agencies.
  public var agencies: [Agency] = []
  /// Credentials.
  public var credentials: [Credential] = []

  /// An empty one.
  public init() {}
}

extension Job {
  /// A job that installs what is missing.
  ///
  /// The policies and calendars given must not be stored yet. A partnership that is new gets an
  /// administrator's credential, whose token `firstToken` is told of; without it, none.
  public static func install(
    _ installation: Installation,
    firstToken: (@Sendable (PartnershipID, Token) -> Void)? = nil
  ) -> Job {
    Job(credential: nil) { (ledger, library, now) throws(Failure) -> Receipt? in
      let new = try installation.addPartnerships(to: ledger, at: now)
      for (calendar, json) in installation.calendars {
        try ledger.addCalendar(calendar, json: json, at: now)
        if library.calendars[calendar.id] != nil {
          try ledger.beginFollowing(
            calendar, in: library.partnerships(countingBy: calendar.id), at: now)
        }
        library.replace(calendar)
      }
      for (policy, json) in installation.policies {
        try ledger.addPolicy(policy, json: json, at: now)
        let act = AdministrativeAct.policyLoaded(
          policy.id, version: policy.version, digest: SHA256.digest(of: json).hex)
        try ledger.append(act, partnership: policy.partnership, by: nil, at: now)
        library.add(policy)
      }
      for (calendar, json) in installation.calendars {
        let act = AdministrativeAct.calendarLoaded(
          calendar.id, version: calendar.version, digest: SHA256.digest(of: json).hex)
        for partnership in library.partnerships(countingBy: calendar.id) {
          try ledger.append(act, partnership: partnership, by: nil, at: now)
        }
      }
      for (template, json) in installation.templates {
        try installation.add(template, json, to: ledger, library, at: now)
        library.add(template)
      }
      try installation.addAgencies(to: ledger, at: now)
      guard let firstToken else { return nil }
      for partnership in new {
        let token = Token()
        let request = CredentialRequest(
          id: CredentialID(partnership.text + "-admin"), name: "The first administrator",
          role: .admin)
        _ = try Job.issue(request, token, by: .console(partnership)).run(ledger, &library, now)
        firstToken(partnership, token)
      }
      return nil
    }
  }
}

extension Installation {
  /// Adds those that are not there; returns them.
  func addPartnerships(to ledger: any Ledger, at now: Instant) throws(Failure) -> [PartnershipID] {
    var new: [PartnershipID] = []
    for partnership in partnerships where try ledger.partnership(partnership.id) == nil {
      try ledger.add(partnership)
      try ledger.append(
        .partnershipAdded(partnership.id), partnership: partnership.id, by: nil, at: now)
      new.append(partnership.id)
    }
    return new
  }

  /// A template is loaded on behalf of each partnership whose policies it serves.
  func add(
    _ template: Template, _ json: [UInt8], to ledger: any Ledger, _ library: Library,
    at now: Instant
  ) throws(Failure) {
    try ledger.addTemplate(template, json: json, at: now)
    let act = AdministrativeAct.templateLoaded(
      template.id, version: template.version, digest: SHA256.digest(of: json).hex)
    let partnerships = library.policies.filter { policy in
      template.policies.contains { $0.policy == policy.id }
    }.map(\.partnership)
    for partnership in Set(partnerships).sorted() {
      try ledger.append(act, partnership: partnership, by: nil, at: now)
    }
  }

  func addAgencies(to ledger: any Ledger, at now: Instant) throws(Failure) {
    for agency in agencies where try ledger.agency(agency.id) == nil {
      try ledger.add(agency)
      try ledger.append(
        .agencyAdded(agency), partnership: agency.partnership, by: nil, at: now)
    }
    for credential in credentials {
      try ledger.add(credential)
      try ledger.append(
        .credentialIssued(credential), partnership: credential.viewer.partnership, by: nil, at: now)
    }
  }
}
