public import Escalations

/// What an administrator did, for the partnership's own stream; no personal data, and of a token only
/// its digest.
public enum AdministrativeAct: Sendable, Equatable {
  /// A partnership was added.
  case partnershipAdded(PartnershipID)
  /// An agency was added.
  case agencyAdded(Agency)
  /// An agency was changed, renamed, or merged into another.
  case agencyChanged(Agency)
  /// An agency's posts were listed anew.
  case agencyRolesChanged(AgencyID, checkedOn: CivilDate, revision: Int)
  /// A credential was issued.
  case credentialIssued(Credential)
  /// A credential got another token; the one before opens until then.
  case credentialRotated(CredentialID, tokenDigest: String, previousUntil: Instant)
  /// A credential was revoked.
  case credentialRevoked(CredentialID, RevocationReason)
  /// Two escalations were found to be about the same child and decision, the later first.
  case matterHinted(Reference, Reference)
  /// Somebody said that two escalations are one matter.
  case matterLinked(Reference, Reference)
  /// The office named those who alone see a restricted escalation; nobody for all named for such.
  case restrictionNamed(Reference, [CredentialID])
  /// A policy's version was loaded, with the digest of its bytes.
  case policyLoaded(PolicyID, version: String, digest: String)
  /// A form's template was loaded in a version, with the digest of its bytes.
  case templateLoaded(TemplateID, version: String, digest: String)
  /// A calendar's version was loaded, with the digest of its bytes.
  case calendarLoaded(String, version: Int, digest: String)
  /// A bank holiday was added or withdrawn, which made the calendar's version of that digest.
  case holidayChanged(String, version: Int, digest: String, HolidayChange)
  /// All running clocks have followed a calendar's version: so many moved, in so many escalations.
  case calendarFollowed(String, version: Int, escalations: Int, clocks: Int)
  /// Texts of an escalation were erased.
  case erased(Erasure, groups: Int)
  /// A legal hold was placed on an escalation; its reason lies beside the event.
  case holdPlaced(Reference, by: String)
  /// A legal hold was released.
  case holdReleased(Reference, by: String)
  /// Access entries of a month and before were erased; the chain goes on from the hash of the last.
  case accessErased(month: String, through: Int64, hash: String, rule: String, by: String)
  /// The store was restored from a backup, in which the chains ended at these sequences; and where those of
  /// the store that was there had left its line, if that was already another than the backup's.
  case restored(epoch: Int64, end: ChainPlaces, other: OtherLine?)
  /// What verification found was looked into and explained; each finding by its mark.
  case reanchored(findings: [String], reason: String, by: String)
  /// The figures of a year were published, small numbers left out.
  case reportPublished(ReportEdition)
  /// A recommendation came back from where learning was sent.
  case recommendationMade(Recommendation.Made)
  /// The recommendation of that number went on.
  case recommendationProgressed(Int, FollowUpProgress)
}

/// Who read what.
public struct AccessEntry: Sendable, Equatable {
  /// What kind of reading.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// One escalation in full.
    case escalation
    /// Its record.
    case record
    /// A form.
    case form
    /// A search by an identifier.
    case search
    /// The access entries themselves.
    case audit
    /// A stream began.
    case exportBegan
    /// A stream ended.
    case exportEnded
    /// A valid credential was refused.
    case refused
  }

  /// What kind of reading.
  public let kind: Kind
  /// Who read.
  public let viewer: Viewer
  /// What was read; nil where it is not one escalation.
  public let reference: Reference?
  /// The request that read it.
  public let requestID: String

  /// An access entry.
  public init(kind: Kind, viewer: Viewer, reference: Reference?, requestID: String) {
    self.kind = kind
    self.viewer = viewer
    self.reference = reference
    self.requestID = requestID
  }
}

/// A sequence in each of a partnership's chains.
public struct ChainPlaces: Sendable, Equatable {
  /// In the chain of events.
  public var event: Int64
  /// In the chain of access entries.
  public var access: Int64

  /// A place in each.
  public init(event: Int64, access: Int64) {
    self.event = event
    self.access = access
  }
}

/// A store that had gone another way than the backup that took its place.
public struct OtherLine: Sendable, Equatable {
  /// The backup's own epoch: anchors of later ones are of the other line.
  public var after: Int64
  /// The last entries that both have.
  public var parted: ChainPlaces

  /// A line.
  public init(after epoch: Int64, parted: ChainPlaces) {
    after = epoch
    self.parted = parted
  }
}
