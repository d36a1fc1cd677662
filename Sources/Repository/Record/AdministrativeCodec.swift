import Casework
import Escalations
import JSON

/// Writes what administrators do as events of the partnership's own stream.
///
/// Nothing is replayed from them: agencies, credentials, policies and calendars are primary tables
/// of their own.
enum AdministrativeCodec {
  /// The version in which these payloads are written now.
  private static let version = 1

  /// The kinds of events that recommendations are read from.
  static let recommendationMade = "recommendation.made"
  static let recommendationProgressed = "recommendation.progressed"
  /// The kind of event that published reports are read from.
  static let reportPublished = "report.published"

  /// The act as it is written.
  static func write(
    _ act: AdministrativeAct, at instant: Instant
  ) throws(UnreadableEvent) -> EventCodec.Written {
    let (kind, body) = row(act)
    return try written(kind, body, at: instant)
  }

  /// The kind and the body of each act: one table, without `default`.
  private static func row(_ act: AdministrativeAct) -> (kind: String, body: [String: String]) {
    switch act {
    case .partnershipAdded(let id): ("partnership.added", ["partnership": id.text])
    case .agencyAdded(let agency): ("agency.added", body(agency))
    case .agencyChanged(let agency):
      ("agency.changed", body(agency).adding("revision", String(agency.revision)))
    case .agencyRolesChanged(let id, let day, let revision):
      (
        "agency.rolesChanged",
        ["agency": id.text, "checkedOn": "\(day)", "revision": String(revision)]
      )
    case .credentialIssued(let credential): (credentialIssuedKind, body(credential))
    case .credentialRotated(let id, let digest, let until):
      (
        credentialRotatedKind,
        ["credential": id.text, "tokenDigest": digest, "previousUntil": "\(until)"]
      )
    case .credentialRevoked(let id, let reason):
      (credentialRevokedKind, ["credential": id.text, "reason": reason.rawValue])
    case .matterHinted(let one, let other):
      ("matter.hinted", ["escalation": one.text, "other": other.text])
    case .matterLinked(let one, let other):
      ("matter.linked", ["escalation": one.text, "other": other.text])
    case .restrictionNamed(let reference, let credentials):
      (
        restrictionNamedKind,
        [
          "escalation": reference.text,
          "credentials": credentials.map(\.text).joined(separator: " "),
        ]
      )
    case .policyLoaded(let id, let version, let digest):
      ("policy.loaded", ["policy": id.text, "version": version, "digest": digest])
    case .templateLoaded(let id, let version, let digest):
      ("template.loaded", ["template": id.text, "version": version, "digest": digest])
    case .calendarLoaded(let id, let version, let digest):
      ("calendar.loaded", ["calendar": id, "version": String(version), "digest": digest])
    case .holidayChanged(let id, let version, let digest, let change):
      (
        change.kind,
        [
          "calendar": id, "version": String(version), "digest": digest,
          "date": change.date.description,
        ]
      )
    case .calendarFollowed(let id, let version, let escalations, let clocks):
      (
        "calendar.followed",
        [
          "calendar": id, "version": String(version), "escalations": String(escalations),
          "clocks": String(clocks),
        ]
      )
    case .recommendationMade(let made): (recommendationMade, made.members)
    case .recommendationProgressed(let number, let progress):
      (
        recommendationProgressed,
        ["recommendation": String(number), "progress": progress.rawValue]
      )
    case .reportPublished(let edition): (reportPublished, edition.members)
    case .erased(let erasure, let groups): (erasedKind, body(erasure, groups: groups))
    case .holdPlaced(let reference, let by):
      (holdPlacedKind, ["escalation": reference.text, "by": by])
    case .holdReleased(let reference, let by):
      (holdReleasedKind, ["escalation": reference.text, "by": by])
    case .accessErased(let month, let through, let hash, let rule, let by):
      (
        accessErasedKind,
        ["month": month, "through": String(through), "hash": hash, "rule": rule, "by": by]
      )
    case .restored(let epoch, let end, let other):
      (
        restoredKind,
        ["epoch": String(epoch), "event": String(end.event), "access": String(end.access)]
          .adding("otherAfter", other.map { String($0.after) })
          .adding("otherEvent", other.map { String($0.parted.event) })
          .adding("otherAccess", other.map { String($0.parted.access) })
      )
    case .reanchored(let findings, let reason, let by):
      (
        reanchoredKind,
        ["findings": findings.joined(separator: " "), "reason": reason, "by": by]
      )
    }
  }

  /// Kinds that verification, restore and readers look for.
  static let erasedKind = "record.erased"
  static let credentialIssuedKind = "credential.issued"
  static let credentialRotatedKind = "credential.rotated"
  static let credentialRevokedKind = "credential.revoked"
  static let restrictionNamedKind = "restriction.named"
  static let holdPlacedKind = "hold.placed"
  static let holdReleasedKind = "hold.released"
  static let accessErasedKind = "access.erased"
  static let restoredKind = "store.restored"
  static let reanchoredKind = "chain.reanchored"

  private static func body(_ agency: Agency) -> [String: String] {
    ["agency": agency.id.text, "kind": agency.kind].adding("successor", agency.successor?.text)
  }

  /// The digest of a token opens nothing, and shows when another is put in its place.
  private static func body(_ credential: Credential) -> [String: String] {
    [
      "credential": credential.id.text, "role": credential.viewer.role.rawValue,
      "tokenDigest": credential.tokenDigest,
    ].adding("agency", credential.viewer.agency?.text)
      .adding("seesRestricted", credential.seesRestricted ? "true" : nil)
      .adding("expiresAt", credential.expiresAt?.description)
      .adding("panel", credential.viewer.panel?.text)
  }

  private static func body(_ erasure: Erasure, groups: Int) -> [String: String] {
    [
      "escalation": erasure.reference.text, "groups": String(groups), "rule": erasure.rule,
      "by": erasure.by, "classes": erasure.classes.map(\.rawValue).joined(separator: " "),
    ].adding("person", erasure.person)
      .adding("through", erasure.through.map(String.init))
      .adding("firstErasedAt", erasure.firstErasedAt?.description)
  }

  /// The body of such an act as it was written; empty if it cannot be read.
  static func body(of payload: String) -> [String: String] {
    guard let members = (try? JSONReader.read(payload))?["body"]?.objectValue?.members else {
      return [:]
    }
    return members.reduce(into: [:]) { $0[$1.name] = $1.value.stringValue }
  }

  private static func written(
    _ kind: String, _ body: [String: String], at instant: Instant
  ) throws(UnreadableEvent) -> EventCodec.Written {
    do {
      let payload = try JSONEncoding.bytes(of: Payload(body: body, occurredAt: instant))
      return EventCodec.Written(
        kind: kind, version: version, payload: String(decoding: payload, as: UTF8.self))
    } catch {
      throw UnreadableEvent(why: "\(kind) cannot be written: \(error)")
    }
  }

  private struct Payload: Encodable {
    let body: [String: String]
    let occurredAt: Instant
  }
}

extension Recommendation.Made {
  fileprivate var members: [String: String] {
    [
      "policy": policy.text, "theme": theme?.text, "route": route?.text, "clause": clause,
      "dueOn": dueOn?.description,
    ].compactMapValues { $0 }
  }
}

extension ReportEdition {
  fileprivate var members: [String: String] {
    ["policy": policy.text, "year": String(year.first), "figures": text]
  }
}

extension HolidayChange {
  fileprivate var kind: String {
    switch self {
    case .add: "holiday.added"
    case .withdraw: "holiday.withdrawn"
    }
  }
}

extension [String: String] {
  /// The same with a member more, where there is one.
  fileprivate func adding(_ name: String, _ value: String?) -> [String: String] {
    var body = self
    body[name] = value
    return body
  }
}
