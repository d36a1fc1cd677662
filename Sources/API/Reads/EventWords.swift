import Escalations
import JSON

/// The texts of one event as far as a viewer is shown them, written as the members that they came in as.
struct EventWords {
  private let texts: [(member: String, text: String)]

  init(_ texts: [(member: String, text: String)]) { self.texts = texts }

  /// Members that stand by themselves.
  private static let single = [
    "summary", "categoryWords", "reason", "words", "what", "outcomeWords", "ownReference",
  ]
  /// Members that hold others.
  private static let groups = ["by", "raisedBy", "told", "contents"]

  /// What `write` may write; all of it masked where the viewer does not see names.
  static let members: [Member] = [
    .optional("summary", WireText.narrative, .narrative, "What was said."),
    .optional("categoryWords", WireText.narrative, .narrative, "The area in words of their own."),
    .optional("reason", WireText.narrative, .narrative, "Why."),
    .optional("words", WireText.narrative, .narrative, "Whatever else was to be said."),
    .optional("what", WireText.narrative, .narrative, "What is done, or stays open."),
    .optional("outcomeWords", WireText.narrative, .narrative, "What came of a discussion."),
    .optional("ownReference", WireText.narrative, .personal, "Where an agency's record lies."),
    person("by", "Who did it."), person("raisedBy", "Who raised it."),
    person("told", "Who was told of an immediate risk."),
    .optional(
      "contents", .map(of: WireText.narrative, keys: .kebab, count: 0...100), .narrative,
      "Parts that the policy asked for."),
  ]

  private static func person(_ name: String, _ summary: String) -> Member {
    .optional(
      name,
      .named(
        "PersonNamed", "A person, as whoever posted it said.",
        .object([
          .optional("name", WireText.personName, .personal, "The name, or what stands for it."),
          .optional("role", .text(max: 100), .personal, "The role."),
          .optional("substituteFor", .text(max: 100), .personal, "The role stood in for."),
        ])), .plain, summary)
  }

  /// The text at a place, if it is there and shown.
  func text(_ place: String) -> String? { texts.first { $0.member == place }?.text }

  /// Writes the members; what stands in lists is for whoever writes the list.
  func write(to json: inout JSONWriter) {
    for name in Self.single { json.member(name, text("/" + Self.place(name))) }
    for group in Self.groups {
      let inner = texts.filter { $0.member.hasPrefix("/\(group)/") }
      guard !inner.isEmpty else { continue }
      json.object(group) { json in
        for (member, text) in inner { json.member(String(member.dropFirst(group.count + 2)), text) }
      }
    }
  }

  /// A discussion's outcome in words must not be taken for the code of a decision's.
  private static func place(_ name: String) -> String { name == "outcomeWords" ? "outcome" : name }
}
