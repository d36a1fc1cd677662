import Casework
import Digest
import Escalations
import Foundation
import JSON
import NotificationForms
import Repository

/// Reads the shipped files and, for a demonstration, makes agencies and tokens.
struct Installer {
  let folder: ConfigurationFolder
  let log: Log

  /// What the shipped files hold, and what is wrong with the rest.
  struct Shipped: Sendable {
    var partnerships: [Partnership] = []
    var policies: [ConfigurationFolder.LoadedPolicy] = []
    var calendars: [ConfigurationFolder.LoadedCalendar] = []
    var templates: [ConfigurationFolder.LoadedTemplate] = []
    var faults: [ConfigurationFolder.FileFault] = []
  }

  /// Reads everything; a file with any fault is left out, and said.
  func readShipped() -> Shipped {
    var shipped = Shipped()
    do {
      shipped.partnerships = try SetUpFile.partnerships(folder.bytes(of: "partnerships.json"))
    } catch {
      shipped.faults.append(.init(file: "partnerships.json", detail: "\(error)"))
    }
    let policies = folder.read("policies") { bytes in
      ConfigurationFolder.LoadedPolicy(policy: try PolicyReader.read(bytes), json: bytes)
    }
    let calendars = folder.read("calendars") { bytes in
      ConfigurationFolder.LoadedCalendar(calendar: try CalendarFile.read(bytes), json: bytes)
    }
    let known = policies.values.map(\.policy)
    let templates = folder.read("forms") { bytes in
      ConfigurationFolder.LoadedTemplate(
        template: try TemplateReader.read(bytes, policies: known), json: bytes)
    }
    // Once more, now that it is known what forms and calendars there are.
    let around = PolicyReader.Surroundings(
      forms: Set(templates.values.map(\.template.id.text)),
      calendars: Set(calendars.values.map(\.calendar.id)))
    let sound = folder.read("policies") { bytes in
      ConfigurationFolder.LoadedPolicy(
        policy: try PolicyReader.read(bytes, among: around), json: bytes)
    }
    shipped.policies = sound.values
    shipped.calendars = calendars.values
    shipped.templates = templates.values
    shipped.faults += sound.faults + calendars.faults + templates.faults
    for fault in shipped.faults {
      log.write(.error, "configurationFault", [("fault", .string(fault.description))])
    }
    return shipped
  }

  /// Refuses to make a demonstration out of a real service's folder.
  ///
  /// A real service has credentials that no demonstration gave out, and none of its tokens' file.
  func checkDemonstration(in store: Store, _ partnerships: [Partnership]) throws {
    let file = DemonstrationTokens.path(in: store.folder.path)
    if FileManager.default.fileExists(atPath: file) { return }
    let reader = try store.makeReader()
    defer { reader.close() }
    for partnership in partnerships {
      let viewer = Viewer(
        credential: "console", role: .admin, partnership: partnership.id, agency: nil)
      if try reader.credentials(for: viewer).contains(where: { !$0.id.text.hasPrefix("demo-") }) {
        throw StoreError(
          .unusable,
          "\(store.folder.path) is a real service's: a demonstration wants a folder of its own.")
      }
    }
  }

  /// Adds demonstration agencies and credentials to what is installed; their tokens outlive a restart.
  func demonstration(
    in store: Store, _ installation: inout Installation
  ) throws -> DemonstrationTokens {
    try checkDemonstration(in: store, installation.partnerships)
    let setUp = try SetUpFile.demonstration(folder.bytes(of: "demonstration.json"))
    let tokens = try DemonstrationTokens.loadOrMake(
      in: store.folder.path, for: setUp.credentials)
    let reader = try store.makeReader()
    defer { reader.close() }
    installation.agencies = setUp.agencies
    installation.credentials = try setUp.credentials.map { credential($0, tokens) }.filter {
      try reader.credential(tokenDigest: $0.tokenDigest) == nil
    }
    return tokens
  }

  /// Fills an empty store with invented escalations, from the beginning of the last report's year.
  func demonstrateYear(
    in store: Store, _ tokens: DemonstrationTokens, now: Instant, zone: ZoneTransitions
  ) throws {
    let reader = try store.makeReader()
    defer { reader.close() }
    guard try reader.condition().escalations == 0 else { return }
    let today = zone.localDate(of: now)
    let first = ReportYear(of: today).before.before.start
    let days = today.dayNumber - first.dayNumber
    let plan = try DemonstrationPlan(
      cases: max(1, Self.escalationsAYear * days / 365), from: first, until: now,
      viewers: viewers(tokens))
    var demonstration = Demonstration(plan)
    while !demonstration.isOver { try demonstration.advance(steps: 1_000, on: store.desk) }
    log.write(
      .info, "demonstrated",
      [("escalations", .number(JSONNumber(Int64(demonstration.raised))))])
  }

  /// How many there are in a year: enough for every table of five policies to have something to show.
  private static let escalationsAYear = 150

  /// Who acts in a demonstration.
  func viewers(_ tokens: DemonstrationTokens) throws -> [Viewer] {
    try SetUpFile.demonstration(folder.bytes(of: "demonstration.json")).credentials.map {
      credential($0, tokens).viewer
    }
  }

  /// Its name holds the beginning of its token's digest, so that a new token is a new credential.
  private func credential(
    _ entry: SetUpFile.DemonstrationCredential, _ tokens: DemonstrationTokens
  ) -> Credential {
    let digest = SHA256.digest(of: Array(tokens.token(for: entry).utf8)).hex
    let id = CredentialID("\(entry.id)-\(digest.prefix(6))")
    return Credential(
      id: id, name: entry.name,
      viewer: Viewer(
        credential: id, role: entry.role, partnership: entry.partnership, agency: entry.agency),
      tokenDigest: digest, expiresAt: nil, seesRestricted: entry.seesRestricted)
  }
}
