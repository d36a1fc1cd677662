import Foundation

/// Files that are their owner's alone from the beginning.
enum OwnFile {
  /// Makes an empty one where there is none; the system's own words say why it cannot be made.
  static func make(_ path: String) throws(StoreError) {
    do {
      try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    } catch {
      throw StoreError(.unusable, "\(path) cannot be made: \(error.systemWords).")
    }
  }
}

extension Error {
  /// What the system said beneath: "Read-only file system"; the error's own words where it said nothing.
  var systemWords: String {
    let own = self as NSError
    let words = ((own.userInfo[NSUnderlyingErrorKey] as? NSError) ?? own).localizedDescription
    let opening = "The operation could not be completed. "
    let rest = words.hasPrefix(opening) ? words.dropFirst(opening.count) : words[...]
    return String(rest.hasSuffix(".") ? rest.dropLast() : rest)
  }
}
