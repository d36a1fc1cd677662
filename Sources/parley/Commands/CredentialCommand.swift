import API
import Casework
import Dispatch
import Escalations
import Foundation
import HTTPServer
import JSON
import Repository

/// `parley credential create|list|rotate|revoke`: through the control socket where the server runs, on
/// the store itself where it does not.
enum CredentialCommand {
  static let command = CommandLineInterface.Command(
    usage: """
      parley credential create --data DIR --partnership P --id ID --name TEXT --role ROLE
                 [--agency A] [--panel P] [--expires INSTANT] [--restricted]
      parley credential list --data DIR --partnership P
      parley credential rotate --data DIR --partnership P --id ID [--overlap-hours N]
      parley credential revoke --data DIR --partnership P --id ID [--reason REASON]
      """
  ) { words in
    let arguments = try Arguments(words, grammar: grammar)
    let order = try order(arguments)
    umask(0o077)
    let data = arguments["--data"] ?? ""
    let answer = try asking(order, data) ?? performing(order, data)
    for line in answer.lines { print(line) }
    for fault in answer.faults {
      FileHandle.standardError.write(Data((fault + "\n").utf8))
    }
    return answer.faults.isEmpty ? 0 : 1
  }

  private static let grammar = Arguments.Grammar(
    options: [
      "--data", "--partnership", "--id", "--name", "--role", "--agency", "--panel", "--expires",
      "--overlap-hours", "--reason",
    ], flags: ["--restricted"], words: 1...1)

  private static func order(_ arguments: Arguments) throws(Arguments.Faults) -> CredentialOrder {
    var faults: [String] = []
    func wanted(_ name: String) -> String {
      if arguments[name] == nil { faults.append("\(name) is wanted.") }
      return arguments[name] ?? ""
    }
    func code<Code: RawRepresentable<String> & CaseIterable>(
      _ name: String, _ text: String?, _ type: Code.Type
    ) -> Code? {
      guard let text else { return nil }
      let code = Code(rawValue: text)
      let all = Code.allCases.map(\.rawValue).joined(separator: ", ")
      if code == nil { faults.append("\(name) is one of: \(all).") }
      return code
    }
    _ = wanted("--data")
    let act = code("The first word", arguments.words.first, CredentialOrder.Act.self) ?? .list
    var order = CredentialOrder(act, partnership: PartnershipID(wanted("--partnership")))
    switch act {
    case .list: break
    case .create:
      let role = code("--role", wanted("--role"), AccessRole.self)
      var request = CredentialRequest(
        id: CredentialID(wanted("--id")), name: wanted("--name"), role: role ?? .dashboard)
      request.agency = arguments["--agency"].map { AgencyID($0) }
      request.panel = arguments["--panel"].map { PanelID($0) }
      if let text = arguments["--expires"] {
        request.expiresAt = Instant(text)
        if request.expiresAt == nil { faults.append("--expires wants an RFC 3339 instant.") }
      }
      request.seesRestricted = arguments.flags.contains("--restricted")
      order.request = request
    case .rotate:
      order.id = CredentialID(wanted("--id"))
      order.overlapHours = Int(arguments["--overlap-hours"] ?? "0")
      if !(0...720).contains(order.overlapHours ?? -1) {
        faults.append("--overlap-hours wants a number from 0 to 720.")
      }
    case .revoke:
      order.id = CredentialID(wanted("--id"))
      order.reason = code("--reason", arguments["--reason"], RevocationReason.self)
    }
    if let id = order.request?.id ?? order.id, !Shape.key.faults(in: .string(id.text)).isEmpty {
      faults.append("--id is small letters and digits, joined by hyphens.")
    }
    if !faults.isEmpty { throw Arguments.Faults(list: faults) }
    return order
  }

  /// The running server's answer; nil if none runs there.
  private static func asking(_ order: CredentialOrder, _ data: String) throws -> CredentialAnswer? {
    let control = ControlClient(data)
    guard control.runs else { return nil }
    let answer = try control.ask("/credentials", JSONEncoding.bytes(of: order))
    return try JSONDecoding.decode(CredentialAnswer.self, from: answer)
  }

  /// Does it on the store, which no server holds.
  private static func performing(
    _ order: CredentialOrder, _ data: String
  ) throws -> CredentialAnswer {
    guard FileManager.default.fileExists(atPath: data + "/parley.db") else {
      return CredentialAnswer(faults: ["There is no store in \(data): start the server once."])
    }
    let zone = try London.transitions()
    let store = try Store(
      folder: DataFolder(path: data), hooks: WriterHooks(now: { ServiceClock.system })
    ) { documents throws(StoreError) in
      try StoredConfiguration(documents).library(zone: zone)
    }
    defer { store.close() }
    let service = CredentialService(store, ServiceClock())
    let done = DispatchSemaphore(value: 0)
    let made = Made<CredentialAnswer>()
    service.perform(order) { answer in
      made.set(answer)
      done.signal()
    }
    done.wait()
    return made.value ?? CredentialAnswer(faults: ["the writer gave no answer"])
  }
}
