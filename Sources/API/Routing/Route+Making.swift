import Casework
import HTTP
import JSON

extension Route {
  private static let json = ["application/json"]
  private static let receipt = (
    shape: ReceiptWire.shape, summary: "The receipt: ids, the ETag, what is owed now."
  )

  /// A question that anybody may ask.
  static func open(
    _ path: String, _ shape: Shape?, _ summary: String, as mediaTypes: [String] = json,
    _ serve: @escaping OpenServe
  ) -> Route {
    Route(
      method: .get, path: PathTemplate(path), access: .anyone(serve), query: [], body: nil,
      isCommand: false, needsMatch: false,
      success: Success(status: .ok, mediaTypes: mediaTypes, shape: shape, summary: summary),
      summary: summary)
  }

  /// A question.
  static func get(
    _ path: String, _ roles: Set<AccessRole>, query: [Member] = [], _ shape: Shape?,
    _ summary: String, as mediaTypes: [String] = json, _ serve: @escaping Serve
  ) -> Route {
    Route(
      method: .get, path: PathTemplate(path), access: .roles(roles, serve), query: query, body: nil,
      isCommand: false, needsMatch: false,
      success: Success(status: .ok, mediaTypes: mediaTypes, shape: shape, summary: summary),
      summary: summary)
  }

  /// A question too long for a URL, or one whose words belong in none.
  static func ask(
    _ path: String, _ roles: Set<AccessRole>, _ body: Shape, _ shape: Shape, _ summary: String,
    as mediaTypes: [String] = json, _ serve: @escaping Serve
  ) -> Route {
    Route(
      method: .post, path: PathTemplate(path), access: .roles(roles, serve), query: [], body: body,
      isCommand: false, needsMatch: false,
      success: Success(status: .ok, mediaTypes: mediaTypes, shape: shape, summary: summary),
      summary: summary)
  }

  /// Sets something under a name that the administrator gives; sent again it changes nothing more,
  /// so it wants no key.
  ///
  /// Where `needsMatch`, it is always there to be read before.
  static func put(
    _ path: String, needsMatch: Bool, _ body: Shape, _ shape: Shape, _ summary: String,
    _ serve: @escaping Serve
  ) -> Route {
    administering(
      .put, path, needsMatch: needsMatch, body, shape, needsMatch ? .ok : .created, summary, serve)
  }

  /// An administrator's act under a name that the administrator gives, so that none is done twice.
  static func entrust(
    _ path: String, _ body: Shape, _ shape: Shape, _ summary: String, _ serve: @escaping Serve
  ) -> Route {
    administering(.post, path, needsMatch: false, body, shape, .created, summary, serve)
  }

  private static func administering(
    _ method: Method, _ path: String, needsMatch: Bool, _ body: Shape, _ shape: Shape,
    _ status: Status, _ summary: String, _ serve: @escaping Serve
  ) -> Route {
    Route(
      method: method, path: PathTemplate(path), access: .roles([.admin], serve), query: [],
      body: body, isCommand: false, needsMatch: needsMatch,
      success: Success(status: status, mediaTypes: json, shape: shape, summary: summary),
      summary: summary)
  }

  /// A command that raises an escalation.
  static func raise(
    _ path: String, _ roles: Set<AccessRole>, _ body: Shape, _ summary: String,
    _ serve: @escaping Serve
  ) -> Route {
    command(path, roles, body, needsMatch: false, summary, receipt, serve)
  }

  /// A command on one escalation that reaches beyond it.
  static func reach(
    _ path: String, _ roles: Set<AccessRole>, _ body: Shape, _ summary: String,
    _ serve: @escaping Serve
  ) -> Route {
    command(
      "/v1/escalations/{reference}/" + path, roles, body, needsMatch: true, summary, receipt, serve)
  }

  /// A command on one escalation.
  static func order(
    _ path: String, _ roles: Set<AccessRole>, _ wire: OrderWire, _ summary: String
  ) -> Route {
    command(
      "/v1/escalations/{reference}/" + path, roles, wire.shape, needsMatch: wire.needsMatch,
      summary, receipt
    ) { (exchange, viewer) throws(Unserved) in
      try exchange.serve(wire, for: viewer)
    }
  }

  /// What an administrator does.
  static func administer(
    _ path: String, _ body: Shape, _ summary: String, _ serve: @escaping Serve
  ) -> Route {
    command(
      path, [.admin], body, needsMatch: false, summary,
      (AdministrationWire.shape, "The receipt: what was changed."), serve)
  }

  /// A command that begins a form.
  static func begin(
    _ path: String, _ roles: Set<AccessRole>, _ body: Shape, _ summary: String,
    _ serve: @escaping Serve
  ) -> Route {
    command(path, roles, body, needsMatch: false, summary, formReceipt, serve)
  }

  /// A command on one form; what saves its draft puts it (RFC 9110 section 9.3.4).
  static func form(
    _ path: String, _ roles: Set<AccessRole>, _ wire: FormOrderWire, _ summary: String
  ) -> Route {
    command(
      "/v1/forms/{form}" + path, roles, wire.shape, method: path.isEmpty ? .put : .post,
      needsMatch: wire.needsMatch, summary, formReceipt
    ) { (exchange, viewer) throws(Unserved) in
      try exchange.serve(wire, for: viewer)
    }
  }

  private static let formReceipt = (
    shape: FormReceiptWire.shape, summary: "The receipt: the form's ETag, what it lacks now."
  )

  /// A command of the partnership's office on what is the partnership's own.
  static func keep(
    _ path: String, _ body: Shape, _ summary: String, _ serve: @escaping Serve
  ) -> Route {
    command(
      path, [.partnership], body, needsMatch: false, summary,
      (AdministrationWire.shape, "The receipt: the event's number."), serve)
  }

  /// A word on one escalation and another, which stands in the partnership's own record.
  static func link(
    _ path: String, _ roles: Set<AccessRole>, _ body: Shape, _ summary: String,
    _ serve: @escaping Serve
  ) -> Route {
    command(
      "/v1/escalations/{reference}/" + path, roles, body, needsMatch: false, summary,
      (AdministrationWire.shape, "The receipt: the event's number."), serve)
  }

  private static func command(
    _ path: String, _ roles: Set<AccessRole>, _ body: Shape, method: Method = .post,
    needsMatch: Bool, _ summary: String, _ receipt: (shape: Shape, summary: String),
    _ serve: @escaping Serve
  ) -> Route {
    Route(
      method: method, path: PathTemplate(path), access: .roles(roles, serve),
      query: [
        .optional("dryRun", .boolean, "Decide and answer, and record nothing.")
      ], body: body, isCommand: true, needsMatch: needsMatch,
      success: Success(
        status: method == .put ? .ok : .created, mediaTypes: json, shape: receipt.shape,
        summary: receipt.summary), summary: summary)
  }
}
