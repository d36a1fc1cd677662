import Casework
import Escalations
import JSON
import Repository

/// Policies and calendars that the store holds already. They win over shipped files of the same version:
/// what an escalation began under does not change beneath it.
struct StoredConfiguration {
  private let policies: [StoredPolicy]
  private let calendars: [StoredCalendar]

  init(_ reader: SQLReader) throws {
    policies = try reader.storedPolicies()
    calendars = try reader.storedCalendars()
  }

  /// What the store lacks of the shipped files.
  func missing(from shipped: Installer.Shipped) -> Installation {
    var installation = Installation()
    installation.partnerships = shipped.partnerships
    installation.policies = shipped.policies.filter { !holds($0.policy) }.map {
      ($0.policy, $0.json)
    }
    installation.calendars = shipped.calendars.filter { !holds($0.calendar) }.map {
      ($0.calendar, $0.json)
    }
    return installation
  }

  /// Everything the rules are read from, stored versions first.
  func library(
    with shipped: Installer.Shipped, zone: ZoneTransitions, log: Log
  ) throws -> Library {
    var library = Library(policies: [], calendars: [:], zone: zone)
    for calendar in shipped.calendars { library.replace(calendar.calendar) }
    for stored in calendars {
      let calendar = try CalendarFile.read(stored.json)
      if calendar.version >= library.calendars[calendar.id]?.version ?? 0 {
        library.replace(calendar)
      }
    }
    for policy in shipped.policies { library.add(policy.policy) }
    for stored in policies {
      if let changed = shipped.policies.first(where: { stored.isVersion(of: $0.policy) }),
        changed.json != stored.json
      {
        log.write(
          .warning, "policyFileDiffers",
          [("policy", .string(stored.id.text)), ("version", .string(stored.version))])
      }
      library.add(try PolicyReader.read(stored.json))
    }
    return library
  }

  private func holds(_ policy: Policy) -> Bool { policies.contains { $0.isVersion(of: policy) } }

  private func holds(_ calendar: WorkingCalendar) -> Bool {
    calendars.contains { $0.id == calendar.id && $0.version == calendar.version }
  }
}

extension StoredPolicy {
  /// Whether it is that version of that policy.
  func isVersion(of policy: Policy) -> Bool { id == policy.id && version == policy.version }
}
