internal import Glibc

/// The only place of the server that asks what time it is.
enum Clocks {
  /// Microseconds of a clock that only goes forward.
  static func monotonicMicroseconds() -> Int {
    var time = timespec()
    // Fills in the structure and keeps no pointer.
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
  }

  /// Seconds since 1970, for the `Date` field.
  static func unixSeconds() -> Int {
    var time = timespec()
    // Fills in the structure and keeps no pointer.
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec
  }
}
