extension Instant: Codable {
  /// Reads RFC 3339 text.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let instant = Instant(text) else { throw UnreadableTime.instant(decoder.codingPath) }
    self = instant
  }

  /// Writes RFC 3339 text in UTC.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension CivilDate: Codable {
  /// Reads `YYYY-MM-DD`.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let date = CivilDate(text) else { throw UnreadableTime.date(decoder.codingPath) }
    self = date
  }

  /// Writes `YYYY-MM-DD`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A date or an instant in the record that cannot be read; the record has been altered.
public enum UnreadableTime: Error {
  /// Not an RFC 3339 instant.
  case instant([any CodingKey])
  /// Not a date.
  case date([any CodingKey])
}
