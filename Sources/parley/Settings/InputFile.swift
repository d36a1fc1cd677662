import Foundation

/// A file that somebody named, read whole.
enum InputFile {
  /// It cannot be read; the words name it and say why.
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  /// Its bytes.
  static func bytes(_ path: String) throws(Unreadable) -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw Unreadable(description: "\(path) cannot be read: \(error.localizedDescription)")
    }
  }
}
