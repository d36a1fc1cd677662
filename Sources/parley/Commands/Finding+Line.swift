import Repository

extension Finding {
  /// The line for the operator; one that is no alarm begins with saying so.
  var line: String {
    let words = "\(kind.rawValue) at \(place): \(detail)"
    return isAlarm ? words : (isExplained ? "explained, no alarm: " : "no alarm: ") + words
  }
}
