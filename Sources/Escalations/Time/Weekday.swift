/// A day of the week, numbered as ISO 8601 does: Monday is 1.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// Whether no office is open on it, bank holiday or not.
  public var isWeekend: Bool {
    self == .saturday || self == .sunday
  }
}
