import Escalations

extension ClockRule.Start {
  /// From when a clock is counted, in words for people.
  var words: String {
    switch self {
    case .entry: "when it came to be owed"
    case .previousStageLeft: "the end of the stage before"
    case .met(let duty): "when \(duty) is met"
    case .date(let date): date.words
    case .earlier(let one, let other): "the earlier of: \(one.words); \(other.words)"
    case .later(let one, let other): "the later of: \(one.words); \(other.words)"
    }
  }
}

extension ClockRule.CarriedDate {
  fileprivate var words: String {
    switch self {
    case .arose: "the day on which the concern arose"
    case .raisedWithOtherSide: "the day on which it was raised with the other side"
    case .raised: "when it was raised here"
    }
  }
}
