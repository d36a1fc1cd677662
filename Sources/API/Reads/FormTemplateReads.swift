import Casework
import Escalations
import JSON
import NotificationForms

/// Templates of forms, and the schemas from which a case-management system builds its own screen.
enum FormTemplateReads {
  static let listShape: Shape = .named(
    "FormTemplates", "The templates of the partnership's forms, each in its versions.",
    .object([.required("items", .list(of: template, count: 0...10_000), "The templates.")]))

  private static let template: Shape = .named(
    "FormTemplate", "A form as it is to be filled in, one version of it.",
    .object([
      .required("id", .text(max: 64), "Its name in all versions; duties name it."),
      .required("version", .text(max: 64), "The version."),
      .required("title", .text(max: 300), "The title at the head of the paper form."),
      .required("effectiveFrom", .date, "From when forms are begun with it."),
      .optional("effectiveTo", .date, "The last such day."),
      .required("present", .boolean, "Whether forms are begun with it today."),
      .required(
        "policies", .list(of: .text(max: 64), count: 1...1_000), "Policies that it belongs to."),
      .required("parts", .list(of: part, count: 1...100), "What is sent together."),
    ]))

  private static let part: Shape = .named(
    "FormTemplatePart", "What of a form is sent together.",
    .object([
      .required("id", .text(max: 64), "Its name."),
      .required("title", .text(max: 300), "The words people know."),
      .required("when", .code(of: FormPart.Time.self), "Sent with the form, or added afterwards."),
      .required("signedBy", .list(of: .text(max: 64), count: 0...100), "Authors who sign it."),
    ]))

  static let versionQuery: [Member] = [
    .optional("version", WireText.word, "Another version than the one in force.")
  ]

  static let schemaQuery: [Member] =
    versionQuery + [
      .optional(
        "part", WireText.word, "A part with what it demands; left out for a draft of the whole.")
    ]

  /// The templates of the viewer's partnership.
  static func list(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let library = exchange.context.library()
    let today = exchange.today(library)
    let templates = library.templates(of: viewer.partnership)
    let bytes = JSONWriter.object { json in
      json.objects("items", templates) { json, template in
        let present = library.forms.current(template.id, on: today)?.version
        json.member("id", template.id)
        json.member("version", template.version)
        json.member("title", template.title)
        json.member("effectiveFrom", template.effectiveFrom)
        json.member("effectiveTo", template.effectiveTo)
        json.member("present", present == template.version)
        json.names("policies", template.policies.map(\.policy))
        json.objects("parts", template.parts) { json, part in
          json.member("id", part.id)
          json.member("title", part.title)
          json.member("when", part.time)
          json.names("signedBy", part.signedBy)
        }
      }
    }
    return exchange.tagged(bytes)
  }

  /// A template as its file writes it.
  static func one(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    var json = JSONWriter()
    json.write(try template(exchange, viewer).json)
    return exchange.tagged(json.bytes)
  }

  /// The JSON Schema of the answers.
  static func schema(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let template = try template(exchange, viewer)
    let part: FormPartID? = exchange.query["part"].optionalIdentifier()
    if let part, template.part(part) == nil { throw .casework(.notFound) }
    var json = JSONWriter()
    json.write(template.schema(of: part))
    return exchange.tagged(json.bytes)
  }

  private static func template(
    _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> Template {
    let library = exchange.context.library()
    let id = TemplateID(exchange.name(.template))
    let version = exchange.query["version"].optionalText
    let found =
      version.map { library.forms.template(id, version: $0) }
      ?? library.forms.current(id, on: exchange.today(library))
    guard let found, library.serves(found, viewer.partnership) else { throw .casework(.notFound) }
    return found
  }
}

extension Library {
  /// The templates of that partnership, each in its versions.
  func templates(of partnership: PartnershipID) -> [Template] {
    forms.templates.filter { serves($0, partnership) }
  }

  /// Whether the form belongs to a policy of that partnership.
  fileprivate func serves(_ template: Template, _ partnership: PartnershipID) -> Bool {
    policies.contains { policy in
      policy.partnership == partnership && template.policies.contains { $0.policy == policy.id }
    }
  }
}
