import Casework
import Escalations
import JSON

/// Personal data and narrative on their way from a body into the record's parts.
///
/// What a shape declares sensitive becomes a part, and nothing else does: the declaration that masks is
/// the one that separates.
enum Words {
  /// The parts of a body of that shape, in its order.
  static func parts(of body: Checked, _ shape: Shape) -> [Part] {
    var parts: [Part] = []
    gather(body.json, shape, JSONPointer(), isSensitive: false, into: &parts)
    return parts
  }

  private static func gather(
    _ value: JSONValue, _ shape: Shape, _ pointer: JSONPointer, isSensitive: Bool,
    into parts: inout [Part]
  ) {
    switch shape {
    case .object(let members), .oneMember(let members):
      for member in members {
        guard let inner = value[member.name] else { continue }
        gather(
          inner, member.shape, pointer.appending(member.name),
          isSensitive: isSensitive || member.sensitivity != .plain, into: &parts)
      }
    case .list(let element, _, _):
      for (index, inner) in (value.arrayValue ?? []).enumerated() {
        gather(inner, element, pointer.appending(index), isSensitive: isSensitive, into: &parts)
      }
    case .map(let element, _, _):
      for entry in value.objectValue?.members ?? [] {
        gather(
          entry.value, element, pointer.appending(entry.name), isSensitive: isSensitive,
          into: &parts)
      }
    case .named(_, _, let inner):
      gather(value, inner, pointer, isSensitive: isSensitive, into: &parts)
    case .text, .code, .date, .instant, .integer, .number, .boolean, .flag, .reference, .any:
      if isSensitive, let text = value.stringValue { parts.append(Part(at: pointer, text)) }
    }
  }
}

extension Part {
  /// The part of a member, its class and person read off where it stands.
  init(at pointer: JSONPointer, _ text: String) {
    self.init(
      class: PartPlace.kind(pointer), person: PartPlace.person(pointer),
      member: pointer.description, text: text)
  }
}

/// What kind of text stands at a place in a body, and about whom.
enum PartPlace {
  /// The class of text.
  static func kind(_ pointer: JSONPointer) -> Part.Class {
    // The names of these are the policy's, or of whoever posts them: they say nothing of a kind.
    if pointer.tokens.first == "contents" { return .narrative }
    return switch pointer.tokens.last {
    case "name", "role": .name
    case "birthDate", "expectedDate": .birthDate
    case "nhsNumber", "upn", "localReference", "ownReference": .identifier
    default: .narrative
    }
  }

  /// The person it is about, by the key within the escalation; empty for the case as a whole.
  static func person(_ pointer: JSONPointer) -> String {
    let tokens = pointer.tokens
    guard tokens.count > 1, let first = tokens.first else { return "" }
    switch first {
    case "children": return Int(tokens[1]).map { childKey($0) } ?? ""
    case "subjects": return Int(tokens[1]).map { "subject-\($0 + 1)" } ?? ""
    case "otherParties": return Int(tokens[1]).map { "party-\($0 + 1)" } ?? ""
    case "participants": return Int(tokens[1]).map { "participant-\($0 + 1)" } ?? ""
    case "by": return "practitioner"
    case "raisedBy": return "raiser"
    case "told": return "told"
    default: return ""
    }
  }

  /// The key of the child at that place of the list.
  static func childKey(_ place: Int) -> String { "child-\(place + 1)" }
}
