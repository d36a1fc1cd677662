import Casework
import Escalations
import Foundation
import JSON

/// Tokens of the demonstration, kept in the data folder so that a restart changes none of them.
struct DemonstrationTokens: Sendable {
  private var tokens: [String: String]
  private let credentials: [SetUpFile.DemonstrationCredential]

  /// Reads the tokens, and makes those that are missing.
  static func loadOrMake(
    in folder: String, for credentials: [SetUpFile.DemonstrationCredential]
  ) throws -> DemonstrationTokens {
    let path = Self.path(in: folder)
    var tokens: [String: String] = [:]
    if let data = FileManager.default.contents(atPath: path) {
      let kept = try JSONReader.read([UInt8](data))
      for member in kept.objectValue?.members ?? [] {
        tokens[member.name] = member.value.stringValue
      }
    }
    let lacking = credentials.filter { tokens[$0.id] == nil }
    for entry in lacking {
      // The prefix lets scanners of leaked secrets know it, and says that it opens nothing real.
      tokens[entry.id] = Token(prefix: Token.demonstrationPrefix).text
    }
    let made = DemonstrationTokens(tokens: tokens, credentials: credentials)
    // A start that lacks none writes none: on a full disk the file would be cut to nothing.
    if !lacking.isEmpty {
      try SecretFile.write(JSONWriter.bytes(of: made.byID, layout: .indented), to: path)
    }
    return made
  }

  /// Where they are kept.
  static func path(in folder: String) -> String { folder + "/demonstration-tokens.json" }

  /// The token of a credential.
  func token(for entry: SetUpFile.DemonstrationCredential) -> String { tokens[entry.id] ?? "" }

  private var byID: JSONValue {
    object(tokens.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
  }

  /// Tokens as a script uses them: an agency's by its name, the other roles' by partnership and role.
  var byRoleAndAgency: JSONValue {
    let agencies = credentials.compactMap { entry in
      entry.agency.map { ($0.text, JSONValue.string(token(for: entry))) }
    }
    let others = Dictionary(grouping: credentials.filter { $0.agency == nil }) { $0.partnership }
    let partnerships = others.sorted { $0.key < $1.key }.map { partnership, entries in
      (
        partnership.text,
        object(entries.map { ($0.role.rawValue, .string(token(for: $0))) })
      )
    }
    return object([("agency", object(agencies)), ("partnership", object(partnerships))])
  }

  private func object(_ members: [(String, JSONValue)]) -> JSONValue {
    var object = JSONObject()
    for (name, value) in members { object[name] = value }
    return .object(object)
  }
}
