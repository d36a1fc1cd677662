public import Escalations

/// Says everything that is wrong with a template: what its JSON shape cannot say.
public struct FormLint {
  /// One thing that is wrong, where it stands in the template's JSON.
  public struct Finding: Sendable, Equatable {
    /// Where, as a JSON Pointer into the template.
    public let pointer: String
    /// What is wrong, and what would be right.
    public let detail: String

    /// A finding.
    public init(pointer: String, detail: String) {
      self.pointer = pointer
      self.detail = detail
    }
  }

  let template: Template
  let policies: [Policy]?
  private(set) var findings: [Finding] = []

  private init(_ template: Template, _ policies: [Policy]?) {
    self.template = template
    self.policies = policies
  }

  /// Every finding; empty if the template holds together, and holds with these policies if given.
  public static func findings(in template: Template, policies: [Policy]? = nil) -> [Finding] {
    var lint = FormLint(template, policies)
    lint.checkHead()
    lint.checkParts()
    lint.checkSections()
    lint.checkPolicies()
    return lint.findings
  }

  mutating func find(_ pointer: String, _ detail: String) {
    findings.append(Finding(pointer: pointer, detail: detail))
  }

  /// Reports every name of a list that stood in it before.
  mutating func checkUnique<Name: Hashable>(
    _ names: [Name], _ what: String, at pointer: (Int) -> String
  ) {
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      find(pointer(index), "Another \(what) has this name.")
    }
  }

  // MARK: The head and the parts

  private mutating func checkHead() {
    if template.policies.isEmpty { find("/policies", "Name at least one policy.") }
    if let end = template.effectiveTo, end < template.effectiveFrom {
      find("/effectiveTo", "This lies before effectiveFrom.")
    }
    checkUnique(template.policies.map(\.policy), "policy") { "/policies/\($0)" }
    for (index, notice) in template.notices.enumerated() {
      checkWords(notice, at: "/notices/\(index)")
    }
    checkUnique(template.authors.map(\.id), "author") { "/authors/\($0)/id" }
    let writing = Set(template.sections.map(\.author))
    for (index, author) in template.authors.enumerated() where !writing.contains(author.id) {
      find("/authors/\(index)", "This author writes no section.")
    }
  }

  private mutating func checkParts() {
    checkUnique(template.parts.map(\.id), "part") { "/parts/\($0)/id" }
    if !template.parts.contains(where: { $0.time == .sent }) {
      find("/parts", "One part at least is sent, and not afterwards.")
    }
    if let first = template.parts.first, first.time == .afterwards {
      find("/parts/0/when", "What is sent comes before what is added afterwards.")
    }
    for (index, part) in template.parts.enumerated() { check(part, at: "/parts/\(index)") }
  }

  private mutating func check(_ part: FormPart, at pointer: String) {
    let fields = template.sections(of: part.id).flatMap(\.fields)
    let places = fields.compactMap { field -> AuthorID? in
      guard case .signature(let author) = field.kind else { return nil }
      return author
    }
    if fields.isEmpty { find(pointer, "This part has no fields.") }
    checkUnique(part.signedBy, "signature") { pointer + "/signedBy/\($0)" }
    for (index, author) in part.signedBy.enumerated() {
      let pointer = pointer + "/signedBy/\(index)"
      if template.author(author) == nil {
        find(pointer, "The template has no author of that name.")
      } else if !places.contains(author) {
        find(pointer, "No field of this part is the place of this signature.")
      }
    }
  }

  private mutating func checkSections() {
    let pointers = template.sections.enumerated().flatMap { place, section in
      section.fields.indices.map { "/sections/\(place)/fields/\($0)/id" }
    }
    checkUnique(template.fields.map(\.id), "field") { pointers[$0] }
    for (index, section) in template.sections.enumerated() {
      let pointer = "/sections/\(index)"
      if template.part(section.part) == nil {
        find(pointer + "/part", "The template has no part of that name.")
      }
      if template.author(section.author) == nil {
        find(pointer + "/author", "The template has no author of that name.")
      }
      if section.fields.isEmpty { find(pointer + "/fields", "A section has at least one field.") }
      checkWords(section.title, at: pointer + "/title")
      for (place, field) in section.fields.enumerated() {
        check(field, in: section, at: pointer + "/fields/\(place)")
      }
    }
  }

  // MARK: Words

  /// No named person's details are shipped: contacts are settings.
  mutating func checkWords(_ words: String, at pointer: String) {
    let digits = words.unicodeScalars.filter(\.properties.isDecimal)
    if words.contains("@") || digits.count > 6 {
      find(pointer, "Contact details are settings, and not in a template.")
    }
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isDecimal: Bool { numericType == .decimal }
}
