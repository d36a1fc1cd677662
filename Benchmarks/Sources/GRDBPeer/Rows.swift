import Foundation
import GRDB
import Hummingbird

/// The tables that raising writes, as GRDB's records.
struct StreamRow: Encodable, PersistableRecord {
  static let databaseTableName = "stream"
  let partnership_id: Int64
  let reference: String
}

struct EventRow: Encodable, PersistableRecord {
  static let databaseTableName = "event"
  let partnership_id: Int64
  let sequence: Int64
  let stream_id: Int64
  let number: Int
  let recorded_at: Int64
  let credential_id: Int64
  let kind: String
  let version: Int
  let payload: String
  let hash: Data
}

struct PartRow: Encodable, PersistableRecord {
  static let databaseTableName = "part"
  let event_id: Int64
  let position: Int
  let `class`: String
  let person: String
  let digest: Data
  let salt: Data
  let content: String
}

struct EscalationRow: Encodable, PersistableRecord {
  static let databaseTableName = "escalation"
  let id: Int64
  let partnership_id: Int64
  let policy: String
  let policy_version: String
  let track: String
  let stage: String
  let stage_number: Int
  let formality: String
  let state: String
  let risk: String
  let restricted: Bool
  let raised_at: Int64
  let stage_entered_at: Int64
  let updated_at: Int64
  let next_due_at: Int64
  let next_due_on: String
  let owed_count: Int
  let revision: Int
  let last_event: Int
  let hash_prefix: String
  let acted_at: Int64
  let owes: Bool
  let near_at: Int64
}

struct ParticipationRow: Encodable, PersistableRecord {
  static let databaseTableName = "participation"
  let escalation_id: Int64
  let position: Int
  let agency_id: Int64
  let kind: String
  let side: String
  let joined_event: Int
  let voided: Bool
  let seen: Bool
  let updated_at: Int64
  let next_due_at: Int64
}

/// An escalation's duties in one text.
struct DutyList: Encodable {
  struct Duty: Encodable {
    let key: String
    let owners: [String]?
    let `internal`: Bool?
    let openedAt: Int64
    let dueAt: Int64?
    let dueOn: String?
  }
  let visits = [["escalation", "stage-1"]]
  let duties: [Duty]
}

struct DutyListRow: Encodable, PersistableRecord {
  static let databaseTableName = "duty_list"
  let escalation_id: Int64
  let duties: String
}

/// A place in the lists of what is owed; of one owner, or of all where it is empty.
struct DutyPlaceRow: Encodable, PersistableRecord, Hashable {
  static let databaseTableName = "duty_place"
  let escalation_id: Int64
  let owner: String
  let state: String
  let due_order: Int64
  let partnership_id: Int64
}

/// The receipt kept under a client's key.
struct KeptReceipt: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "receipt"
  let day: Int64
  let scope: String
  let key: String
  let fingerprint: Data
  let receipt: String

  static func find(_ key: String, of caller: Caller, in db: Database) throws -> KeptReceipt? {
    let today = Moment(Date()).milliseconds / 86_400_000
    return
      try KeptReceipt
      .filter(Column("scope") == caller.agency && Column("key") == key)
      .filter((0...7).map { today - $0 }.contains(Column("day")))
      .fetchOne(db)
  }

  static func keep(
    _ receipt: Receipt, under key: String, _ fingerprint: Data, of caller: Caller, in db: Database
  ) throws {
    let json = try JSONEncoder().encode(receipt)
    try KeptReceipt(
      day: Moment(Date()).milliseconds / 86_400_000, scope: caller.agency, key: key,
      fingerprint: fingerprint, receipt: String(decoding: json, as: UTF8.self)
    ).insert(db)
  }
}
