/// The date of a message as `IMF-fixdate`, RFC 9110 section 5.6.7, computed without a calendar library.
public enum HTTPDate {
  /// The date at this many seconds after 1970-01-01T00:00:00Z.
  public static func text(unixSeconds: Int) -> String {
    let days = floorDivide(unixSeconds, 86_400)
    let second = unixSeconds - days * 86_400
    let (year, month, day) = civil(days)
    // 1 January 1970 was a Thursday.
    let weekday = weekdays[((days % 7) + 11) % 7]
    let time = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return "\(weekday), \(two(day)) \(months[month - 1]) \(year) \(time) GMT"
  }

  /// The whole field line, as the encoder wants it.
  public static func fieldLine(unixSeconds: Int) -> [UInt8] {
    Array("Date: \(text(unixSeconds: unixSeconds))\r\n".utf8)
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The civil date of a day number: eras of 400 years that begin in March.
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func floorDivide(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
