import Casework
import Escalations
import JSON

/// Agencies and their posts on the wire.
enum AgencyWire {
  private static let post: Shape = .named(
    "Post", "A post in the agency, and what it stands for in policies (a rank, not a person).",
    .object([
      .required("role", WireText.word, "The role's name, as acts give it."),
      .required("title", .text(max: 200), "The post's title in the agency."),
      .optional(
        "equivalents", .list(of: WireText.word, count: 0...50, unique: true),
        "Roles of policies whose rank it has."),
      .optional(
        "substituteFor", WireText.word,
        "The role that its holder stands in for; what they do is recorded as a substitute's."),
    ]))

  private static let reference: Shape = .named(
    "AgencyReference", "An agency's name in another system: a school's URN, a provider's ODS code.",
    .object([
      .required("system", WireText.word, "Which system."),
      .required("value", .text(max: 100), "Its name there."),
    ]))

  private static let references: Member = .optional(
    "references", .list(of: reference, count: 0...20, unique: true), .plain,
    "Its names in other systems.")

  /// What an administrator may say of an agency.
  private static let said: [Member] = [
    .required("title", .text(max: 200), "The title people know."),
    .required("kind", .key, "Its kind, in the words of the policies."),
    .optional("contact", .text(max: 200), "How it is reached: a post, a team; no person."),
    references,
    .optional("activeFrom", .date, "The first day on which it is named in anything new."),
    .optional("activeTo", .date, "The last such day."),
    .optional("successor", .key, "The agency it was merged into, which sees what it saw."),
  ]

  static let request: Shape = .named(
    "AgencyRequest", "All that is said of an agency; what is left out is taken back.",
    .object(said))

  static let shape: Shape = .named(
    "Agency", "A member organisation of a kind.",
    .object(
      [
        .required("id", .text(max: 64), "Its name on this server."),
        .optional(
          "formerTitles", .list(of: .text(max: 200), count: 0...1_000), "Titles it had before."),
        .optional("rolesCheckedOn", .date, "The day on which its posts were last checked."),
        .required("revision", .integer(1...Int.max), "How often it was changed."),
      ] + said))

  static let listShape: Shape = .named(
    "Agencies", "The partnership's agencies.",
    .object([.required("items", .list(of: shape, count: 0...100_000), "The agencies.")]))

  static let rolesRequest: Shape = .named(
    "PostsRequest",
    "All posts of an agency, and the day on which that was held against its own list.",
    .object([
      .required("roles", .list(of: post, count: 0...200), "The posts."),
      .required("checkedOn", .date, "The day on which somebody checked them."),
    ]))

  static let rolesShape: Shape = .named(
    "Posts", "The posts of an agency.",
    .object([
      .required("agency", .text(max: 64), "The agency."),
      .required("roles", .list(of: post, count: 0...200), "The posts."),
      .optional("checkedOn", .date, "The day on which somebody checked them; left out for never."),
    ]))

  /// The request that a body makes.
  static func request(_ body: Checked) -> AgencyRequest {
    var request = AgencyRequest(title: body["title"].text, kind: body["kind"].text)
    request.contact = body["contact"].optionalText
    request.references = body["references"].elements.map { entry in
      AgencyDetails.Reference(system: entry["system"].text, value: entry["value"].text)
    }
    request.activeFrom = body["activeFrom"].optionalValue(as: CivilDate.self)
    request.activeTo = body["activeTo"].optionalValue(as: CivilDate.self)
    request.successor = body["successor"].optionalIdentifier()
    return request
  }

  /// The posts that a body lists.
  static func posts(_ body: Checked) -> [AgencyDetails.Post] {
    body["roles"].elements.map { entry in
      AgencyDetails.Post(
        role: entry["role"].identifier(), title: entry["title"].text,
        equivalents: entry["equivalents"].identifiers(),
        substituteFor: entry["substituteFor"].optionalIdentifier())
    }
  }
}

extension Agency {
  /// What tells one state of it from another.
  static func tag(revision: Int) -> String { "\"a-\(revision)\"" }

  /// The revision that a client's tag speaks of; one that never was for a tag that is none of ours.
  static func revision(in tag: String) -> Int {
    guard tag.hasPrefix("\"a-"), tag.hasSuffix("\"") else { return 0 }
    return Int(tag.dropFirst(3).dropLast()) ?? 0
  }

  /// Writes its members.
  func write(to json: inout JSONWriter) {
    json.member("id", id)
    json.member("title", title)
    json.member("kind", kind)
    json.member("contact", details.contact)
    if !details.references.isEmpty {
      json.objects("references", details.references) { json, reference in
        json.member("system", reference.system)
        json.member("value", reference.value)
      }
    }
    if !details.formerTitles.isEmpty {
      json.array("formerTitles", of: details.formerTitles) { $0.write($1) }
    }
    json.member("activeFrom", activeFrom)
    json.member("activeTo", activeTo)
    json.member("successor", successor)
    json.member("rolesCheckedOn", details.rolesCheckedOn)
    json.member("revision", revision)
  }

  /// Writes its posts.
  func writePosts(to json: inout JSONWriter) {
    json.member("agency", id)
    json.objects("roles", details.roles) { json, post in
      json.member("role", post.role)
      json.member("title", post.title)
      if !post.equivalents.isEmpty { json.names("equivalents", post.equivalents) }
      json.member("substituteFor", post.substituteFor)
    }
    json.member("checkedOn", details.rolesCheckedOn)
  }
}
