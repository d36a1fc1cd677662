import Dispatch
import Escalations
import HTTP
import JSON

/// Serves the control socket in the data folder: what other commands on this machine may ask of a
/// running server.
///
/// Whoever may open the socket may do this; it is its owner's alone.
final class ControlHandler: Handler {
  private let clock: ServiceClock
  private let file: ManualClockFile
  private let scheduler: Scheduler
  private let credentials: CredentialService
  private let keeping: RecordKeeping

  init(
    clock: ServiceClock, file: ManualClockFile, scheduler: Scheduler,
    credentials: CredentialService, keeping: RecordKeeping
  ) {
    self.keeping = keeping
    self.clock = clock
    self.file = file
    self.scheduler = scheduler
    self.credentials = credentials
  }

  func respond(to request: Request, ticket: Ticket) -> Answer {
    switch (request.head.method, request.head.path) {
    case (.get, "/clock"): return .now(ControlHandler.time(clock))
    case (.post, "/clock"): return move(request, ticket)
    case (.get, "/scheduler"): return .now(ControlHandler.standing(scheduler))
    case (.post, "/scheduler"):
      scheduler.goOn { [scheduler] in ticket.answer(ControlHandler.standing(scheduler)) }
      return .later
    case (.post, "/credentials"): return administer(request, ticket)
    default:
      return keeping.answer(request, ticket)
        ?? .now(ControlAnswer.problem(.notFound, "There is nothing at this path."))
    }
  }

  /// Whether the scheduler waits for the operator, and why.
  private static func standing(_ scheduler: Scheduler) -> Response {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("waits", scheduler.doubt != nil)
    if let doubt = scheduler.doubt { writer.member("doubt", "\(doubt)") }
    writer.endObject()
    return Response(.ok, contentType: "application/json", body: writer.bytes)
  }

  /// Does what `parley credential` asks for; the answer may hold a token, and goes to the owner's own
  /// terminal.
  private func administer(_ request: Request, _ ticket: Ticket) -> Answer {
    guard let json = try? JSONReader.read(request.body),
      let order = try? JSONDecoding.decode(CredentialOrder.self, from: json)
    else {
      return .now(
        ControlAnswer.problem(.unprocessableContent, "This is no order about credentials."))
    }
    credentials.perform(order) { answer in
      let bytes = (try? JSONEncoding.bytes(of: answer)) ?? []
      ticket.answer(Response(.ok, contentType: "application/json", body: bytes))
    }
    return .later
  }

  /// Moves a manual clock, and answers when everything that fell due has been recorded.
  private func move(_ request: Request, _ ticket: Ticket) -> Answer {
    let body: Checked
    do {
      body = try ControlHandler.shape.check(JSONReader.read(request.body))
    } catch {
      return .now(ControlAnswer.problem(.unprocessableContent, "\(error)"))
    }
    let target: Instant
    switch body.only.name {
    case "to": target = body.only.value.value(as: Instant.self)
    default: target = clock.now.adding(hours: body.only.value.integer)
    }
    guard clock.move(to: target) else {
      return .now(
        ControlAnswer.problem(
          .conflict, "The clock is not moved by hand (--clock manual), or would go back."))
    }
    // A demonstration's clock that is not kept is set again by hand; nothing else hangs on it.
    try? file.keep(target)
    scheduler.sweep { [clock] in ticket.answer(ControlHandler.time(clock)) }
    return .later
  }

  private static let shape = Shape.oneMember([
    .choice("to", .instant, "The instant to move to."),
    .choice("byHours", .integer(0...1_000_000), "Hours to move on by."),
  ])

  private static func time(_ clock: ServiceClock) -> Response {
    ControlAnswer.json([("now", .string(clock.now.description))])
  }
}
