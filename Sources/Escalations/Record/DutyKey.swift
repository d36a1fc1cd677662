/// A duty of one escalation: which duty, at which visit to a stage, whose, and which time round.
///
/// Written `2.confirm-record.st-hilda` or, the third time round, `2.confirm-record.st-hilda.3`; an
/// owner of `-` stands for all who owe it together.
public struct DutyKey: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The visit to a stage at which it opened, from 1.
  public let visit: Int
  /// The duty as the policy names it.
  public let duty: DutyID
  /// Whoever owes it alone; nil when several owe it together.
  public let owner: String?
  /// Which time round, from 1.
  public let occurrence: Int

  /// A key.
  public init(visit: Int, duty: DutyID, owner: Owner?, occurrence: Int = 1) {
    self.visit = visit
    self.duty = duty
    self.occurrence = occurrence
    switch owner {
    case .agency(let id)?: self.owner = id.text
    case .partnership?: self.owner = "+partnership"
    case .panel(let id)?: self.owner = "+" + id.text
    case nil: self.owner = nil
    }
  }

  /// The key as the record and the API write it.
  public var description: String {
    // Appended and not interpolated: every event writes the keys of its duties several times.
    var text = String(visit)
    text.reserveCapacity(64)
    text += "."
    text += duty.text
    text += "."
    text += owner ?? "-"
    if occurrence > 1 { text += ".\(occurrence)" }
    return text
  }

  /// Reads what `description` writes.
  public init?(_ text: String) {
    let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
    guard pieces.count == 3 || pieces.count == 4, let visit = Int(pieces[0]), visit >= 1,
      let occurrence = pieces.count == 4 ? Int(pieces[3]) : 1, occurrence >= 1
    else { return nil }
    self.visit = visit
    duty = DutyID(String(pieces[1]))
    owner = pieces[2] == "-" ? nil : String(pieces[2])
    self.occurrence = occurrence
  }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let key = DutyKey(text) else { throw UnreadableKey(text: text) }
    self = key
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
