public import Casework
import Escalations
import Foundation
import SQLite

/// A store in a folder: the one writer, and readers as many as are asked for.
///
/// Opening makes what is missing, refuses what is open to others or in use, and brings the schema
/// forward. Closing does what waits and leaves one tidy file.
public final class Store: Sendable {
  /// The folder.
  public let folder: DataFolder
  /// How often it was restored, counted from 1.
  public let epoch: Int64
  private let settings: StoreSettings
  private let writer: Writer
  /// Held for as long as the store is open.
  private let lock: FileHandle

  /// Opens the store; the library that is made of what it holds is the writer's from here on.
  public init(
    folder: DataFolder, settings: StoreSettings = StoreSettings(), hooks: WriterHooks,
    library: (StoredDocuments) throws(StoreError) -> Library
  ) throws(StoreError) {
    self.folder = folder
    self.settings = settings
    try folder.prepare()
    lock = try folder.lock()
    // What a restore or a rebuild left when it was killed holds texts that may be erased here.
    Succession(folder: folder).clear()
    let documents = try Self.migrate(folder, settings: settings, now: hooks.now())
    epoch = documents.epoch
    let library = try library(documents)
    try Self.derive(folder, library, settings: settings, hooks: hooks)
    writer = try Writer(folder: folder, library: library, settings: settings, hooks: hooks)
    // The log is made by now. SQLite syncs its name too, but takes no notice if that fails.
    try folder.sync()
  }

  /// Opens the store with a library that is known beforehand.
  public convenience init(
    folder: DataFolder, library: Library, settings: StoreSettings = StoreSettings(),
    hooks: WriterHooks
  ) throws(StoreError) {
    try self.init(folder: folder, settings: settings, hooks: hooks) { _ in library }
  }

  /// The writer's counter.
  public var desk: any Desk { writer }

  /// How many jobs wait there.
  public var waitingJobs: Int { writer.waiting }

  /// A reader with its own connection, for one thread.
  public func makeReader() throws(StoreError) -> SQLReader {
    do throws(SQLiteError) {
      let connection = try Connection(
        path: folder.database, mode: .readOnly, settings: settings.forReading)
      return try SQLReader(connection, settings: settings)
    } catch {
      throw StoreError(folder.database, cannotBe: "read", error)
    }
  }

  /// Does what waits and closes the file; returns when it is closed.
  public func close() {
    writer.stop()
    // The system releases the lock with the descriptor, whatever close says.
    try? lock.close()
  }

  private static func migrate(
    _ folder: DataFolder, settings: StoreSettings, now: Instant
  ) throws(StoreError) -> StoredDocuments {
    do {
      let connection = try Connection(
        path: folder.database, mode: .readWriteCreate, settings: settings.forWriting)
      defer { connection.close() }
      try Schema.migrator.migrate(connection)
      try connection.prepare(
        """
        INSERT INTO store (id, created_at, epoch, derivation) VALUES (1, ?1, 1, ?2)
        ON CONFLICT DO NOTHING
        """
      ).run(now.milliseconds, Schema.derivation)
      try requireEnds(connection)
      try ErasureNotes(in: folder).complete(from: connection)
      return try StoredDocuments(connection)
    } catch let error as MigrationError {
      if case .newerThanKnown = error { throw StoreError(.newerSchema, error.description) }
      throw StoreError(.unusable, error.description)
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(folder.database, cannotBe: "opened", error)
    }
  }

  /// Refuses a record that does not end where it was noted to end: written on, the gap could not be
  /// told from what never was.
  private static func requireEnds(_ connection: Connection) throws {
    guard let fault = try EndCheck.heads(connection).first else { return }
    throw StoreError(
      .unsound,
      """
      The record is not whole: \(fault.place): \(fault.detail). \
      Run `parley verify`, and then restore a backup or, if it can be explained, `parley re-anchor`.
      """)
  }

  /// Makes the derived tables anew where an earlier release derived them otherwise.
  private static func derive(
    _ folder: DataFolder, _ library: Library, settings: StoreSettings, hooks: WriterHooks
  ) throws(StoreError) {
    do {
      var writing = settings.forWriting
      // Nobody else has the file open yet, and all of it is written at once: the log must not grow with it.
      writing.autoCheckpointPages = ConnectionSettings().autoCheckpointPages
      let connection = try Connection(
        path: folder.database, mode: .readWrite, settings: writing)
      defer { connection.close() }
      guard try Rederivation.isNeeded(connection) else { return }
      hooks.log("the derived tables are made anew for this release")
      try Rederivation(connection, library).run(log: hooks.log)
      _ = try connection.checkpoint(.truncate)
    } catch {
      throw StoreError(folder.database, cannotBe: "brought up to date", error)
    }
  }
}
