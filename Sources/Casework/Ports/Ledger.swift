public import Escalations

/// The write side, as a command sees it: inside the writer's transaction, on its thread.
///
/// Every failure is Casework's; the adapter translates constraint codes, never messages. After
/// `Failure.broken` or `.storageFull` the whole batch is lost and nobody was told otherwise.
public protocol Ledger: FormLedger, MatterLedger, NamingLedger {
  /// The receipt kept under the key, if there is one, with the digest of the body it answered.
  func receipt(for key: IdempotencyKey) throws(Failure) -> KeptReceipt?

  /// Keeps the receipt under the key, in the command's own transaction.
  func keep(_ receipt: KeptReceipt, for key: IdempotencyKey, at now: Instant) throws(Failure)

  /// The escalation as it stands, if this viewer may see it; otherwise nil, as if there were none.
  func escalation(_ reference: Reference, for viewer: Viewer) throws(Failure) -> Escalation?

  /// The escalation whatever the viewer, for the service's own acts (the scheduler's).
  func escalationForService(_ reference: Reference) throws(Failure) -> Escalation?

  /// The texts of one event as they stand after corrections, for what is taken over from it.
  func parts(ofEvent number: Int, of reference: Reference) throws(Failure) -> [Part]

  /// The next reference of a partnership in a year: `CSCP-2026-00042`.
  func nextReference(for partnership: PartnershipID, year: Int) throws(Failure) -> Reference

  /// The escalation that an agency filed under its own reference, if there is one.
  func reference(_ agency: AgencyID, external: String) throws(Failure) -> Reference?

  /// Files an escalation under an agency's own reference; unique for each agency.
  func file(_ reference: Reference, under external: String, of agency: AgencyID) throws(Failure)

  /// Appends the event: chained, hashed, with its parts beside it, and projected.
  ///
  /// `after` is the escalation with the event applied. Returns the place it took.
  func append(
    _ event: Event, to reference: Reference, after: Escalation, by actor: Viewer?, at now: Instant
  ) throws(Failure) -> Place

  /// Appends an administrative act to the partnership's own stream, with the words that came with it.
  ///
  /// Returns its number there.
  func append(
    _ act: AdministrativeAct, parts: [Part], partnership: PartnershipID, by actor: Viewer?,
    at now: Instant
  ) throws(Failure) -> Int

  /// Whether a recommendation of that number was made in the partnership.
  func hasRecommendation(
    _ number: Int, in partnership: PartnershipID
  ) throws(Failure) -> Bool

  /// How many editions of a policy's reports were published in the partnership.
  func editionCount(of policy: PolicyID, in partnership: PartnershipID) throws(Failure) -> Int

  /// Writes an access entry: who read what, chained like the events.
  func append(_ access: AccessEntry, at now: Instant) throws(Failure)

  /// The partnership of that name.
  func partnership(_ id: PartnershipID) throws(Failure) -> Partnership?

  /// The agency of that name.
  func agency(_ id: AgencyID) throws(Failure) -> Agency?

  /// Adds a partnership.
  func add(_ partnership: Partnership) throws(Failure)

  /// Adds an agency.
  func add(_ agency: Agency) throws(Failure)

  /// Changes an agency; whoever takes its place stands for it from the commit on.
  func change(_ agency: Agency) throws(Failure)

  /// Adds a credential.
  func add(_ credential: Credential) throws(Failure)

  /// The credential of that name.
  func credential(_ id: CredentialID) throws(Failure) -> Credential?

  /// Gives a credential another token; the one before opens until then.
  func rotate(_ id: CredentialID, to tokenDigest: String, previousUntil: Instant) throws(Failure)

  /// Revokes a credential.
  func revoke(_ id: CredentialID, at now: Instant) throws(Failure)

  /// Notes when a credential was last used.
  func noteUse(of id: CredentialID, at instant: Instant) throws(Failure)

  /// Adds a policy's version, as the bytes it was written in.
  func addPolicy(_ policy: Policy, json: [UInt8], at now: Instant) throws(Failure)

  /// Adds a calendar's version, as the bytes it was written in.
  func addCalendar(_ calendar: WorkingCalendar, json: [UInt8], at now: Instant) throws(Failure)

  /// Notes that the running clocks of these partnerships have to follow a calendar's new version.
  func beginFollowing(
    _ calendar: WorkingCalendar, in partnerships: [PartnershipID], at now: Instant
  ) throws(Failure)

  /// The oldest change of a calendar that running clocks have not all followed yet.
  func unfinishedFollowing() throws(Failure) -> CalendarFollowing?

  /// The next escalations that owe anything, at most so many.
  func openStretch(of following: CalendarFollowing, limit: Int) throws(Failure) -> OpenStretch

  /// Keeps how far it has come.
  func keep(_ following: CalendarFollowing) throws(Failure)

  /// Open duties whose limit has passed unrecorded (or is near), oldest first, at most so many: for the
  /// scheduler.
  func dueClocks(at now: Instant, nearBefore: Instant, limit: Int) throws(Failure) -> [Reference]

  /// When the clocks were last swept, to the hour; nil before the first time.
  func lastSweep() throws(Failure) -> Instant?

  /// Keeps when the clocks were swept.
  func keepSweep(at now: Instant) throws(Failure)
}

extension Ledger {
  /// Appends an administrative act that came without words.
  public func append(
    _ act: AdministrativeAct, partnership: PartnershipID, by actor: Viewer?, at now: Instant
  ) throws(Failure) {
    _ = try append(act, parts: [], partnership: partnership, by: actor, at: now)
  }
}

/// Where an event came to lie.
public struct Place: Sendable, Equatable {
  /// Its number within the escalation, from 1.
  public let number: Int
  /// Its sequence in the partnership's chain, from 1.
  public let sequence: Int64
  /// The first hexadecimal digits of its hash, for the ETag.
  public let hashPrefix: String

  /// A place.
  public init(number: Int, sequence: Int64, hashPrefix: String) {
    self.number = number
    self.sequence = sequence
    self.hashPrefix = hashPrefix
  }
}

/// A client's key for one act, within its own credential's agency or partnership.
public struct IdempotencyKey: Hashable, Sendable {
  /// Whose key it is: the agency's, or the credential's where it acts for none.
  public let scope: String
  /// The key as sent.
  public let key: String

  /// A key.
  public init(scope: String, key: String) {
    self.scope = scope
    self.key = key
  }
}

/// A receipt kept under a key.
public struct KeptReceipt: Sendable, Equatable {
  /// SHA-256 of method, path and body, in hexadecimal: another body under the same key is refused.
  public let fingerprint: String
  /// The receipt.
  public let receipt: Receipt

  /// A kept receipt.
  public init(fingerprint: String, receipt: Receipt) {
    self.fingerprint = fingerprint
    self.receipt = receipt
  }
}
