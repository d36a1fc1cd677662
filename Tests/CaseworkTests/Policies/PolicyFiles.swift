import Foundation

/// The files of `config/`, from where this source file stands.
enum PolicyFiles {
  static let config = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "config")

  static let schema = config.appending(path: "policy.schema.json")

  /// The names of the policies that are shipped.
  static let names: [String] = {
    let folder = config.appending(path: "policies").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted()
  }()

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: config.appending(path: "policies/\(name)")))
  }
}
