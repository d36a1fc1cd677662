/// One step from a schema's version to the next.
public struct Migration: Sendable {
  /// The version that the schema has afterwards.
  public let version: Int
  /// The script that leads there; it must leave the transaction to the ``Migrator``.
  public let sql: String

  /// Makes a step.
  public init(version: Int, sql: String) {
    (self.version, self.sql) = (version, sql)
  }
}

/// Why a file's schema could not be brought up to date; the file is as the last good step left it.
public enum MigrationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A later release has written the file: this one must not touch it.
  case newerThanKnown(found: Int, known: Int)
  /// The step to this version failed and was undone.
  case failed(version: Int, SQLiteError)
  /// The version could not be read.
  case unreadable(SQLiteError)

  /// A sentence for the operator.
  public var description: String {
    switch self {
    case .newerThanKnown(let found, let known):
      """
      The database has schema \(found), and this release knows schemas up to \(known): \
      start the release that wrote it, or restore a backup from before.
      """
    case .failed(let version, let error): "The step to schema \(version) failed: \(error)"
    case .unreadable(let error): "The schema's version cannot be read: \(error)"
    }
  }
}

/// Brings a file's schema forward, one version and one transaction at a time.
public struct Migrator: Sendable {
  private let migrations: [Migration]

  /// Takes the steps in order, from version 1 without a gap.
  public init(_ migrations: [Migration]) {
    precondition(
      migrations.map(\.version) == Array(1...max(1, migrations.count)),
      "migrations are numbered from 1 without a gap")
    self.migrations = migrations
  }

  /// The version that this release writes.
  public var latestVersion: Int { migrations.count }

  /// Applies every step that the file has not had; returns the versions applied.
  @discardableResult
  public func migrate(_ connection: Connection) throws(MigrationError) -> [Int] {
    let found: Int
    do { found = try connection.userVersion } catch { throw .unreadable(error) }
    guard found <= latestVersion else {
      throw .newerThanKnown(found: found, known: latestVersion)
    }
    for migration in migrations.dropFirst(found) {
      do {
        try apply(migration, to: connection)
      } catch {
        throw .failed(version: migration.version, error)
      }
    }
    return Array(migrations.dropFirst(found).map(\.version))
  }

  private func apply(_ migration: Migration, to connection: Connection) throws(SQLiteError) {
    try connection.transaction(.immediate) { () throws(SQLiteError) in
      // Another process may have come first, between our look and our lock.
      guard try connection.userVersion == migration.version - 1 else {
        throw SQLiteError(.busySnapshot, "the schema was changed by someone else meanwhile")
      }
      try connection.execute(migration.sql)
      guard connection.inTransaction else {
        throw SQLiteError(.transactionEnded, "the script ended the transaction it runs in")
      }
      try connection.setUserVersion(migration.version)
    }
  }
}
