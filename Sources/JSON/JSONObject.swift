/// The members of an object in the order written, each name once.
///
/// Looking up is a walk along the members: right for the small objects of requests and policies.
/// Names are compared byte by byte, as RFC 8259 section 8.3 has it, not by Unicode equivalence:
/// `K` (U+212A, the Kelvin sign) is not the member `K`.
public struct JSONObject: Equatable, Sendable {
  /// One name and its value.
  public struct Member: Equatable, Sendable {
    /// The name, unescaped.
    public let name: String
    /// What it names.
    public var value: JSONValue
  }

  /// The members, in order.
  public private(set) var members: [Member]

  /// Makes an object without members.
  public init() { members = [] }

  /// For the reader, which has made sure that the names differ.
  init(unique members: [Member]) { self.members = members }

  /// The number of members.
  public var count: Int { members.count }

  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }

  /// The names, in order.
  public var names: [String] { members.map(\.name) }

  /// The value of that name; setting replaces it where it stands, appends it, or with `nil` removes it.
  public subscript(name: String) -> JSONValue? {
    get {
      for member in members where isSameName(member.name, name) { return member.value }
      return nil
    }
    set {
      let index = members.firstIndex { isSameName($0.name, name) }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }
}

/// Whether two names are the same bytes; Swift's own `==` rejects nearly all that differ at once.
func isSameName(_ one: String, _ other: String) -> Bool {
  one == other && one.utf8.elementsEqual(other.utf8)
}
