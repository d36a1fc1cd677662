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

  /// A command of the partnership's office on what is the partnership's own.
  static func keep(
    _ path: String, _ body: Shape, _ summary: String, _ serve: @escaping Serve
  ) -> Route {
    command(
      path, [.partnership], body, needsMatch: false, summary,
      (AdministrationWire.shape, "The receipt: the event's number."), serve)
  }

  private static func command(
    _ path: String, _ roles: Set<AccessRole>, _ body: Shape, needsMatch: Bool, _ summary: String,
    _ receipt: (shape: Shape, summary: String), _ serve: @escaping Serve
  ) -> Route {
    Route(
      method: .post, path: PathTemplate(path), access: .roles(roles, serve),
      query: [
        .optional("dryRun", .boolean, "Decide and answer, and record nothing.")
      ], body: body, isCommand: true, needsMatch: needsMatch,
      success: Success(
        status: .created, mediaTypes: json, shape: receipt.shape, summary: receipt.summary),
      summary: summary)
  }
}
