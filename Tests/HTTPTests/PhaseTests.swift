import Testing

@testable import HTTP

/// The whole table of phases and events, written out a second time: what follows, or `-` for an event
/// that cannot come in a phase and changes nothing.
private let table = """
                   idle      head      admission body      discard   answer    stream    finish    linger    closed
  headBegan        head      -         -         -         -         -         -         -         -         -
  headCompleted    admission admission -         -         -         -         -         -         -         -
  admitted         -         -         body      -         -         -         -         -         -         -
  refused          -         -         discard   -         -         -         -         -         -         -
  bodyCompleted    -         -         -         answer    answer    -         -         -         -         -
  answeredAndKept  -         -         -         -         -         idle      idle      -         -         -
  answeredLast     -         -         -         -         -         finish    finish    -         -         -
  streamBegan      -         -         -         -         -         stream    -         -         -         -
  malformed        answer    answer    answer    answer    answer    -         -         -         -         -
  inputEnded       closed    answer    admission answer    answer    answer    stream    finish    closed    -
  expired          finish    answer    -         answer    answer    answer    closed    closed    closed    -
  stopped          finish    head      admission body      discard   answer    stream    finish    linger    -
  flushed          -         -         -         -         -         -         -         linger    -         -
  cut              closed    closed    closed    closed    closed    closed    closed    closed    closed    -
  """

@Suite("Phases of a connection") struct PhaseTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    var phase: Phase
    var event: PhaseEvent
    var following: Phase?
    var testDescription: String {
      "\(phase), \(event): \(following.map { "\($0)" } ?? "cannot come")"
    }
  }

  static let pairs: [Pair] = {
    let rows = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    return rows.dropFirst().flatMap { row in
      zip(rows[0], row.dropFirst()).compactMap { name, following in
        guard let phase = Phase.allCases.first(where: { "\($0)" == name }),
          let event = PhaseEvent.allCases.first(where: { "\($0)" == row[0] })
        else { return nil }
        return Pair(
          phase: phase, event: event,
          following: Phase.allCases.first { "\($0)" == following })
      }
    }
  }()

  @Test func `the table has every pair of a phase and an event`() {
    #expect(Self.pairs.count == Phase.allCases.count * PhaseEvent.allCases.count)
  }

  @Test(arguments: pairs) func `what follows is what the table says`(pair: Pair) {
    #expect(pair.phase.following(pair.event) == pair.following)
  }

  @Test func `from every phase a connection that is cut is closed`() {
    for phase in Phase.allCases where phase != .closed { #expect(phase.following(.cut) == .closed) }
  }
}
