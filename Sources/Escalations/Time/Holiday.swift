/// A bank holiday: a date, never an instant, so that no zone can move it.
public struct Holiday: Hashable, Sendable {
  /// The day on which no working day is counted.
  public let date: CivilDate
  /// What gov.uk calls it, such as “Good Friday”.
  public let title: String
  /// What gov.uk adds, such as “Substitute day”; empty as a rule.
  public let notes: String

  /// A bank holiday on that date.
  public init(date: CivilDate, title: String, notes: String = "") {
    self.date = date
    self.title = title
    self.notes = notes
  }
}

/// What a date is to one who counts working days.
public enum DayKind: Hashable, Sendable {
  /// It counts.
  case working
  /// A Saturday or a Sunday, a bank holiday on it or not.
  case weekend
  /// A day from Monday to Friday that is a bank holiday of the division.
  case bankHoliday(title: String)
}
