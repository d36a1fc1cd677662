public import Escalations
public import NotificationForms

/// Every template in every version that any form may keep.
///
/// A value, beside the ``Library`` of policies.
public struct FormLibrary: Sendable {
  /// The templates, by name and the day from which each holds.
  public private(set) var templates: [Template]

  /// A library.
  public init(templates: [Template]) {
    self.templates = []
    for template in templates { add(template) }
  }

  /// The version with which a form is begun on that day.
  public func current(_ id: TemplateID, on date: CivilDate) -> Template? {
    templates.last { template in
      template.id == id && template.effectiveFrom <= date
        && (template.effectiveTo.map { date <= $0 } ?? true)
    }
  }

  /// That version of a template.
  public func template(_ id: TemplateID, version: String) -> Template? {
    templates.first { $0.id == id && $0.version == version }
  }

  /// The names of all templates, which a policy's duties may name.
  public var names: Set<String> { Set(templates.map(\.id.text)) }

  /// The same with another version of a template.
  public mutating func add(_ template: Template) {
    templates.removeAll { $0.id == template.id && $0.version == template.version }
    templates.append(template)
    templates.sort { ($0.id, $0.effectiveFrom) < ($1.id, $1.effectiveFrom) }
  }
}
