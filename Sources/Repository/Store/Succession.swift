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

  /// A succession that was cut off between the two steps of its end has its second one done.
  func finishCutOff() throws {
    let files = FileManager.default
    guard files.fileExists(atPath: staged), !files.fileExists(atPath: folder.database) else {
      return
    }
    try files.moveItem(atPath: staged, toPath: folder.database)
  }

  /// The old file keeps its name with a time behind it, and the new one takes its place; returns where the
  /// old one lies now.
  ///
  /// Between the two a start refuses, since it finds the new file and no database.
  func take(now: Instant) throws -> String {
    let files = FileManager.default
    let aside = folder.database + ".before-" + now.description.filter(\.isNumber)
    guard !files.fileExists(atPath: aside) else {
      throw StoreError(.unusable, "\(aside) is there already.")
    }
    for end in ["-wal", "-shm", ""] where files.fileExists(atPath: folder.database + end) {
      try files.moveItem(atPath: folder.database + end, toPath: aside + end)
    }
    do {
      try files.moveItem(atPath: staged, toPath: folder.database)
    } catch {
      try files.moveItem(atPath: aside, toPath: folder.database)
      throw error
    }
    try folder.sync()
    return aside
  }

  /// Removes what was made and did not take the place.
  func clear() { remove(staged) }

  /// Removes a database with what lies beside it.
  func remove(_ path: String) {
    for end in ["", "-wal", "-shm", "-journal"] {
      try? FileManager.default.removeItem(atPath: path + end)
    }
  }
}
