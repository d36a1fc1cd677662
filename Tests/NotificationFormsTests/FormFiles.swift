import Casework
import Escalations
import Foundation
import JSON
import NotificationForms

/// The policies and forms that are shipped, and the invented one, from where this source file
/// stands.
enum FormFiles {
  static let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let schema = checkout.appending(path: "config/form.schema.json")

  /// `config/forms/newham-referral.json`, and so on.
  static let templates: [String] = ["config/forms", "examples/forms"].flatMap(jsonFiles)

  static let policies: [String] = ["config/policies", "examples/policies"].flatMap(jsonFiles)

  private static func jsonFiles(_ folder: String) -> [String] {
    let path = checkout.appending(path: folder).path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted().map { folder + "/" + $0 }
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: checkout.appending(path: path)))
  }

  static func policy(_ path: String) throws -> Policy {
    guard let read = readPolicies[path] else { throw Missing(path: path) }
    return try read.get()
  }

  static func template(_ path: String) throws -> Template {
    guard let read = readTemplates[path] else { throw Missing(path: path) }
    return try read.get()
  }

  /// A file that a test names and that is not there.
  struct Missing: Error { let path: String }

  // Read once: each test plays on them.
  private static let readPolicies = read(policies) { try PolicyReader.read($0) }
  private static let readTemplates = read(templates) { try TemplateReader.read($0) }

  private static func read<Value: Sendable>(
    _ paths: [String], _ make: ([UInt8]) throws -> Value
  ) -> [String: Result<Value, any Error>] {
    let pairs = paths.map { path in (path, Result { try make(try bytes(path)) }) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  static func allPolicies() throws -> [Policy] { try policies.map(policy) }
}
