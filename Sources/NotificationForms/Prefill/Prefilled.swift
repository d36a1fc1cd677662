/// What the record filled in, and from which events; a person may put it right on the form.
public struct Prefilled: Sendable, Equatable {
  /// The answers.
  public internal(set) var answers: Answers
  /// Where each comes from.
  public internal(set) var origins: [PrefillOrigin]
  /// Tables that could not hold all that is on record, and how many rows were left out.
  public internal(set) var leftOut: [LeftOut]

  /// Rows that a table had no room for.
  public struct LeftOut: Sendable, Equatable {
    /// The table, as a JSON Pointer within the answers.
    public let pointer: String
    /// How many rows.
    public let rows: Int
  }

  /// Nothing filled in.
  public init() {
    answers = Answers()
    origins = []
    leftOut = []
  }
}

/// An answer that the record filled in, and the events it was read from.
public struct PrefillOrigin: Sendable, Equatable, Codable {
  /// The answer, as a JSON Pointer within the answers.
  public let pointer: String
  /// The events' numbers within the escalation, in order.
  public let events: [Int]

  /// An origin.
  public init(pointer: String, events: [Int]) {
    self.pointer = pointer
    self.events = events
  }
}
