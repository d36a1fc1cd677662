import Casework
import HTTP
import JSON

/// Reads the query strictly: declared parameters, each once, each of its shape (and nothing else, so that
/// a filter misspelt is never taken for no filter).
enum QueryParameters {
  /// The query as an object of the declared members.
  static func read(_ head: RequestHead, _ members: [Member]) throws(Unserved) -> Checked {
    guard let pairs = head.queryParameters else { throw .query }
    var faults: [Fault] = []
    var object = JSONObject()
    for pair in pairs {
      guard let member = members.first(where: { $0.name == pair.name }) else {
        faults.append(unknown(pair.name, members))
        continue
      }
      if object[member.name] != nil {
        faults.append(
          Fault(pointer: member.name, code: "repeated", detail: "Send this parameter once."))
      }
      object[member.name] = value(pair.value, member.shape)
    }
    let shape = Shape.object(members)
    faults += shape.faults(in: .object(object)).map(fault)
    guard faults.isEmpty, let checked = try? shape.check(.object(object)) else {
      throw .parameters(faults)
    }
    return checked
  }

  private static func unknown(_ name: String, _ members: [Member]) -> Fault {
    let known = members.map(\.name).joined(separator: ", ")
    // A name that is no word is not repeated: it may be anything.
    let isWord = name.utf8.count <= 40 && TextFormat.camel.accepts(name)
    return Fault(
      pointer: isWord ? name : "", code: "unknownParameter",
      detail: known.isEmpty ? "This takes no parameters." : "It takes: \(known).")
  }

  private static func fault(_ fault: ShapeFault) -> Fault {
    Fault(
      pointer: fault.pointer.tokens.joined(separator: "/"), code: fault.code.rawValue,
      detail: fault.detail)
  }

  /// The text as the JSON value that the shape asks for; left a string where it cannot be one.
  private static func value(_ text: String, _ shape: Shape) -> JSONValue {
    switch shape {
    case .integer: JSONNumber(literal: text).map { .number($0) } ?? .string(text)
    case .boolean: text == "true" ? true : text == "false" ? false : .string(text)
    case .text, .code, .date, .instant, .number, .flag, .list, .object, .oneMember, .map, .named,
      .reference, .any:
      .string(text)
    }
  }
}
