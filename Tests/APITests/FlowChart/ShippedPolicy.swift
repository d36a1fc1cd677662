import Casework
import Escalations
import Foundation
import JSON

/// A policy that is shipped: as its file writes it, and as it is read.
struct ShippedPolicy: Sendable, CustomTestStringConvertible {
  let name: String
  let json: JSONValue
  let policy: Policy

  var testDescription: String { name }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The five, in the order of their names.
  static let all = ["croydon", "gscp", "haringey", "newham", "sutton"].map(ShippedPolicy.init)

  private init(_ name: String) {
    do {
      let file = Self.root.appending(path: "config/policies/\(name).json")
      let bytes = [UInt8](try Data(contentsOf: file))
      self.name = name
      json = try JSONReader.read(bytes)
      policy = try PolicyReader.read(bytes)
    } catch {
      preconditionFailure("\(name): \(error)")
    }
  }

  /// Every string of the file, and every number as it is written.
  var strings: Set<String> {
    var found: Set<String> = []
    Self.gather(json, into: &found)
    return found
  }

  private static func gather(_ value: JSONValue, into found: inout Set<String>) {
    switch value {
    case .string(let text): found.insert(text)
    case .number(let number): found.insert(number.literal)
    case .array(let elements): for element in elements { gather(element, into: &found) }
    case .object(let object): for member in object.members { gather(member.value, into: &found) }
    case .null, .bool: break
    }
  }
}
