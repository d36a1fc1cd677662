extension Part {
  /// Whether it is an answer of a form, a name under one or an addendum to one: such words stay on the
  /// form, and are shown nowhere else (SUT-16, NEW-13).
  public var liesOnForm: Bool {
    ["/answers/", "/signatures/", "/addenda/"].contains { member.hasPrefix($0) }
  }
}
