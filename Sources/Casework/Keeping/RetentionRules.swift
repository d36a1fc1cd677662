public import Escalations
public import JSON

/// How long texts are kept: by class, in years after an escalation ended.
///
/// Data of the installation (`config/retention.json`): no published policy states a period.
public struct RetentionRules: Sendable, Equatable {
  /// One rule.
  public struct Rule: Sendable, Equatable {
    /// Its name in the record.
    public let id: String
    /// The one partnership whose rule it is; nil for every partnership's.
    public let partnership: PartnershipID?
    /// What kinds of text it speaks of.
    public let classes: [Part.Class]
    /// Whole years after the day on which the escalation ended.
    public let yearsAfterClosing: Int

    /// Whether texts of an escalation that ended on that day are to go by that day.
    func isDue(closedOn: CivilDate, today: CivilDate) -> Bool {
      closedOn.adding(years: yearsAfterClosing) <= today
    }
  }

  /// The rules, the first that fits a class deciding.
  public let rules: [Rule]
  /// How many whole months access entries are kept; nil for ever.
  public let accessMonths: Int?

  /// The instant before which access entries are due on that day; nil where they are kept for ever.
  public func accessLimit(today: CivilDate) -> Instant? {
    guard let accessMonths else { return nil }
    let first = today.year * 12 + today.month - 1 - accessMonths
    return CivilDate(year: first / 12, month: first % 12 + 1, day: 1).map { day in
      Instant(milliseconds: Int64(day.dayNumber) * 86_400_000)
    }
  }

  /// The rules in a file.
  public static func read(_ bytes: [UInt8]) throws -> RetentionRules {
    let file = try shape.check(JSONReader.read(bytes))
    return RetentionRules(
      rules: file["rules"].elements.map { rule in
        Rule(
          id: rule["id"].text,
          partnership: rule["partnership"].optionalText.map { PartnershipID($0) },
          classes: rule["classes"].elements.map { $0.value(as: Part.Class.self) },
          yearsAfterClosing: rule["yearsAfterClosing"].integer)
      }, accessMonths: file["accessMonths"].optionalInteger)
  }

  /// What a file of rules looks like.
  public static let shape: Shape = .object([
    .optional("note", .text(max: 2_000), "Where the periods come from."),
    .required(
      "rules",
      .list(
        of: .object([
          .required("id", .text(max: 64), "Its name in the record."),
          .optional("partnership", .text(max: 64), "The one partnership whose rule it is."),
          .required(
            "classes", .list(of: .code(of: Part.Class.self), count: 1...4, unique: true),
            "What kinds of text go."),
          .required(
            "yearsAfterClosing", .integer(1...150), "Whole years after the escalation ended."),
          .optional("basis", .text(max: 1_000), "What the period rests on."),
        ]), count: 0...100, unique: false), "The rules."),
    .optional(
      "accessMonths", .integer(12...1_800), "Whole months that access entries are kept."),
  ])
}

extension CivilDate {
  /// The same day so many years on; 1 March where that year has no 29 February.
  public func adding(years: Int) -> CivilDate {
    let (year, month, day) = components
    return CivilDate(year: year + years, month: month, day: day)
      ?? CivilDate(year: year + years, month: 3, day: 1) ?? .latest
  }
}
