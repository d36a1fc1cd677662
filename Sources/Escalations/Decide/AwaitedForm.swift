/// A form that an open duty asks for, with what it lacks before it can be submitted.
public struct AwaitedForm: Sendable, Equatable {
  /// An answer or a signature that it lacks.
  public struct Lack: Sendable, Equatable {
    /// Where, as a JSON Pointer within the answers.
    public let pointer: String
    /// What kind of fault it is.
    public let code: String
    /// The label as people know it.
    public let label: String
    /// What would be right.
    public let detail: String

    /// A lack.
    public init(pointer: String, code: String, label: String, detail: String) {
      self.pointer = pointer
      self.code = code
      self.label = label
      self.detail = detail
    }
  }

  /// The template.
  public let template: TemplateID
  /// The title at the head of the paper form.
  public let title: String
  /// The draft; nil where none was begun.
  public let form: FormID?
  /// What the draft lacks.
  public let lacks: [Lack]

  /// A form.
  public init(template: TemplateID, title: String, form: FormID?, lacks: [Lack]) {
    self.template = template
    self.title = title
    self.form = form
    self.lacks = lacks
  }
}
