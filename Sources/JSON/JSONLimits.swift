/// What a text may cost to read; every bound on a stranger's JSON is here.
///
/// They guard memory and stack. What a field may hold is for the shape that reads it to say.
public struct JSONLimits: Equatable, Sendable {
  /// How deep arrays and objects may nest; at most ``greatestDepth``, since reading recurses.
  public var depth: Int
  /// The bytes of one string as written.
  public var stringBytes: Int
  /// The bytes of one member's name as written; names come back in pointers.
  public var nameBytes: Int
  /// The bytes of one number.
  public var numberBytes: Int
  /// The members of one object.
  public var members: Int
  /// The elements of one array.
  public var elements: Int

  /// The depth that any thread's stack bears.
  public static let greatestDepth = 256

  /// Makes limits; each has a default fit for a request.
  public init(
    depth: Int = 64, stringBytes: Int = 262_144, nameBytes: Int = 256, numberBytes: Int = 256,
    members: Int = 1_024, elements: Int = 65_536
  ) {
    precondition(depth <= Self.greatestDepth, "JSON this deep could exhaust the stack")
    self.depth = depth
    self.stringBytes = stringBytes
    self.nameBytes = nameBytes
    self.numberBytes = numberBytes
    self.members = members
    self.elements = elements
  }
}
