import Casework
import Escalations

@testable import Repository

/// Backups and restores, as tests ask for them.
enum Restoring {
  /// When it is restored.
  static let later = at("2026-03-05T09:00:00Z")

  /// A backup of the store.
  static func backedUp(_ world: World) throws -> String {
    let path = temporaryPath() + ".db"
    _ = try world.store.backup(to: path)
    return path
  }

  static func restore(
    _ backup: String, into folder: DataFolder, now: Instant = later,
    _ change: (inout Restore) -> Void = { _ in }
  ) throws -> Restore.Report {
    var restore = Restore(backup, into: folder)
    change(&restore)
    return try restore.run(now: now, library: { _ in try TestPolicy.library() })
  }
}
