import Casework
import Repository

/// The rules that a database was written under, read from the database itself.
enum StoredLibrary {
  /// Every stored version of policies and calendars.
  static func read(_ folder: DataFolder) throws -> Library {
    let stored = try StoredConfiguration(try StoredDocuments(path: folder.database))
    return stored.library(zone: try London.transitions())
  }

  /// The same of all that can be read, with what cannot.
  static func readable(_ folder: DataFolder) throws -> (library: Library, findings: [Finding]) {
    let read = StoredConfiguration.readable(try StoredDocuments(path: folder.database))
    return (read.configuration.library(zone: try London.transitions()), read.findings)
  }
}
