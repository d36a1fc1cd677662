import Casework
import Escalations
import JSON
import NotificationForms
import Repository

/// Brings into the store what it lacks of the shipped files, before anybody is served.
///
/// A full disk must not stop reading: a start that lacks nothing writes nothing, and one that has no room for
/// what it lacks says so and serves what is there.
struct StartInstallation {
  let store: Store
  /// What the loops are shown; from the beginning, what the store held.
  let library: SharedLibrary
  let log: Log

  /// Installs what the store has not; `firstToken` as in `Job.install`.
  func install(
    _ installation: Installation,
    firstToken: (@Sendable (PartnershipID, Token) -> Void)?
  ) throws {
    let lacking = try lacking(of: installation)
    if lacking.isEmpty { return }
    try whereThereIsRoom(for: lacking.names) {
      try store.desk.perform(installing(lacking, firstToken))
    }
  }

  /// Writes; where there is no room for it, says what is missing, and refuses if there is nothing to serve.
  func whereThereIsRoom(for names: [String], _ write: () throws -> Void) throws {
    do {
      try write()
    } catch Failure.storageFull {
      guard !library.value.policies.isEmpty else {
        throw StoreError(
          .unusable,
          "\(store.folder.path) has no policy yet, and its disk no room for one: it is full, or below "
            + "`store.diskFloorMiB`.")
      }
      log.write(
        .warning, "notInstalled",
        [
          ("lacking", .array(names.map { .string($0) })),
          (
            "detail",
            "the disk is full, or below store.diskFloorMiB: what is there is served, and the next start tries again"
          ),
        ])
    }
  }

  /// Without the partnerships and agencies that are there: the rest was compared before.
  private func lacking(of installation: Installation) throws -> Installation {
    let reader = try store.makeReader()
    defer { reader.close() }
    var lacking = installation
    lacking.partnerships = try installation.partnerships.filter {
      try reader.partnership(for: Self.console($0.id)) == nil
    }
    lacking.agencies = try installation.agencies.filter {
      try reader.agency($0.id, for: Self.console($0.partnership)) == nil
    }
    return lacking
  }

  private static func console(_ partnership: PartnershipID) -> Viewer {
    Viewer(credential: "console", role: .admin, partnership: partnership, agency: nil)
  }

  private func installing(
    _ installation: Installation, _ firstToken: (@Sendable (PartnershipID, Token) -> Void)?
  ) -> Job {
    Job(credential: nil) { [shared = library] (ledger, library, now) throws(Failure) -> Receipt? in
      _ = try Job.install(installation, firstToken: firstToken).run(ledger, &library, now)
      shared.replace(with: library)
      return nil
    }
  }
}

extension Installation {
  /// Whether there is nothing in it.
  var isEmpty: Bool { names.isEmpty }

  /// What is in it, for the log.
  var names: [String] {
    partnerships.map { "partnership \($0.id)" }
      + policies.map { "policy \($0.policy.id) \($0.policy.version)" }
      + templates.map { "form \($0.template.id) \($0.template.version)" }
      + calendars.map { "calendar \($0.calendar.id) \($0.calendar.version)" }
      + agencies.map { "agency \($0.id)" } + credentials.map { "credential \($0.id)" }
  }
}
