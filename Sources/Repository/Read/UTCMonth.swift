import Escalations

/// A calendar month in UTC, by which access entries are kept and let go.
struct UTCMonth {
  /// As it stands in the record: `2026-03`.
  let name: String
  /// Its year.
  let year: Int
  /// When the next one begins.
  let end: Instant

  init(of instant: Instant) {
    let day = CivilDate(dayNumber: Int((Double(instant.milliseconds) / 86_400_000).rounded(.down)))
    let (year, month, _) = day.components
    self.year = year
    name = String(day.description.prefix(7))
    let next = CivilDate(
      year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
    end = Instant(milliseconds: Int64(next?.dayNumber ?? 0) * 86_400_000)
  }
}
