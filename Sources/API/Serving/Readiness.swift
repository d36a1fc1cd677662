/// Whether the service can do its work, check by check; served to anyone, so no versions and no names.
public struct Readiness: Sendable {
  /// How a check came out; the words of `application/health+json`.
  public enum Outcome: String, Sendable, CaseIterable {
    /// All is well.
    case pass
    /// It works, and somebody should look.
    case warn
    /// It does not work.
    case fail
  }

  /// One check.
  public struct Check: Sendable {
    /// What is checked (`database`, `scheduler`, `calendar`, `disk`).
    public let name: String
    /// How it came out.
    public let outcome: Outcome
    /// What an operator should know; no personal data.
    public let output: String?

    /// A check.
    public init(name: String, outcome: Outcome, output: String? = nil) {
      self.name = name
      self.outcome = outcome
      self.output = output
    }
  }

  /// The checks.
  public let checks: [Check]

  /// What was checked.
  public init(checks: [Check]) { self.checks = checks }

  /// The worst of the checks.
  public var outcome: Outcome {
    if checks.contains(where: { $0.outcome == .fail }) { return .fail }
    return checks.contains { $0.outcome == .warn } ? .warn : .pass
  }
}
