import Foundation
import GRDB

/// One escalation's status, as Parley answers it.
struct EscalationStatus: Encodable {
  struct Row: FetchableRecord, Decodable {
    let id: Int64
    let reference: String
    let policy: String
    let policyVersion: String
    let track: String
    let stage: String
    let stageNumber: Int
    let formality: String
    let state: String
    let category: String?
    let risk: String
    let raisedAt: Int64
    let stageEnteredAt: Int64
    let closedAt: Int64?
    let updatedAt: Int64
    let nextDueAt: Int64?
    let nextDueOn: String?
    let owedCount: Int
    let revision: Int
    let hashPrefix: String
  }

  struct Party: FetchableRecord, Codable {
    let agency: String
    let kind: String
    let side: String
  }

  let reference: String
  let partnership: String
  let policy: String
  let policyVersion: String
  let track: String
  let stage: String
  let stageNumber: Int
  let formality: String
  let state: String
  let category: String?
  let immediateRisk: String
  let raisedAt: String
  let stageEnteredAt: String
  let closedAt: String?
  let updatedAt: String
  let nextDueAt: String?
  let nextDueOn: String?
  let owed: Int
  let isLate: Bool
  let revision: Int
  let etag: String
  let parties: [Party]

  /// The status, if the caller's agency takes part.
  static func find(
    _ reference: String, for caller: Caller, in db: Database
  ) throws -> EscalationStatus? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT e.id, s.reference, e.policy, e.policy_version AS policyVersion, e.track, e.stage,
          e.stage_number AS stageNumber, e.formality, e.state, e.category, e.risk,
          e.raised_at AS raisedAt, e.stage_entered_at AS stageEnteredAt, e.closed_at AS closedAt,
          e.updated_at AS updatedAt, e.next_due_at AS nextDueAt, e.next_due_on AS nextDueOn,
          e.owed_count AS owedCount, e.revision, e.hash_prefix AS hashPrefix
        FROM stream s JOIN escalation e ON e.id = s.id
        WHERE s.reference = ? AND e.partnership_id = ? AND EXISTS (
          SELECT 1 FROM participation p WHERE p.escalation_id = e.id AND p.agency_id = ?
            AND p.left_event IS NULL AND p.voided = 0)
        """, arguments: [reference, caller.partnershipID, caller.agencyID])
    guard let row else { return nil }
    let parties = try Party.fetchAll(
      db,
      sql: """
        SELECT a.name AS agency, p.kind, p.side FROM participation p JOIN agency a ON a.id = p.agency_id
        WHERE p.escalation_id = ? AND p.left_event IS NULL AND p.voided = 0
        """, arguments: [row.id])
    return EscalationStatus(row, parties, of: caller)
  }

  private init(_ row: Row, _ parties: [Party], of caller: Caller) {
    reference = row.reference
    partnership = caller.partnership
    policy = row.policy
    policyVersion = row.policyVersion
    track = row.track
    stage = row.stage
    stageNumber = row.stageNumber
    formality = row.formality
    state = row.state
    category = row.category
    immediateRisk = row.risk
    raisedAt = Moment(row.raisedAt).text
    stageEnteredAt = Moment(row.stageEnteredAt).text
    closedAt = row.closedAt.map { Moment($0).text }
    updatedAt = Moment(row.updatedAt).text
    nextDueAt = row.nextDueAt.map { Moment($0).text }
    nextDueOn = row.nextDueOn
    owed = row.owedCount
    isLate = row.nextDueAt.map { $0 <= Moment(Date()).milliseconds } ?? false
    revision = row.revision
    etag = "\"\(row.revision)-\(row.hashPrefix)\""
    self.parties = parties
  }
}

/// An instant in milliseconds, as it is kept, and as it is written.
struct Moment {
  let milliseconds: Int64

  init(_ milliseconds: Int64) { self.milliseconds = milliseconds }
  init(_ date: Date) { milliseconds = Int64(date.timeIntervalSince1970 * 1_000) }

  var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1_000) }
  var text: String { date.formatted(.iso8601.time(includingFractionalSeconds: true)) }
}
