import Digest
import SQLite

/// The policies, calendars and templates that a store holds, as the bytes they were written in: what the program
/// makes the writer's library of.
public struct StoredDocuments: Sendable, Equatable {
  /// One of them.
  public struct Document: Sendable, Equatable {
    /// What it is and which, as verification names it: `policy croydon 1`.
    public let place: String
    /// Its bytes.
    public let json: [UInt8]

    /// That it cannot be read, which nobody can explain away: no service starts on it.
    public func unreadable(_ why: String) -> Finding {
      Finding(
        .unreadable, at: place, "it cannot be read: \(why)", mark: SHA256.digest(of: json).hex)
    }
  }

  /// All versions of all policies, in the order in which they were loaded.
  public let policies: [Document]
  /// All versions of all calendars, each calendar's oldest first.
  public let calendars: [Document]
  /// All versions of all templates of forms, in the order in which they were loaded.
  public let templates: [Document]
  /// How often the store was restored, counted from 1.
  public let epoch: Int64

  init(_ connection: Connection) throws(SQLiteError) {
    policies = try Self.read("policy", by: "id", connection)
    calendars = try Self.read("calendar", by: "calendar, version", connection)
    templates = try Self.read("template", by: "id", connection)
    epoch = try connection.prepare("SELECT epoch FROM store").first { row in row.int64(0) } ?? 1
  }

  private static func read(
    _ kind: String, by order: String, _ connection: Connection
  ) throws(SQLiteError) -> [Document] {
    try connection.prepare(
      "SELECT \(kind), CAST(version AS TEXT), json FROM \(kind)_version ORDER BY \(order)"
    ).all { row in
      Document(place: "\(kind) \(row.text(0)) \(row.text(1))", json: row.blob(2))
    }
  }
}
