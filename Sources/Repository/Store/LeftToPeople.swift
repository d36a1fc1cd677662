import Foundation

/// The file in which a restore notes what it leaves to people: one line each, without personal data.
///
/// A restore that is cut off before it has said it, or another one after it, must not make anybody forget it:
/// it stays until whoever has done it removes it.
struct LeftToPeople {
  private let folder: DataFolder

  init(in folder: DataFolder) { self.folder = folder }

  var path: String { folder.path + "/left-to-people.txt" }

  /// All that is noted.
  func all() -> [String] {
    let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  /// Adds what is not noted yet, on disk when it returns.
  func add(_ words: [String]) throws {
    let noted = all()
    let new = words.filter { !noted.contains($0) }
    if new.isEmpty { return }
    if !FileManager.default.fileExists(atPath: path) {
      try OwnFile.make(path)
      try folder.sync()
    }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    try handle.write(contentsOf: Data(((noted + new).joined(separator: "\n") + "\n").utf8))
    try handle.synchronize()
  }
}
