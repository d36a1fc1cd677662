public import Escalations

/// Names a field of a template, or a column of its table; the member of that name holds its answer.
public typealias FieldID = Identifier<FieldTag>

/// Tells fields' names apart.
public enum FieldTag {}
