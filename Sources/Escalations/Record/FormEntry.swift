/// Which form an act submits a part of, or declines.
public struct FormEntry: Sendable, Equatable, Codable {
  /// The form.
  public var form: FormID
  /// Its template.
  public var template: TemplateID
  /// The version of the template that it keeps.
  public var templateVersion: String
  /// The part as it was submitted; nil where the form was declined.
  public var filing: FormFiling?

  /// An entry.
  public init(
    form: FormID, template: TemplateID, templateVersion: String, filing: FormFiling? = nil
  ) {
    self.form = form
    self.template = template
    self.templateVersion = templateVersion
    self.filing = filing
  }
}

/// A part of a form as it was submitted: complete, numbered, and never changed again.
///
/// Names and narrative lie in the event's parts.
public struct FormFiling: Sendable, Equatable, Codable {
  /// A signature, without the name.
  public struct Signature: Sendable, Equatable, Codable {
    /// The author it stands for.
    public var author: AuthorID
    /// The role of whoever signed.
    public var role: RoleID?
    /// When.
    public var at: Instant

    /// A signature.
    public init(author: AuthorID, role: RoleID?, at: Instant) {
      self.author = author
      self.role = role
      self.at = at
    }
  }

  /// The part.
  public var part: FormPartID
  /// Its number among the escalation's submissions, from 1.
  public var number: Int
  /// Signatures that stand under it.
  public var signatures: [Signature]
  /// Its answers without anything personal.
  public var content: FiledContent

  /// A part as it was submitted.
  public init(
    part: FormPartID, number: Int, signatures: [Signature], content: FiledContent
  ) {
    self.part = part
    self.number = number
    self.signatures = signatures
    self.content = content
  }
}

/// That the partnership has a part of a form.
public struct FormAcknowledgement: Sendable, Equatable, Codable {
  /// The event that submitted it.
  public var event: Int

  /// An acknowledgement.
  public init(event: Int) { self.event = event }
}
