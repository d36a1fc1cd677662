import Escalations
import Foundation
import SQLite

/// How a file that was made beside a store takes its place, in a folder in which no server runs.
///
/// Moving a file into place by hand is not enough: a log that the old one left would be read into the new.
struct Succession {
  let folder: DataFolder

  /// Where the new file is made.
  var staged: String { folder.stagedDatabase }
  /// The new file once it is whole.
  private var next: String { folder.nextDatabase }

  /// A succession that was cut off between its steps, the old file moved and the new one not, is brought to
  /// its end.
  func finishCutOff() throws {
    let files = FileManager.default
    guard files.fileExists(atPath: next), !files.fileExists(atPath: folder.database) else { return }
    if let aside = folder.setAside.last { try moveBeside(to: folder.path + "/" + aside) }
    try files.moveItem(atPath: next, toPath: folder.database)
    try folder.sync()
  }

  /// The old file keeps its name with a time behind it, and the new one takes its place; returns where the
  /// old one lies now.
  ///
  /// Once the old one is moved a start refuses, since it finds the new file and no database.
  func take(now: Instant) throws -> String {
    let files = FileManager.default
    let aside = folder.database + ".before-" + now.description.filter(\.isNumber)
    guard !files.fileExists(atPath: aside) else {
      throw StoreError(.unusable, "\(aside) is there already.")
    }
    settle()
    try files.moveItem(atPath: staged, toPath: next)
    // The file before its log: the log of a file that is there is read into it at the next start, or lost.
    try files.moveItem(atPath: folder.database, toPath: aside)
    do {
      try moveBeside(to: aside)
      try files.moveItem(atPath: next, toPath: folder.database)
    } catch {
      try files.moveItem(atPath: aside, toPath: folder.database)
      throw error
    }
    try folder.sync()
    return aside
  }

  /// Brings what the old file's log holds into the file; where that cannot be read, both are moved.
  private func settle() {
    guard let connection = try? Connection(path: folder.database, mode: .readWrite) else { return }
    defer { connection.close() }
    _ = try? connection.checkpoint(.truncate)
  }

  /// What lies beside the old file goes along with it.
  private func moveBeside(to aside: String) throws {
    let files = FileManager.default
    for end in ["-wal", "-shm"]
    where files.fileExists(atPath: folder.database + end) && !files.fileExists(atPath: aside + end)
    {
      try files.moveItem(atPath: folder.database + end, toPath: aside + end)
    }
  }

  /// Removes what was made and did not take the place.
  func clear() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for path in names.map({ folder.path + "/" + $0 })
    where path.hasPrefix(staged) || path.hasPrefix(next) {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// Removes a database with what lies beside it.
  func remove(_ path: String) {
    for end in ["", "-wal", "-shm", "-journal"] {
      try? FileManager.default.removeItem(atPath: path + end)
    }
  }
}
