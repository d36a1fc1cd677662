import Foundation

/// The files of this repository as they lie on disk, so that the house's rules can be read off them.
struct Checkout {
  /// One text file: its path from the root of the repository, and what it says.
  struct File {
    let path: String
    let text: String
    /// The text of a product's Swift file with comments and strings blanked out; empty for any other.
    let code: String

    init(path: String, text: String) {
      self.path = path
      self.text = text
      code = path.hasSuffix(".swift") && !path.hasPrefix("Tests/") ? SwiftCode.blanked(text) : ""
    }

    var lineCount: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }

    /// The folder under `Sources` or `Tests` that the file belongs to.
    var module: String {
      let parts = path.split(separator: "/")
      return parts.count > 2 ? String(parts[1]) : ""
    }
  }

  static let here = Checkout(
    root: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent())

  let root: URL
  let files: [File]

  /// Reads every text file under `root`, save what a build, a tool or a running server left there.
  init(root: URL) {
    self.root = root
    files = Checkout.paths(under: root).compactMap { path in
      guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else {
        return nil  // Not text: no rule here speaks of it.
      }
      return File(path: path, text: text)
    }
  }

  func files(under folder: String, ending: String = "") -> [File] {
    files.filter { $0.path.hasPrefix(folder + "/") && $0.path.hasSuffix(ending) }
  }

  func file(_ path: String) -> File? { files.first { $0.path == path } }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path())
  }

  private static let leftBehind: Set<String> = ["data", "__pycache__", "node_modules"]

  private static func paths(under root: URL) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: root.path()) else { return [] }
    var found: [String] = []
    while let path = walk.nextObject() as? String {
      let name = URL(filePath: path).lastPathComponent
      let isHidden =
        name.hasPrefix(".") && walk.fileAttributes?[.type] as? FileAttributeType == .typeDirectory
      if (isHidden && name != ".ci") || leftBehind.contains(path) || leftBehind.contains(name) {
        walk.skipDescendants()
      } else if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        found.append(path)
      }
    }
    return found.sorted()
  }
}
