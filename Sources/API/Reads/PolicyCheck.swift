import Casework
import HTTP
import JSON

/// Checks a policy that somebody writes: everything that is wrong with it, at once.
///
/// Nothing is kept.
enum PolicyCheck {
  static let shape: Shape = .named(
    "PolicyCheck", "What is to be said of a policy.",
    .object([
      .required("loads", .boolean, "Whether it would load."),
      .required(
        "faults",
        .list(
          of: .named(
            "PolicyFault", "One thing wrong with a policy.",
            .object([
              .required(
                "severity", .code(of: PolicyFault.Severity.self), "An error keeps it from loading."
              ),
              .required("code", .text(max: 64), "Its stable code."),
              .required("pointer", .text(min: 0, max: 2_000), "Where in the file."),
              .required("detail", .lines(max: 4_000), "What is wrong."),
            ])), count: 0...100_000), "Every fault, warnings too."),
    ]))

  /// Checks the policy of the body.
  static func check(_ exchange: Exchange, _: Viewer) throws(Unserved) -> Reply {
    let reading = PolicyReader.check(
      try exchange.json(), among: PolicyReader.Surroundings(exchange.context.library()))
    let bytes = JSONWriter.object { json in
      json.member("loads", reading.policy != nil)
      json.objects("faults", reading.faults) { json, fault in
        json.member("severity", fault.severity)
        json.member("code", fault.code)
        json.member("pointer", fault.pointer.description)
        json.member("detail", fault.detail)
      }
    }
    return .now(.json(bytes))
  }
}
