import Casework
import Escalations

/// A policy of two stages made up for these tests, with a library that holds it.
enum TestPolicy {
  static let id: PolicyID = "testshire"
  static let version = "1"
  static let track: TrackID = "main"
  static let stageOne: StageID = "stage-1"
  static let stageTwo: StageID = "stage-2"
  /// Owed by the receiving side within three working days.
  static let respond: DutyID = "respond"
  /// Internal to the raising agency.
  static let tellManager: DutyID = "tell-manager"
  /// Owed by both together, and only a target.
  static let aim: DutyID = "aim"

  static let policy = policy(version: version)

  static func policy(version: String) -> Policy {
    Policy(
      id: id, version: version, title: "Made up for tests", partnership: World.partnership,
      effectiveFrom: day("2020-01-01"), calendar: "none",
      risk: RiskRule(urgentAction: "Call the police.", askedOnMoving: false, provenance: from("1")),
      tracks: [
        Track(
          id: track, title: "The ladder", child: .optional,
          skipping: Skipping(rule: .allowed, provenance: from("2")),
          stages: [
            Stage(
              id: stageOne, number: 1, title: "Between the two", formality: .informal,
              duties: [
                duty(respond, .respond, .receiving, .must),
                duty(tellManager, .report, .raising, .should, isPrivate: true),
                duty(aim, .discuss, .sides, .guide),
              ], provenance: from("3")),
            Stage(
              id: stageTwo, number: 2, title: "Their managers", formality: .formal,
              provenance: from("4")),
          ], provenance: from("2"))
      ])
  }

  static func library() throws -> Library {
    let calendar = try WorkingCalendar(
      id: "none", title: "No holidays", version: 1, coveredFrom: day("2020-01-01"),
      through: day("2030-12-31"), holidays: [])
    let zone = ZoneTransitions(identifier: "UTC", initialOffsetSeconds: 0, transitions: [])
    guard let zone else { throw TestFault(what: "no zone") }
    return Library(policies: [policy], calendars: ["none": calendar], zone: zone)
  }

  private static func duty(
    _ id: DutyID, _ act: ActKind, _ owedBy: PartyRule, _ force: Duty.Force, isPrivate: Bool = false
  ) -> Duty {
    Duty(
      id: id, title: id.text, act: act, owedBy: owedBy, force: force, isPrivate: isPrivate,
      provenance: from("5"))
  }

  private static func from(_ clause: String) -> Provenance { Provenance(clause: clause) }
}

/// A date that the test writes correctly.
func day(_ text: String) -> CivilDate {
  guard let date = CivilDate(text) else { preconditionFailure("\(text) is a date") }
  return date
}

/// An instant that the test writes correctly.
func at(_ text: String) -> Instant {
  guard let instant = Instant(text) else { preconditionFailure("\(text) is an instant") }
  return instant
}

/// Something that a test needs is not there.
struct TestFault: Error {
  let what: String
}
