import Casework
import Escalations
import JSON
import NotificationForms
import Repository

/// Policies, calendars and templates that the store holds already.
///
/// They win over shipped files of the same version: what an escalation began under does not change
/// beneath it.
struct StoredConfiguration {
  private let policies: [(policy: Policy, json: [UInt8])]
  private let calendars: [WorkingCalendar]
  private let templates: [(template: Template, json: [UInt8])]

  /// Reads what the store holds; what cannot be read stops the program, since escalations run under it.
  init(_ documents: StoredDocuments) throws(StoreError) {
    let read = Self.readable(documents)
    if let fault = read.findings.first {
      throw StoreError(.unusable, "The stored \(fault.place): \(fault.detail)")
    }
    self = read.configuration
  }

  /// Reads what can be read, and says what cannot.
  static func readable(
    _ documents: StoredDocuments
  ) -> (configuration: StoredConfiguration, findings: [Finding]) {
    var findings: [Finding] = []
    func read<Value>(
      _ list: [StoredDocuments.Document], _ one: ([UInt8]) throws -> Value
    ) -> [Value] {
      list.compactMap { document in
        do {
          return try one(document.json)
        } catch {
          findings.append(document.unreadable("\(error)"))
          return nil
        }
      }
    }
    let configuration = StoredConfiguration(
      policies: read(documents.policies) { (try PolicyReader.read($0), $0) },
      calendars: read(documents.calendars) { try CalendarFile.read($0) },
      templates: read(documents.templates) { (try TemplateReader.read($0), $0) })
    return (configuration, findings)
  }

  private init(
    policies: [(policy: Policy, json: [UInt8])], calendars: [WorkingCalendar],
    templates: [(template: Template, json: [UInt8])]
  ) {
    (self.policies, self.calendars, self.templates) = (policies, calendars, templates)
  }

  /// Everything the store's escalations run under.
  func library(zone: ZoneTransitions) -> Library {
    var library = Library(policies: [], calendars: [:], zone: zone)
    for calendar in calendars { library.replace(calendar) }
    for stored in policies { library.add(stored.policy) }
    for stored in templates { library.add(stored.template) }
    return library
  }

  /// What the store lacks of the shipped files; a file that differs from the stored version of the same
  /// name is said and left.
  func missing(from shipped: Installer.Shipped, log: Log) -> Installation {
    var installation = Installation()
    installation.partnerships = shipped.partnerships
    for file in shipped.policies {
      guard let stored = policies.first(where: { $0.policy.isVersion(of: file.policy) }) else {
        installation.policies.append((file.policy, file.json))
        continue
      }
      if stored.json != file.json {
        log.write(
          .warning, "policyFileDiffers",
          [
            ("policy", .string(file.policy.id.text)), ("version", .string(file.policy.version)),
          ])
      }
    }
    installation.templates = missingTemplates(from: shipped, log: log)
    installation.calendars = shipped.calendars.filter { file in
      !calendars.contains { $0.id == file.calendar.id && $0.version >= file.calendar.version }
    }.map { ($0.calendar, $0.json) }
    return installation
  }

  private func missingTemplates(
    from shipped: Installer.Shipped, log: Log
  ) -> [(template: Template, json: [UInt8])] {
    shipped.templates.compactMap { file in
      let stored = templates.first {
        $0.template.id == file.template.id && $0.template.version == file.template.version
      }
      guard let stored else { return (file.template, file.json) }
      if stored.json != file.json {
        log.write(
          .warning, "templateFileDiffers",
          [
            ("template", .string(file.template.id.text)),
            ("version", .string(file.template.version)),
          ])
      }
      return nil
    }
  }
}

extension Policy {
  /// Whether both are the same version of the same policy.
  func isVersion(of other: Policy) -> Bool { id == other.id && version == other.version }
}
