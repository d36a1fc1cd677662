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

  /// The act as it is written.
  static func write(
    _ act: AdministrativeAct, at instant: Instant
  ) throws(UnreadableEvent) -> EventCodec.Written {
    let kind: String
    let body: [String: String]
    switch act {
    case .partnershipAdded(let id):
      (kind, body) = ("partnership.added", ["partnership": id.text])
    case .agencyAdded(let id, let agencyKind):
      (kind, body) = ("agency.added", ["agency": id.text, "kind": agencyKind])
    case .credentialIssued(let id, let role, let agency):
      let owner = agency.map { ["agency": $0.text] } ?? [:]
      kind = "credential.issued"
      body = ["credential": id.text, "role": role.rawValue].merging(owner) { one, _ in one }
    case .policyLoaded(let id, let version, let digest):
      kind = "policy.loaded"
      body = ["policy": id.text, "version": version, "digest": digest]
    case .calendarLoaded(let id, let version, let digest):
      kind = "calendar.loaded"
      body = ["calendar": id, "version": String(version), "digest": digest]
    case .holidayChanged(let id, let version, let digest, let change):
      kind = change.kind
      body = [
        "calendar": id, "version": String(version), "digest": digest,
        "date": change.date.description,
      ]
    case .calendarFollowed(let id, let version, let escalations, let clocks):
      kind = "calendar.followed"
      body = [
        "calendar": id, "version": String(version), "escalations": String(escalations),
        "clocks": String(clocks),
      ]
    case .recommendationMade(let made): (kind, body) = (recommendationMade, made.members)
    case .recommendationProgressed(let number, let progress):
      kind = recommendationProgressed
      body = ["recommendation": String(number), "progress": progress.rawValue]
    }
    return try written(kind, body, at: instant)
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

extension HolidayChange {
  fileprivate var kind: String {
    switch self {
    case .add: "holiday.added"
    case .withdraw: "holiday.withdrawn"
    }
  }
}
