import Casework
import Escalations
public import HTTP
import JSON

/// Serves the API on one loop: finds the route, asks who it is, and lets the route answer.
public final class APIHandler: Handler {
  private static let router = Router(Routes.all)

  private let context: APIContext
  private let authenticator: Authenticator
  private let answers: RememberedAnswers
  private let waiters: Waiters

  /// A handler for the loop whose context this is; without the loop nothing waits.
  public init(_ context: APIContext, on loop: (any Loop)? = nil) {
    self.context = context
    waiters = Waiters(
      loop, capacity: context.settings.waitingAnswers, listening: context.listening)
    authenticator = Authenticator(context)
    answers = RememberedAnswers(context)
  }

  /// Refuses before the body is read: nobody sends a megabyte to a path that is not there.
  ///
  /// What has no body is judged once, in `respond`.
  public func admit(_ head: RequestHead, id: String) -> Response? {
    guard head.announcesContent else { return nil }
    do throws(Unserved) {
      _ = try admission(head, at: context.now(), counts: true, id: id)
      return nil
    } catch {
      return refusal(error, id: id)
    }
  }

  /// Answers a request; what is written or counted as a reading is answered after its commit.
  public func respond(to request: Request, ticket: Ticket) -> Answer {
    let now = context.now()
    do throws(Unserved) {
      if let unchanged = try unchanged(request.head, at: now) { return .now(unchanged) }
      if let allowed = try options(request.head) { return .now(allowed) }
      let admitted = try admission(
        request.head, at: now, counts: !request.head.announcesContent, id: request.id)
      return try serve(request, admitted, ticket, at: now)
    } catch {
      return .now(refusal(error, id: request.id))
    }
  }

  /// The answer to a poll of what has not changed; anything in doubt takes the long way.
  private func unchanged(_ head: RequestHead, at now: Instant) throws(Unserved) -> Response? {
    guard answers.mayAnswer(head),
      let credential = try? authenticator.credential(head.fields, at: now),
      let unchanged = answers.unchanged(head, for: credential.viewer, at: now)
    else { return nil }
    try count(credential.viewer)
    return unchanged
  }

  /// Counts a request, once: with its head if that announces content, which is then not awaited in vain.
  private func count(_ viewer: Viewer) throws(Unserved) {
    guard let seconds = context.retryAfter(viewer.credential) else { return }
    throw .tooOften(seconds: seconds)
  }

  /// What comes out of judging a head.
  private struct Admission {
    let route: Route
    let names: [PathName: String]
    let credential: Credential?
  }

  /// In this order: the path, the method, the credential, its role, what is sent, what is taken.
  private func admission(
    _ head: RequestHead, at now: Instant, counts: Bool, id: String
  ) throws(Unserved) -> Admission {
    let match = try match(head)
    guard let route = match.route(head.method) else { throw .method(allowed: match.methods) }
    let credential = try credential(match, route, head, at: now, counts: counts, id: id)
    if route.body != nil, !Negotiation.readsContent(head.fields) { throw .contentType }
    guard Negotiation.accepts(head.fields, route.success.mediaTypes) else {
      throw .accept(offered: route.success.mediaTypes)
    }
    return Admission(route: route, names: match.names, credential: credential)
  }

  private func match(_ head: RequestHead) throws(Unserved) -> Router.Match {
    guard let segments = head.segments, let match = Self.router.match(segments) else {
      throw .noRoute
    }
    return match
  }

  private func credential(
    _ match: Router.Match, _ route: Route, _ head: RequestHead, at now: Instant, counts: Bool,
    id: String
  ) throws(Unserved) -> Credential? {
    guard let roles = route.roles else { return nil }
    let credential = try authenticator.credential(head.fields, at: now)
    let viewer = credential.viewer
    if counts { try count(viewer) }
    guard roles.contains(viewer.role) else {
      refusing(viewer, match.names.escalation, id: id).note { _ in }
      throw .role
    }
    return credential
  }

  /// The answer to OPTIONS, of a path or of the server (RFC 9110 section 9.3.7).
  private func options(_ head: RequestHead) throws(Unserved) -> Response? {
    guard head.method == .options else { return nil }
    let methods = head.path == "*" ? [.get, .head, .post, .put, .options] : try match(head).methods
    var response = Response(.noContent, fields: Response.privateFields)
    response.fields.append(
      .allow, FieldValue(verbatim: methods.map(\.text).joined(separator: ", ")))
    return response
  }

  private func serve(
    _ request: Request, _ admitted: Admission, _ ticket: Ticket, at now: Instant
  ) throws(Unserved) -> Answer {
    let exchange = Exchange(
      request: request, route: admitted.route, names: admitted.names,
      query: try QueryParameters.read(request.head, admitted.route.query), context: context,
      answers: answers, now: now)
    switch admitted.route.access {
    case .anyone(let serve): return answer(try serve(exchange), exchange, ticket)
    case .roles(_, let serve):
      guard let credential = admitted.credential else { throw .unauthenticated }
      do throws(Unserved) {
        return answer(try serve(exchange, credential.viewer), exchange, ticket, credential)
      } catch {
        let refusing = refusing(credential.viewer, exchange.named, id: request.id)
        guard refusing.isOnRecord(error) else { throw error }
        refusing.tell(error, ticket)
        return .later
      }
    }
  }

  /// Looks again for those who wait for news.
  public func signalled() { waiters.signalled() }

  /// Answers those who wait, with what there is.
  public func stopping() { waiters.stopping() }

  private func answer(
    _ reply: Reply, _ exchange: Exchange, _ ticket: Ticket,
    _ credential: Credential? = nil
  ) -> Answer {
    func refusing() -> Refusing {
      self.refusing(credential?.viewer, exchange.named, id: exchange.request.id)
    }
    switch reply {
    case .now(let response): return .now(response)
    case .wait(let wait): return waiters.add(wait, ticket)
    case .after(let job, let answer):
      let refusing = refusing()
      context.desk.submit(job) { Self.tell($0, ticket, answer, refusing) }
      return .later
    case .long(let work):
      return atLength(ticket, refusing()) { reader throws(Unserved) in
        ticket.answer(try work(reader))
      }
    case .considered(let work, let answer):
      let (desk, refusing) = (context.desk, refusing())
      return atLength(ticket, refusing) { reader throws(Unserved) in
        desk.submit(try work(reader)) { Self.tell($0, ticket, answer, refusing) }
      }
    case .stream(let response, let pieces, let entries):
      let source = LongStream(
        pieces, for: credential?.tokenDigest, entries: entries, ticket: ticket, context: context,
        request: exchange.request.id)
      return stream(response, source, refusing())
    }
  }

  /// Has the long desk do work that answers, or says why not.
  private func atLength(
    _ ticket: Ticket, _ refusing: Refusing,
    _ work: @escaping @Sendable (any Reader) throws(Unserved) -> Void
  ) -> Answer {
    let isTaken = context.longDesk.begin { reader in
      do throws(Unserved) {
        try work(reader)
      } catch {
        refusing.tell(error, ticket)
      }
    }
    return isTaken ? .later : .now(refusing.response(Self.longDeskBusy))
  }

  /// Answers with what became of a job; the writer, who tells it, has other jobs waiting.
  private static func tell(
    _ result: Result<Receipt?, Failure>, _ ticket: Ticket,
    _ answer: @escaping @Sendable (Receipt?) -> Response, _ refusing: Refusing
  ) {
    switch result {
    case .success(let receipt): ticket.answer { answer(receipt) }
    case .failure(let failure): refusing.tell(.casework(failure), ticket)
    }
  }

  private func stream(
    _ response: Response, _ source: LongStream, _ refusing: Refusing
  ) -> Answer {
    guard source.begin() else { return .now(refusing.response(Self.longDeskBusy)) }
    var response = response
    response.fields.append(
      .trailer, FieldValue(verbatim: "\(LongStream.rowCount), \(LongStream.contentSHA256)"))
    return .stream(response, source)
  }

  private static let longDeskBusy = Unserved.casework(.busy(retryAfter: 5))

  private func refusing(
    _ viewer: Viewer?, _ reference: Reference?, id: String
  ) -> Refusing {
    Refusing(
      viewer: viewer, reference: reference, request: id, desk: context.desk, log: context.log,
      realm: context.settings.realm)
  }

  /// A refusal of nobody that is known yet, or of somebody whose refusal is no matter for the record.
  private func refusal(_ unserved: Unserved, id: String) -> Response {
    refusing(nil, nil, id: id).response(unserved)
  }
}

extension RequestHead {
  /// Whether content follows, as far as its framing says.
  fileprivate var announcesContent: Bool {
    fields.contains(.contentLength) || fields.contains(.transferEncoding)
  }
}
