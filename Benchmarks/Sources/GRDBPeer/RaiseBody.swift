import Foundation
import Hummingbird

/// What is posted to raise an escalation.
struct RaiseBody: Decodable {
  struct Child: Decodable {
    let name: String?
    let nhsNumber: String?
    let birthDate: String?
  }

  let policy: String
  let receiving: [String]
  let involved: [String]?
  let summary: String
  let immediateRisk: String
  let category: String?
  let children: [Child]?
  let externalReference: String?

  /// Finds what is wrong with it.
  func check() throws {
    var faults: [String] = []
    if policy != "croydon" { faults.append("/policy: there is no such policy in force") }
    if receiving.isEmpty || receiving.count > 20 { faults.append("/receiving: 1 to 20 agencies") }
    if Set(receiving).count != receiving.count { faults.append("/receiving: each once") }
    if !(1...20_000).contains(summary.count) { faults.append("/summary: 1 to 20000 characters") }
    if !["yes", "no", "notKnown"].contains(immediateRisk) {
      faults.append("/immediateRisk: yes, no or notKnown")
    }
    if (children ?? []).isEmpty { faults.append("/children: at least one") }
    for (place, child) in (children ?? []).enumerated() {
      if let name = child.name, !(1...200).contains(name.count) {
        faults.append("/children/\(place)/name: 1 to 200 characters")
      }
    }
    if let reference = externalReference, !(1...100).contains(reference.count) {
      faults.append("/externalReference: 1 to 100 characters")
    }
    if !faults.isEmpty { throw HTTPError(.badRequest, message: faults.joined(separator: "; ")) }
  }
}

/// The answer.
struct Receipt: Codable {
  struct Owed: Codable {
    let key: String
    let title: String
    let owners: [String]
    let force: String
    let dueAt: String?
    let clause: String
  }

  let reference: String
  let event: Int
  let etag: String
  let stage: String
  let recordedAt: String
  let met: [String]
  let owed: [Owed]
  let warnings: [String]
}
