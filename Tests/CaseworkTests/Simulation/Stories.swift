import Casework
import Escalations
import Foundation
import Testing

/// A story of `examples/simulations`: the script, the policy it is played against, and the report that
/// was checked by hand against the clauses.
struct Story: Sendable, CustomTestStringConvertible {
  let name: String
  var testDescription: String { name }

  private static let root = PolicyFiles.config.deletingLastPathComponent()
  private static let folder = root.appending(path: "examples/simulations")

  /// All of them, in the order of their names.
  static let all: [Story] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted().map {
      Story(name: String($0.dropLast(5)))
    }
  }()

  /// The policy whose name the story's begins with.
  func policy() throws -> Policy {
    let name = self.name.prefix { $0 != "-" } + ".json"
    let places = ["config/policies/", "examples/policies/"].map {
      Self.root.appending(path: $0 + name)
    }
    let file = try #require(
      places.first { FileManager.default.fileExists(atPath: $0.path) }, "no policy \(name)")
    return try PolicyReader.read([UInt8](try Data(contentsOf: file)))
  }

  func script() throws -> SimulationScript {
    try SimulationScript.read(
      [UInt8](try Data(contentsOf: Self.folder.appending(path: name + ".json"))))
  }

  /// Where the checked report lies.
  var expected: URL { Self.folder.appending(path: name + ".expected.txt") }

  func play() throws -> SimulationReport {
    let policy = try policy()
    return try Simulator.ofToday(policy).play(try script())
  }
}

extension Simulator {
  /// A simulator on the shipped calendar and the published rule for London.
  static func ofToday(_ policy: Policy) throws -> Simulator {
    let rules = try Rules.ofToday(policy)
    return Simulator(policy, calendar: rules.clock.calendar, zone: rules.clock.zone)
  }
}

extension Rules {
  /// A policy's rules on the shipped calendar and the published rule for London.
  static func ofToday(_ policy: Policy) throws -> Rules {
    let file = PolicyFiles.config.appending(path: "calendars/\(policy.calendar).json")
    let calendar = try CalendarFile.read([UInt8](try Data(contentsOf: file)))
    return Rules(policy: policy, calendar: calendar, zone: try london())
  }

  /// Summer time from the last Sunday of March to the last Sunday of October, both at 01:00 UTC.
  private static func london() throws -> ZoneTransitions {
    let transitions = try (2020...2030).flatMap { year in
      try [(3, 3_600), (10, 0)].map { month, offset in
        let last = try #require(CivilDate(year: year, month: month, day: 31))
        let sunday = last.adding(days: -(last.weekday.rawValue % 7))
        return ZoneTransitions.Transition(
          at: try #require(Instant("\(sunday)T01:00:00Z")), offsetSeconds: offset)
      }
    }
    return try #require(
      ZoneTransitions(
        identifier: "Europe/London", initialOffsetSeconds: 0, transitions: transitions))
  }
}
