import Escalations
public import JSON
import NotificationForms

/// The language of form templates as a wire shape: what a template file may say, and
/// `config/form.schema.json`.
///
/// What it cannot say (that names refer to something, that sources fit kinds) `FormLint` says.
public enum TemplateShape {
  /// A whole template.
  public static let template: Shape = .object(
    [
      .optional("$schema", .text(max: 300), "Where this schema is, for editors."),
      .required("id", .key, "The template's name in all its versions; duties name it."),
      .required("version", .text(max: 32), "This version, as you name it."),
      .required("title", title, "The title at the head of the paper form."),
      .required("effectiveFrom", .date, "The first day on which a form is begun with it."),
      .optional("effectiveTo", .date, "The last such day."),
      .required(
        "policies", .list(of: service, count: 1...50),
        "Policies it belongs to; the form is refused under any other."),
      .optional(
        "notices", .list(of: words, count: 0...20), "What the form says beside its fields."),
      .required(
        "authors", .list(of: author, count: 1...10), "Who writes and signs, in that order."),
      .required("parts", .list(of: part, count: 1...10), "What is sent together, in that order."),
      .required("sections", .list(of: section, count: 1...50), "Fields under headings."),
      .required("clause", clause, "The clause of the published text, or the section."),
    ] + reading)

  private static let service: Shape = .object([
    .required("id", .key, "The policy."),
    .optional("tracks", keys, "Tracks of it; left out for all."),
  ])

  private static let author: Shape = .object([
    .required("id", .key, "The author's name within the template."),
    .required("title", title, "The words people know."),
    .optional("roles", keys, "Roles that may be this author; left out for anybody."),
    .optional(
      "side", .code(of: Side.self),
      "The side whose agencies write it; left out for the agency that begins the form."),
  ])

  private static let part: Shape = .object(
    [
      .required("id", .key, "The part's name; duties name it."),
      .required("title", title, "The words people know."),
      .required(
        "when", .code(of: FormPart.Time.self),
        "Sent with the form, or afterwards, once that was sent."),
      .optional("signedBy", keys, "Authors whose signature it needs."),
    ] + sourced)

  private static let section: Shape = .object([
    .required("title", title, "The heading."),
    .optional("hint", words, "What it says below the heading."),
    .required("part", .key, "The part it is sent with."),
    .required("author", .key, "Who writes it."),
    .required("fields", .list(of: field, count: 1...100), "Its fields."),
  ])

  static let field: Shape = .named(
    "Field", "A question of the form, or a column of its table.",
    .object(
      [
        .required(
          "id", .text(max: 64, format: .camel), "Its name; the member that holds its answer."),
        .required("label", title, "The label of the paper form."),
        .optional("hint", words, "What it says beside the label."),
        .required("kind", kind, "What can be answered."),
        .optional("required", .flag, "A part is not submitted without an answer."),
        .optional("requiredIf", condition, "The same, while this holds."),
        .optional("shownIf", condition, "When it is asked at all; left out for always."),
        .optional("prefilledFrom", source, "What the record fills in."),
        .optional("sensitivity", sensitivity, "How closely it is held, where not as its kind is."),
        .optional("mayBeWithheld", .flag, "An answer may be withheld for somebody's safety."),
        .optional("learning", learning, "What learning an answer is."),
        .optional("content", .key, "Which of a duty's asked-for contents an answer is."),
      ] + sourced))

  private static let kind: Shape = .oneMember([
    .choice("text", length, "One line of at most so many characters."),
    .choice("lines", length, "Several lines."),
    .choice("date", dateRule, "A date that exists."),
    .choice("yesNo", .flag, "Yes or no."),
    .choice("choice", choices, "One of these."),
    .choice("choices", choices, "Any of these."),
    .choice("practitioner", practitioner, "A practitioner."),
    .choice("agency", .flag, "An agency."),
    .choice("child", child, "A child, born or unborn."),
    .choice("table", table, "Rows of these columns."),
    .choice("signature", .key, "The place of this author's signature."),
  ])

  private static let length: Shape = .object([
    .required("max", .integer(1...20_000), "At most so many characters.")
  ])

  private static let dateRule: Shape = .object([
    .required("lies", .code(of: FieldKind.DateRule.self), "On any day, or today or before.")
  ])

  private static let choices: Shape = .list(
    of: .object([
      .required("code", .key, "The stable code."), .required("title", title, "The words."),
    ]), count: 2...100)

  private static let practitioner: Shape = .object([
    .required("name", title, "The label of the name."),
    .optional("role", title, "The label of the role; left out, it is not asked."),
    .optional("agency", title, "The label of the agency; left out, it is not asked."),
  ])

  private static let child: Shape = .object([
    .required("name", title, "The label of the name."),
    .optional("birthDate", title, "The label of the date of birth; left out, it is not asked."),
  ])

  private static let table: Shape = .object([
    .required("maxRows", .integer(1...100), "At most so many rows."),
    .required("columns", .list(of: .reference("Field"), count: 1...20), "The columns."),
  ])

  private static let sensitivity: Shape = .oneMember([
    .choice("plain", .flag, "Anyone who may see the form may see it."),
    .choice("narrative", .flag, "Free words, which may name anybody."),
    .choice(
      "personal", .code(["name", "birthDate", "identifier"]), "It names or identifies a person."),
  ])

  private static let learning: Shape = .object([
    .required("kind", .text(max: 64, format: .camel), "The kind, as the policy's routes name it."),
    .optional("routes", keys, "Routes that it takes."),
    .optional("words", .text(max: 64, format: .camel), "The field that holds its words."),
  ])

  private static let source: Shape = .text(
    max: 80,
    format: TextFormat(
      of: PrefillSource.self, name: "source",
      pattern: "^([a-zA-Z]+|(content|stageMeeting):.+)$",
      rule: "Must be a source out of the record, such as children, steps or stageMeeting:stage-1."))

  static let condition: Shape = .named(
    "FieldCondition", "What must hold; exactly one member.",
    .oneMember([
      .choice("all", .list(of: .reference("FieldCondition"), count: 1...20), "Every one holds."),
      .choice("any", .list(of: .reference("FieldCondition"), count: 1...20), "At least one holds."),
      .choice("not", .reference("FieldCondition"), "It does not hold."),
      .choice("answered", fieldName, "The field has an answer; one withheld counts."),
      .choice("yes", fieldName, "The field is answered with yes."),
      .choice("no", fieldName, "The field is answered with no."),
      .choice("chosen", chosen, "The field is answered with one of these codes."),
      .choice("reached", .key, "The escalation has been at the stage."),
      .choice("hasChild", .flag, "The escalation is about a child."),
      .choice("closed", .flag, "The escalation has ended."),
    ]))

  private static let chosen: Shape = .object([
    .required("field", fieldName, "The field."),
    .required("codes", .list(of: .key, count: 1...100, unique: true), "Its codes."),
  ])

  // What several are made of.

  private static let fieldName: Shape = .text(max: 64, format: .camel)
  private static let title: Shape = .text(max: 300)
  private static let words: Shape = .lines(max: 1_000)
  private static let clause: Shape = .text(max: 40)
  private static let keys: Shape = .list(of: .key, count: 0...50, unique: true)

  private static let reading: [Member] = [
    .optional("assumed", .flag, "The text is silent or unclear; this is our reading."),
    .optional("notStated", .flag, "The text does not say."),
    .optional("note", .lines(max: 2_000), "What a reader should know about the text."),
  ]

  /// Where a part or field comes from; left out, it is from where the whole is from.
  private static let sourced: [Member] =
    [.optional("clause", clause, "Its clause, where not that of the whole.")] + reading
}
