public import Escalations

/// What is asked of a template.
extension Template {
  /// Every field, in the order of the paper; columns are inside their tables.
  public var fields: [Field] { sections.flatMap(\.fields) }

  /// The field of that name.
  public func field(_ id: FieldID) -> Field? { fields.first { $0.id == id } }

  /// The part of that name.
  public func part(_ id: FormPartID) -> FormPart? { parts.first { $0.id == id } }

  /// The author of that name.
  public func author(_ id: AuthorID) -> FormAuthor? { authors.first { $0.id == id } }

  /// The sections of a part.
  public func sections(of part: FormPartID) -> [FormSection] {
    sections.filter { $0.part == part }
  }

  /// The section a field stands in.
  public func section(of field: FieldID) -> FormSection? {
    sections.first { section in section.fields.contains { $0.id == field } }
  }

  /// Whether the form belongs to escalations on that track of that policy.
  public func serves(_ policy: PolicyID, track: TrackID) -> Bool {
    policies.contains {
      $0.policy == policy && ($0.tracks.isEmpty || $0.tracks.contains(track))
    }
  }

  /// Where an author stands in the order of signing, from 0.
  func position(of author: AuthorID) -> Int { authors.firstIndex { $0.id == author } ?? 0 }
}
