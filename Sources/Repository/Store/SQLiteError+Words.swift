import Foundation
public import SQLite

extension SQLiteError {
  /// One sentence for whoever gave the command.
  ///
  /// It says which file, and what to do: SQLite's own words and the statement are for the log. `file` is named where the error itself does not know of which it is.
  public func sentence(of file: String? = nil) -> String {
    guard let file = path ?? file else { return description.collapsed }
    let type = try? FileManager.default.attributesOfItem(atPath: file)[.type]
    if type as? FileAttributeType == .typeDirectory {
      return "\(file) is a folder: name the file itself."
    }
    switch kind {
    case .corrupt, .notADatabase:
      return "\(file) is damaged, or is no database: take a backup that is whole."
    case .full:
      return "The disk is full, and \(file) cannot be written: make room, and do it again."
    case .cannotOpen where type == nil:
      return "\(file) is not there: look at the path."
    case .cannotOpen:
      return "\(file) cannot be opened: look at its mode and its folder's, and who owns them."
    case .ioError, .ioErrorSync:
      return "The disk fails at \(file) (\(message)): look at the disk before anything else."
    default: return "\(file): \(description.collapsed)"
    }
  }
}

extension StoreError {
  /// What SQLite refused of a file, in a sentence; any other error in its own words.
  init(_ path: String, cannotBe what: String, _ error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case let error as SQLiteError: self.init(.unusable, error.sentence(of: path))
    default: self.init(.unusable, "\(path) cannot be \(what): \(error)")
    }
  }
}

extension String {
  /// On one line.
  fileprivate var collapsed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
