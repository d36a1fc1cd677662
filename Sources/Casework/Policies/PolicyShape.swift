import Escalations
public import JSON

/// The policy language as a wire shape: what a policy file may say, and `config/policy.schema.json`.
///
/// What it cannot say (that names refer to something, that a ladder leads somewhere) `PolicyLint` says.
public enum PolicyShape {
  /// A whole policy.
  public static let policy: Shape = .object(
    [
      .optional("$schema", .text(max: 300), "Where this schema is, for editors."),
      .required("id", .key, "The policy's name in all its versions."),
      .required("version", .text(max: 32, format: versionName), "This version, as you name it."),
      .required("title", title, "The published title."),
      .required("partnership", .key, "Whose policy it is."),
      .required("effectiveFrom", .date, "The first day on which an escalation begins under it."),
      .optional("effectiveTo", .date, "The last such day."),
      .required("calendar", .key, "Whose bank holidays count: england-and-wales, …"),
      .optional(
        "endOfWorkingDay", .text(max: 5, format: timeOfDay),
        "When a working day ends, where earlier than midnight: 17:00."),
      .optional("review", review, "How often and by whom the policy itself is reviewed."),
      .optional("quiet", quiet, "When an escalation counts as quiet."),
      .optional(
        "sameMatter", sameMatter, "Who is told that a matter is open already; else the partnership."
      ),
      .required("risk", risk, "What is asked about immediate risk, and who acts on it."),
      .optional("scope", scope, "What the policy is not for, and where to go instead."),
    ] + lists + [.required("tracks", .list(of: track, count: 1...20), "The ladders.")])

  private static let lists: [Member] = [
    .optional("principles", codedTexts, "Principles that hold at every stage."),
    .optional("standards", codedTexts, "The standard that the partnership sets itself."),
    .optional("documents", .list(of: document, count: 0...100), "Documents to be read with it."),
    .optional("categories", codedTexts, "Areas of disagreement."),
    .optional("levels", codedTexts, "Levels of need or intervention."),
    .optional("origins", codedTexts, "Where a concern came from."),
    .optional("outcomes", codedTexts, "What an escalation may end in."),
    .optional("facts", codedTexts, "Circumstances that conditions may ask about."),
    .optional("roles", .list(of: role, count: 0...200), "Roles, with their equivalents."),
    .optional("panels", .list(of: panel, count: 0...50), "Groups that consider or decide."),
    .optional("learningRoutes", .list(of: learningRoute, count: 0...100), "Where learning goes."),
    .optional("notes", .list(of: note, count: 0...200), "What the text leaves open."),
  ]

  // What several rules are made of.

  static let title: Shape = .text(max: 300)
  static let keys: Shape = .list(of: .key, count: 0...200, unique: true)
  static let someKeys: Shape = .list(of: .key, count: 1...200, unique: true)
  static let codedTexts: Shape = .list(of: codedText, count: 0...200)

  /// Members with those that say where a rule comes from.
  static func sourced(_ members: [Member]) -> Shape { .object(members + provenance) }

  private static let provenance: [Member] = [
    .required("clause", .text(max: 40), "The clause of the published text, or the section."),
    .optional("assumed", .flag, "The text is silent or unclear; this is our reading."),
    .optional("notStated", .flag, "The text does not say: nothing is demanded or ever overdue."),
    .optional("note", .lines(max: 2_000), "What a reader should know about the text."),
  ]

  private static let versionName = TextFormat(
    name: "version", pattern: "^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$",
    rule: "Must be letters and digits, joined by single dots or hyphens."
  ) { text in
    text.utf8.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }.allSatisfy { piece in
      !piece.isEmpty
        && piece.allSatisfy {
          (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        }
    }
  }

  private static let timeOfDay = TextFormat(
    of: TimeOfDay.self, name: "time of day", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
    rule: "Must be a time of day, written hh:mm.")
}
