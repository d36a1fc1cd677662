public import Escalations
public import JSON

/// Dated events to be played against a policy: one raising, and what follows.
public struct SimulationScript: Sendable {
  /// The raising.
  public struct Raise: Sendable {
    /// When.
    public var at: Instant
    /// Who raises.
    public var by: AgencyID
    /// What is asked.
    public var raising: Raising
    /// The code of the refusal that is expected; nil where it is to be recorded.
    public var expectedRefusal: String?
    /// What it is to show.
    public var note: String?
  }

  /// One event after the raising.
  public struct Step: Sendable {
    /// When it is recorded; the clocks are moved to it.
    public var at: Instant
    /// When it happened, where that was earlier.
    public var occurredAt: Instant?
    /// What happens.
    public var deed: Deed
    /// The code of the refusal that is expected; nil where it is to be recorded.
    public var expectedRefusal: String?
    /// What the step is to show.
    public var note: String?
  }

  /// What happens in a step.
  public enum Deed: Sendable {
    /// Somebody gives an order.
    case order(Order)
    /// The calendar changes under running clocks.
    case holiday(CalendarDeed)
    /// Nothing but time passes.
    case wait
  }

  /// How the calendar changes.
  public enum CalendarDeed: Sendable {
    /// A bank holiday is proclaimed.
    case add(Holiday)
    /// One is taken back.
    case withdraw(CivilDate)
  }

  /// What the story is about.
  public var title: String?
  /// The raising.
  public var raise: Raise
  /// What follows, in the order of time.
  public var steps: [Step]

  /// Everything that is wrong with a script; never empty.
  public struct Faults: Error, Sendable, Equatable {
    /// The faults, each with its pointer.
    public let list: [Fault]
  }

  /// Reads a script from its file.
  public static func read(_ bytes: [UInt8]) throws(Faults) -> SimulationScript {
    let json: JSONValue
    do {
      json = try JSONReader.read(bytes)
    } catch {
      throw Faults(list: [
        Fault(
          pointer: error.pointer.description, code: error.code.rawValue, detail: error.description)
      ])
    }
    return try read(json)
  }

  /// Reads a script once it is known to be JSON.
  public static func read(_ json: JSONValue) throws(Faults) -> SimulationScript {
    let file: Checked
    do {
      file = try SimulationShape.script.check(json)
    } catch {
      throw Faults(
        list: error.list.map { fault in
          Fault(
            pointer: fault.pointer.description, code: fault.code.rawValue, detail: fault.detail)
        })
    }
    var mapping = SimulationMapping()
    let script = mapping.script(file)
    if !mapping.faults.isEmpty { throw Faults(list: mapping.faults) }
    return script
  }
}
