public import Casework
public import Escalations
import SQLite

/// A policy's version as it was loaded.
public struct StoredPolicy: Sendable {
  /// The policy.
  public let id: PolicyID
  /// Its version.
  public let version: String
  /// The bytes it was written in.
  public let json: [UInt8]
}

/// A calendar's version as it was loaded.
public struct StoredCalendar: Sendable {
  /// The division.
  public let id: String
  /// Its version.
  public let version: Int
  /// The bytes it was written in.
  public let json: [UInt8]
}

/// What the program reads on starting, before there is a viewer: rules, and nothing about anybody.
extension SQLReader {
  /// Every version of every policy that was ever loaded.
  public func storedPolicies() throws(Failure) -> [StoredPolicy] {
    try translating { () throws(SQLiteError) in
      try connection.prepare("SELECT policy, version, json FROM policy_version ORDER BY id").all {
        row in
        StoredPolicy(id: PolicyID(row.text(0)), version: row.text(1), json: row.blob(2))
      }
    }
  }

  /// Every version of every calendar that was ever loaded.
  public func storedCalendars() throws(Failure) -> [StoredCalendar] {
    try translating { () throws(SQLiteError) in
      try connection.prepare("SELECT calendar, version, json FROM calendar_version ORDER BY id")
        .all { row in
          StoredCalendar(id: row.text(0), version: row.int(1), json: row.blob(2))
        }
    }
  }
}
