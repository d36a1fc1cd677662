public import Escalations
public import JSON

/// Makes a policy out of its file, or says everything that is wrong with it.
///
/// Three sieves, each for what the one before let through: is it JSON, is it shaped as the language
/// asks, and does it hold together.
public enum PolicyReader {
  /// What a reading came to.
  public struct Reading: Sendable {
    /// The policy; nil if there was any error.
    public let policy: Policy?
    /// Errors and warnings.
    public let faults: [PolicyFault]
  }

  /// Names that a policy may refer to outside its file; nil where any will do.
  public struct Surroundings: Sendable {
    /// Names of form templates.
    public let forms: Set<String>?
    /// Names of calendars.
    public let calendars: Set<String>?

    /// What there is around a policy.
    public init(forms: Set<String>? = nil, calendars: Set<String>? = nil) {
      self.forms = forms
      self.calendars = calendars
    }

    /// What there is around the policies of a running service.
    public init(_ library: Library) {
      self.init(forms: library.forms.names, calendars: Set(library.calendars.keys))
    }
  }

  /// The policy that the file writes.
  public static func read(
    _ bytes: [UInt8], among surroundings: Surroundings = Surroundings()
  ) throws(PolicyFaults) -> Policy {
    let reading = check(bytes, among: surroundings)
    guard let policy = reading.policy else { throw PolicyFaults(list: reading.faults) }
    return policy
  }

  /// What is to be said of the file, warnings too.
  public static func check(
    _ bytes: [UInt8], among surroundings: Surroundings = Surroundings()
  ) -> Reading {
    let json: JSONValue
    do {
      json = try JSONReader.read(bytes)
    } catch {
      return Reading(policy: nil, faults: [PolicyFault(error)])
    }
    return check(json, among: surroundings)
  }

  /// What is to be said of the file once it is known to be JSON.
  public static func check(
    _ json: JSONValue, among surroundings: Surroundings = Surroundings()
  ) -> Reading {
    do {
      return judge(try PolicyShape.policy.check(json), surroundings)
    } catch {
      return Reading(policy: nil, faults: error.list.map(PolicyFault.init))
    }
  }

  private static func judge(_ file: Checked, _ surroundings: Surroundings) -> Reading {
    var mapping = PolicyMapping()
    let policy = mapping.policy(file)
    let findings = PolicyLint.findings(
      in: policy, forms: surroundings.forms, calendars: surroundings.calendars)
    let faults = mapping.faults + findings.map(PolicyFault.init)
    let holds = faults.allSatisfy { $0.severity == .warning }
    return Reading(policy: holds ? policy : nil, faults: faults)
  }
}

extension PolicyFault {
  fileprivate init(_ error: JSONSyntaxError) {
    self.init(
      severity: .error, code: error.code.rawValue, pointer: error.pointer,
      detail: error.description)
  }

  fileprivate init(_ fault: ShapeFault) {
    self.init(
      severity: .error, code: fault.code.rawValue, pointer: fault.pointer, detail: fault.detail)
  }

  fileprivate init(_ finding: PolicyFinding) {
    self.init(
      severity: finding.code.isWarning ? .warning : .error, code: finding.code.rawValue,
      pointer: JSONPointer(finding.pointer) ?? JSONPointer(), detail: finding.detail)
  }
}
