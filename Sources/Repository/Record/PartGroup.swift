public import Digest
public import Escalations

/// The parts of one event that are of one class and about one person, under one salted digest.
///
/// They are kept and erased together, so that one sibling's can go and the other's stay. The digest is
/// in the event's hash: the chain still verifies when salt and content are gone, and tells nobody what
/// they were.
public struct PartGroup: Sendable, Equatable {
  /// What kind of text it is.
  public let `class`: Part.Class
  /// Whom it is about.
  public let person: String
  /// Sixteen random bytes, in hexadecimal.
  public let salt: String
  /// Each part as two fields, the member and its text, in the order of the event.
  public let content: String

  /// A group as it was kept.
  public init(class: Part.Class, person: String, salt: String, content: String) {
    self.class = `class`
    self.person = person
    self.salt = salt
    self.content = content
  }

  /// Sorts an event's parts into groups, in the order in which each class and person first occurs.
  public static func groups(of parts: [Part], salt: () -> String) -> [PartGroup] {
    var order: [(class: Part.Class, person: String)] = []
    for part in parts where !order.contains(where: { $0 == (part.class, part.person) }) {
      order.append((part.class, part.person))
    }
    return order.map { group in
      var text = ChainText()
      for part in parts where group == (part.class, part.person) {
        text.add(part.member)
        text.add(part.text)
      }
      return PartGroup(
        class: group.class, person: group.person, salt: salt(),
        content: String(decoding: text.bytes, as: UTF8.self))
    }
  }

  /// What the event's hash holds of it.
  public var digest: SHA256Digest {
    var text = ChainText(tag: "parley.part.1")
    text.add(salt)
    text.append(written: content)
    return text.digest
  }

  /// The parts; nil if the content is not what such a group writes.
  public func parts() -> [Part]? {
    guard let fields = Self.fields(content), fields.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: fields.count, by: 2).map { index in
      Part(class: `class`, person: person, member: fields[index], text: fields[index + 1])
    }
  }

  /// The fields of a text without a tag, or nil at the first byte that `ChainText` would not write.
  private static func fields(_ text: String) -> [String]? {
    var fields: [String] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      guard let colon = rest.prefix(8).firstIndex(of: ChainText.colon), colon > rest.startIndex,
        let count = Int(String(decoding: rest[..<colon], as: UTF8.self)), count >= 0,
        rest.endIndex - colon > count + 1, rest[colon + 1 + count] == ChainText.newline
      else { return nil }
      fields.append(String(decoding: rest[(colon + 1)..<(colon + 1 + count)], as: UTF8.self))
      rest = rest[(colon + 2 + count)...]
    }
    return fields
  }
}
