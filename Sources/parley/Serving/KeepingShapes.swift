import Escalations
import JSON

/// What the bodies of the keeper's requests look like.
enum KeepingShapes {
  static let backup: Shape = .object([
    .required("to", .text(max: 4_096), "The file, which is not there yet, with its whole path.")
  ])

  static let erasure: Shape = .object([
    reference,
    .required(
      "classes", .list(of: .code(of: Part.Class.self), count: 1...4, unique: true),
      "What kinds of text go."),
    .optional("person", .text(max: 64), "The key of the one person about whom they are."),
    .required("rule", .text(max: 200), "The rule or request that asks for it, without a name."),
    by,
  ])

  static let hold: Shape = .object([
    reference, .required("reason", .text(max: 1_000), "Why it must be kept."), by,
  ])

  static let release: Shape = .object([reference, by])

  static let retention: Shape = .object([
    .optional("code", .text(max: 64), "The code of the dry run that is to be carried out."),
    by,
  ])

  private static let reference: Member = .required(
    "reference", .text(max: 64), "The escalation.")
  private static let by: Member = .required(
    "by", .text(max: 100), "Who decided it: a post, not a name.")
}
