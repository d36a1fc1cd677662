import Casework
import Escalations
import JSON

/// How a body becomes an order on an escalation: its shape, and how what was checked is read.
struct OrderWire: Sendable {
  /// What the body looks like.
  let shape: Shape
  /// Whether the order changes what was read.
  let needsMatch: Bool
  /// Reads the command.
  let command: @Sendable (Checked, Exchange, Viewer) throws(Unserved) -> Command
  /// Reads personal data and narrative.
  let parts: @Sendable (Checked) -> [Part]

  /// An order whose words lie where its shape says that it is sensitive.
  init(
    _ name: String, _ summary: String, needsMatch: Bool = false, _ members: [Member],
    parts: (@Sendable (Checked) -> [Part])? = nil,
    command: @escaping @Sendable (Checked, Exchange, Viewer) throws(Unserved) -> Command
  ) {
    let shape = Shape.named(name, summary, .object(members + [CommonWire.occurredAt]))
    self.shape = shape
    self.needsMatch = needsMatch
    self.command = command
    self.parts = parts ?? { Words.parts(of: $0, shape) }
  }
}

extension Exchange {
  /// Reads the body, hands the order in, answers with its receipt.
  func serve(_ wire: OrderWire, for viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try envelope(for: viewer)
    let body = try body()
    let order = Order(
      by: .service, command: try wire.command(body, self, viewer),
      occurredAt: body["occurredAt"].optionalValue(as: Instant.self), parts: wire.parts(body),
      isInternal: body.json["internal"]?.boolValue ?? false)
    let isDryRun = envelope.isDryRun
    return .after(.order(order, on: reference, in: envelope)) { receipt in
      // What a command makes is an event; the record shows it.
      ReceiptWire.response(receipt, isDryRun: isDryRun) { receipt in
        "/v1/escalations/\(receipt.reference)/record?event=\(receipt.event)"
      }
    }
  }

  /// Raises an escalation.
  func raise(for viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try envelope(for: viewer)
    let library = context.library()
    let children = ChildFaults(
      today: today(library), takesRealIdentifiers: context.settings.takesRealIdentifiers)
    let request = RaiseWire.request(try body(children.faults))
    let isDryRun = envelope.isDryRun
    return .after(.raise(request, in: envelope)) { receipt in
      ReceiptWire.response(receipt, isDryRun: isDryRun) { "/v1/escalations/\($0.reference)" }
    }
  }

  /// Who sends it, under which key, on what it is based.
  func envelope(for viewer: Viewer) throws(Unserved) -> Envelope {
    let isDryRun = query["dryRun"].isTrue
    guard let key = try IdempotencyKeyField.key(request, viewer) else { throw .keyMissing }
    return Envelope(
      viewer: viewer, key: isDryRun ? nil : key, ifMatch: try Conditions.based(fields),
      isDryRun: isDryRun)
  }
}
