/// What tells the time of day.
///
/// Time is an argument everywhere else, so that any day can be tested.
enum TimeSource: CaseIterable {
  case wall
  case zone

  func isRead(in code: String) -> Bool {
    // A simple boundary: by the default one (Unicode's) a point inside a name ends no word.
    switch self {
    case .wall:
      code.contains(/\b(Date\(\)|Date\.now|CLOCK_REALTIME|gettimeofday)/.wordBoundaryKind(.simple))
    case .zone:
      code.contains(
        /\bTimeZone(\(|\.(current|autoupdatingCurrent|gmt))/.wordBoundaryKind(.simple))
    }
  }
}
