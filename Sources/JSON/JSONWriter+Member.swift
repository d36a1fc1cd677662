/// A name and its value in one call. An optional that is `nil` writes no member at all: a member
/// that shall be `null` says so with a `JSONValue`.
extension JSONWriter {
  /// Writes a string member, if there is one.
  public mutating func member(_ name: String, _ value: String?) {
    guard let value else { return }
    self.name(name)
    write(value)
  }

  /// Writes a whole number, if there is one.
  public mutating func member(_ name: String, _ value: Int64?) {
    guard let value else { return }
    self.name(name)
    write(value)
  }

  /// Writes a whole number, if there is one.
  public mutating func member(_ name: String, _ value: Int?) {
    member(name, value.map(Int64.init))
  }

  /// Writes a Boolean, if there is one.
  public mutating func member(_ name: String, _ value: Bool?) {
    guard let value else { return }
    self.name(name)
    write(value)
  }

  /// Writes any value, if there is one.
  public mutating func member(_ name: String, _ value: JSONValue?) {
    guard let value else { return }
    self.name(name)
    write(value)
  }

  /// Writes a member that is an object, whose members the closure writes.
  public mutating func object(_ name: String, _ members: (inout JSONWriter) -> Void) {
    self.name(name)
    beginObject()
    members(&self)
    endObject()
  }

  /// Writes a member that is an array, with one call of the closure for each element.
  public mutating func array<Element>(
    _ name: String, of elements: some Sequence<Element>,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    self.name(name)
    beginArray()
    for element in elements { write(&self, element) }
    endArray()
  }
}
