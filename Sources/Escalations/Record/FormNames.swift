/// Names a template in all its versions (`sutton-referral`); a policy's duties name forms by it.
public typealias TemplateID = Identifier<TemplateTag>
/// Names one form of one escalation.
public typealias FormID = Identifier<FormTag>
/// Names a part of a template: what is sent together.
public typealias FormPartID = Identifier<FormPartTag>
/// Names an author of a template: who writes which sections and signs for them.
public typealias AuthorID = Identifier<AuthorTag>

/// Tells templates' names apart.
public enum TemplateTag {}
/// Tells forms' names apart.
public enum FormTag {}
/// Tells names of parts apart.
public enum FormPartTag {}
/// Tells authors' names apart.
public enum AuthorTag {}
