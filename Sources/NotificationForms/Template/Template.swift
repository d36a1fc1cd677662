public import Escalations

/// A form as a partnership wants it filled in, one version of it, as data.
///
/// The JSON it is read from is described by `config/form.schema.json`; each property below is a
/// member of the same name. A form keeps the version of the template it was begun with.
public struct Template: Sendable, Equatable {
  /// A policy that the form belongs to.
  public struct Service: Sendable, Equatable {
    /// The policy.
    public let policy: PolicyID
    /// Tracks of it; empty means all.
    public let tracks: [TrackID]

    /// A policy served.
    public init(policy: PolicyID, tracks: [TrackID] = []) {
      self.policy = policy
      self.tracks = tracks
    }
  }

  /// The template's name in all its versions.
  public let id: TemplateID
  /// This version.
  public let version: String
  /// The title at the head of the paper form.
  public let title: String
  /// The first day on which a form is begun with this version.
  public let effectiveFrom: CivilDate
  /// The last such day; nil while it is the present version.
  public let effectiveTo: CivilDate?
  /// Policies that it belongs to; a form is refused under any other.
  public let policies: [Service]
  /// What the paper form says beside its fields (`Copy to be kept on the service user file`).
  public let notices: [String]
  /// Who writes and signs, in the order of signing.
  public let authors: [FormAuthor]
  /// What is sent together, in the order of sending.
  public let parts: [FormPart]
  /// Fields under headings, in the order of the paper.
  public let sections: [FormSection]
  /// Where it comes from.
  public let provenance: Provenance

  /// Puts a template together; ``FormLint`` says whether it holds together.
  public init(
    id: TemplateID, version: String, title: String, effectiveFrom: CivilDate,
    effectiveTo: CivilDate? = nil, policies: [Service], notices: [String] = [],
    authors: [FormAuthor], parts: [FormPart], sections: [FormSection], provenance: Provenance
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.effectiveFrom = effectiveFrom
    self.effectiveTo = effectiveTo
    self.policies = policies
    self.notices = notices
    self.authors = authors
    self.parts = parts
    self.sections = sections
    self.provenance = provenance
  }
}

/// Who writes sections of a form and signs for them.
public struct FormAuthor: Sendable, Equatable {
  /// The author's name within the template.
  public let id: AuthorID
  /// The words people know.
  public let title: String
  /// Roles that may be this author, an equivalent counts; empty means anybody.
  public let roles: [RoleID]
  /// The side whose agencies write it; nil for the agency that began the form.
  public let side: Side?

  /// An author.
  public init(id: AuthorID, title: String, roles: [RoleID] = [], side: Side? = nil) {
    self.id = id
    self.title = title
    self.roles = roles
    self.side = side
  }
}

/// What of a form is sent together: complete when sent, and never changed afterwards.
public struct FormPart: Sendable, Equatable {
  /// When a part is sent.
  public enum Time: String, Sendable, CaseIterable {
    /// With the form.
    case sent
    /// Once what was sent has been sent; what is added to it later.
    case afterwards
  }

  /// The part's name; duties of a policy name it.
  public let id: FormPartID
  /// The words people know.
  public let title: String
  /// When it is sent.
  public let time: Time
  /// Authors whose signature it needs.
  public let signedBy: [AuthorID]
  /// Where it comes from.
  public let provenance: Provenance

  /// A part.
  public init(
    id: FormPartID, title: String, time: Time, signedBy: [AuthorID], provenance: Provenance
  ) {
    self.id = id
    self.title = title
    self.time = time
    self.signedBy = signedBy
    self.provenance = provenance
  }
}

/// Fields under one heading, written by one author as a piece of one part.
public struct FormSection: Sendable, Equatable {
  /// The heading.
  public let title: String
  /// What it says below the heading.
  public let hint: String?
  /// The part it is sent with.
  public let part: FormPartID
  /// Who writes it.
  public let author: AuthorID
  /// Its fields.
  public let fields: [Field]

  /// A section.
  public init(
    title: String, hint: String? = nil, part: FormPartID, author: AuthorID, fields: [Field]
  ) {
    self.title = title
    self.hint = hint
    self.part = part
    self.author = author
    self.fields = fields
  }
}
