extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Makes an object; the names must differ.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init()
    for (name, value) in elements {
      precondition(self[name] == nil, "a literal object names a member twice: \(name)")
      self[name] = value
    }
  }
}
