public import Escalations

/// What must hold for a field to be asked or demanded: other answers, or where the escalation
/// stands.
///
/// In JSON an object with one member, named as the case: `{"yes": "subGroup"}`, `{"any": [{"not":
/// {"answered": "stage1Date"}}, {"reached": "stage-6"}]}`. In a column a name means a column of the
/// same row first, then a field of the form.
public indirect enum FieldCondition: Sendable, Equatable {
  /// Every one holds.
  case all([FieldCondition])
  /// At least one holds.
  case any([FieldCondition])
  /// It does not hold.
  case not(FieldCondition)
  /// The field has an answer; one withheld counts.
  case answered(FieldID)
  /// The field is answered with yes.
  case yes(FieldID)
  /// The field is answered with no.
  case no(FieldID)
  /// The field is answered with one of these codes.
  case chosen(FieldID, [Code])
  /// The escalation has been at the stage.
  case reached(StageID)
  /// The escalation is about a child.
  case hasChild
  /// The escalation has ended.
  case closed
}

extension FieldCondition {
  /// The fields it asks about.
  var fields: [FieldID] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.fields)
    case .not(let part): part.fields
    case .answered(let field), .yes(let field), .no(let field), .chosen(let field, _): [field]
    case .reached, .hasChild, .closed: []
    }
  }
}
