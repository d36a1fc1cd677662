import Casework
import Escalations
import JSON
import NotificationForms

/// Holds the values of filters against what there is, so that a value misspelt is never taken for one
/// that nothing matches.
///
/// What there is are the partnership's own policies and agencies, which every viewer of it may list.
struct Filters {
  private let exchange: Exchange
  private let viewer: Viewer
  private let policies: [Policy]

  init(_ exchange: Exchange, _ viewer: Viewer) {
    self.exchange = exchange
    self.viewer = viewer
    policies = exchange.context.library().policies.filter { $0.partnership == viewer.partnership }
  }

  /// Refuses a value that is none, with those that there are.
  func check() throws(Unserved) {
    var faults: [Fault] = []
    let policies =
      asked("policy").map { id in self.policies.filter { $0.id.text == id } }
      ?? self.policies
    hold("policy", to: self.policies.map(\.id.text), &faults)
    let tracks = policies.flatMap(\.tracks)
    hold("track", to: tracks.map(\.id.text), &faults)
    let chosen = asked("track").map { id in tracks.filter { $0.id.text == id } } ?? tracks
    hold("stage", to: chosen.flatMap(\.stages).map(\.id.text), &faults)
    hold("category", to: policies.flatMap(\.categories).map(\.code.text), &faults)
    if asked("template") != nil {
      let templates = exchange.context.library().templates(of: viewer.partnership)
      hold("template", to: templates.map(\.id.text), &faults)
    }
    if asked("agency") != nil {
      let agencies = try asking { () throws(Failure) in
        try exchange.context.reader.agencies(for: viewer)
      }
      hold("agency", to: agencies.map(\.id.text), &faults)
    }
    if !faults.isEmpty { throw .parameters(faults) }
  }

  private func asked(_ name: String) -> String? {
    guard exchange.route.query.contains(where: { $0.name == name }) else { return nil }
    return exchange.query[name].optionalText
  }

  private func hold(_ name: String, to values: [String], _ faults: inout [Fault]) {
    guard let value = asked(name), !values.contains(value) else { return }
    let allowed = Set(values).sorted().joined(separator: ", ")
    faults.append(
      Fault(
        pointer: name, code: "unknownValue",
        detail: allowed.isEmpty ? "There is none." : "One of: \(allowed)."))
  }

  /// Refuses a stretch of time that ends before it begins.
  static func checkOrder(
    _ first: CivilDate?, _ last: CivilDate?, named names: (String, String)
  ) throws(Unserved) {
    guard let first, let last, first > last else { return }
    throw .parameters([
      Fault(
        pointer: names.1, code: "rangeTurnedAround",
        detail: "\(names.1) lies before \(names.0).")
    ])
  }
}
