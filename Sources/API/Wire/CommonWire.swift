import Casework
import Escalations
import JSON

/// Members that many bodies share.
enum CommonWire {
  /// Who did it, where the role is part of the act.
  static let by = practitioner("by", "Practitioner", role: .plain)
  /// Who did it, where nothing but the words remembers the role.
  static let byWhom = practitioner("by", "PractitionerWithRole", role: .personal)
  /// When it happened.
  static let occurredAt: Member = .optional(
    "occurredAt", .instant, "When it happened; left out for now.")
  /// Why.
  static let reason = narrative("reason", "Why.")
  /// Free words.
  static let words = narrative("words", "Whatever else is to be said.")
  /// The agency's own reference.
  static let ownReference: Member = .optional(
    "ownReference", .text(max: 200), .personal, "Where it lies in the agency's own system.")
  /// Whether a child is at immediate risk.
  static let risk: Shape = .code(of: RiskAnswer.self)
  /// How something went on.
  static let progress: Shape = .code(of: FollowUpProgress.self)
  /// An agency by its name on this server.
  static let agency: Shape = .key

  /// Several agencies.
  static func agencies(_ name: String, _ summary: String) -> Member {
    .optional(name, .list(of: agency, count: 0...50, unique: true), .plain, summary)
  }

  /// Codes of the policy.
  static func codes(_ name: String, _ summary: String) -> Member {
    .optional(name, .list(of: WireText.word, count: 0...50, unique: true), .plain, summary)
  }

  /// Free words, which may be left out.
  static func narrative(_ name: String, _ summary: String) -> Member {
    .optional(name, WireText.narrative, .narrative, summary)
  }

  /// Texts under the names that the policy gives them.
  static let contents: Member = .optional(
    "contents", .map(of: WireText.narrative, keys: .kebab, count: 0...50), .narrative,
    "Parts that the policy asks for, under its names for them.")

  private static func practitioner(
    _ name: String, _ title: String, role: Sensitivity
  ) -> Member {
    .optional(
      name,
      .named(
        title, "Who did it: an assertion of whoever posts it, kept as one.",
        .object([
          .required("name", WireText.personName, .personal, "The practitioner's name or initials."),
          .optional("role", WireText.word, role, "Their role, in the policy's words."),
          .optional(
            "substituteFor", WireText.word, role, "The role that they stood in for."),
        ])), .plain, "Who did it.")
  }
}

extension Checked {
  /// The role of the practitioner named at `by`.
  var role: RoleID? { self["by"].ifPresent?["role"].optionalIdentifier() }

  /// The role that the practitioner stood in for.
  var substituteFor: RoleID? { self["by"].ifPresent?["substituteFor"].optionalIdentifier() }
}
