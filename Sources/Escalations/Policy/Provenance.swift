/// Where a rule comes from: the clause it rests on, and whether the text says it or we read it so.
///
/// In JSON: `"clause"`, and at most one of `"assumed": true` and `"notStated": true`, with a `"note"`
/// where the text contradicts itself or our reading needs a word.
public struct Provenance: Equatable, Sendable {
  /// How far the published text carries the rule.
  public enum Basis: String, Sendable, CaseIterable {
    /// The text says it.
    case stated
    /// The text is silent or unclear; this is our reading, one field to change.
    case assumed
    /// The text does not say; nothing is demanded and nothing is ever overdue.
    case notStated
  }

  /// The clause, by its number in the project's table (`CRO-11`), or the policy's own section.
  public let clause: String
  /// How far the published text carries the rule.
  public let basis: Basis
  /// What a reader should know about the text.
  public let note: String?

  /// A rule's source.
  public init(clause: String, basis: Basis = .stated, note: String? = nil) {
    self.clause = clause
    self.basis = basis
    self.note = note
  }
}
