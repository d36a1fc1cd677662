/// What tells the time of day.
///
/// Time is an argument everywhere else, so that any day can be tested.
enum TimeSource: CaseIterable {
  case wall
  case zone

  /// The files that read it: the server for its `Date` field, the program for everything else.
  var readers: [String] {
    switch self {
    case .wall:
      ["Sources/HTTPServer/Clocks.swift", "Sources/parley/Serving/ServiceClock.swift"]
    case .zone: ["Sources/parley/Serving/London.swift"]
    }
  }

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
