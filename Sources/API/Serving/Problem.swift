import Casework
import Escalations
import HTTP
import JSON
import NotificationForms

/// The one table from what went wrong to what is answered: a status, a stable code, a safe
/// sentence, and every fault with its place.
///
/// Nothing internal and nothing that a client wrote is in it (RFC 9457).
struct Problem {
  /// One of the faults behind a problem.
  struct Entry {
    var pointer: String?
    var parameter: String?
    let code: String
    let detail: String
    var clause: String?
    var duties: [String] = []
    var allowed: [String]?
    /// The label as people know it, where it lies in a form.
    var label: String?
    /// Forms that are awaited, with what each lacks.
    var forms: [AwaitedForm] = []
  }

  let status: Status
  /// The stable name of this kind of problem.
  let code: String
  let detail: String
  var entries: [Entry] = []
  /// Fields that this problem adds to its answer.
  var fields: [(FieldName, FieldValue)] = []
  /// The escalation that is meant, where one already exists.
  var reference: Reference?

  private init(_ status: Status, _ code: String, _ detail: String) {
    self.status = status
    self.code = code
    self.detail = detail
  }
}

extension Problem {
  /// One table, without `default`: what the API itself finds wrong.
  init(_ unserved: Unserved, realm: String) {
    switch unserved {
    case .noRoute:
      self.init(.notFound, "noSuchRoute", "There is nothing at this path.")
    case .method(let allowed):
      self.init(.methodNotAllowed, "methodNotAllowed", "This path has other methods: see Allow.")
      fields = [(.allow, FieldValue(escaping: allowed.map(\.text).joined(separator: ",")))]
    case .unauthenticated:
      self.init(.unauthorized, "unauthorized", "A valid bearer token is needed.")
      fields = [
        (
          .wwwAuthenticate,
          FieldValue(verbatim: #"Bearer realm="\#(realm)", error="invalid_token""#)
        )
      ]
    case .tooOften(let seconds):
      self.init(
        .tooManyRequests, "tooManyRequests",
        "This credential has asked more often than one may in a minute.")
      fields = [(.retryAfter, FieldValue(seconds))]
    case .role:
      self.init(.forbidden, "roleNotAllowed", "The credential's role does not do this.")
    case .contentType:
      self.init(.unsupportedMediaType, "unsupportedMediaType", "Send application/json in UTF-8.")
      fields = [(.acceptPost, "application/json")]
    case .accept(let offered):
      self.init(
        .notAcceptable, "notAcceptable", "This is served as \(offered.joined(separator: ", ")).")
    // 422, not 400: the request is well-formed HTTP, and 400 says of a request that it is not.
    case .query:
      self.init(.unprocessableContent, "malformedQuery", "The query is not name=value joined by &.")
    case .parameters(let faults):
      self.init(.unprocessableContent, "invalidQuery", "The query has faults; see errors.")
      entries = faults.map { fault in
        let name = fault.pointer.isEmpty ? nil : fault.pointer
        return Entry(parameter: name, code: fault.code, detail: fault.detail)
      }
    case .cursor:
      self.init(
        .badRequest, "badCursor", "The cursor is not one that this list and these filters gave.")
      entries = [Entry(parameter: "cursor", code: "badCursor", detail: "Begin without a cursor.")]
    case .cursorBeforeRestore:
      self.init(
        .gone, "cursorBeforeRestore",
        "The record was restored from a backup since: what followed may be lost. Begin again.")
      entries = [
        Entry(
          parameter: "cursor", code: "cursorBeforeRestore", detail: "Begin without a cursor.")
      ]
    case .header(let name, let detail):
      self.init(.badRequest, "invalidHeader", "\(name): \(detail)")
    case .keyMissing:
      self.init(
        .badRequest, "idempotencyKeyMissing",
        "Send an Idempotency-Key of your own, and the same one when you send this again.")
    case .syntax(let error):
      self.init(.badRequest, "malformedJSON", error.description)
      entries = [
        Entry(
          pointer: error.pointer.description, code: error.code.rawValue,
          detail: error.description)
      ]
    case .body(let faults):
      self.init(.unprocessableContent, "invalid", "The body has faults; see errors.")
      entries = faults.map { fault in
        Entry(
          pointer: fault.pointer, code: fault.code, detail: fault.detail, allowed: fault.allowed)
      }
    case .casework(let failure):
      self.init(failure)
    }
  }

  /// One table, without `default`: what Casework did not do.
  init(_ failure: Failure) {
    switch failure {
    case .notFound:
      self.init(.notFound, "notFound", "There is no such thing, or it is not yours to see.")
    case .notAllowed(let detail):
      self.init(.forbidden, "notAllowed", detail)
    case .refused(let refusals):
      self.init(refusals)
    case .invalid(let faults):
      self.init(.unprocessableContent, "invalid", "The body has faults; see errors.")
      entries = faults.map { fault in
        Entry(
          pointer: fault.pointer, code: fault.code, detail: fault.detail, allowed: fault.allowed,
          label: fault.label)
      }
    case .formRefused(let refusal):
      self.init(refusal.status, refusal.reason.rawValue, refusal.detail)
      entries = [
        Entry(
          pointer: refusal.pointer, code: refusal.reason.rawValue, detail: refusal.detail,
          clause: refusal.clause)
      ]
    case .stale:
      self.init(
        .preconditionFailed, "stale", "It has changed since you read it: read it again.")
    case .preconditionMissing:
      self.init(
        .preconditionRequired, "ifMatchMissing", "Send If-Match with the ETag that you read.")
    case .keyReused:
      self.init(
        .unprocessableContent, "idempotencyKeyReused",
        "This Idempotency-Key came with another request before.")
    case .alreadyRaised(let reference):
      self.init(
        .conflict, "alreadyRaised", "Your own reference is in use: your agency raised it before.")
      self.reference = reference
    case .busy(let seconds):
      self.init(.serviceUnavailable, "busy", "Too much is waiting. Try again, with the same key.")
      fields = [(.retryAfter, FieldValue(seconds))]
    case .storageFull:
      self.init(
        .insufficientStorage, "storageFull", "Nothing can be written now; reading goes on.")
    case .broken:
      self.init(
        .internalServerError, "internal", "Something broke. It is in the log under this request.")
    }
  }

  /// The domain's refusals: all of them, under the status that they share.
  private init(_ refusals: [Refusal]) {
    let statuses = Set(refusals.map(\.status))
    let codes = Set(refusals.map(\.reason))
    let status = statuses.count == 1 ? statuses.first : nil
    let code = codes.count == 1 ? codes.first?.rawValue : nil
    let detail = refusals.count == 1 ? refusals[0].detail : "The policy refuses this; see errors."
    self.init(status ?? .unprocessableContent, code ?? "refused", detail)
    entries = refusals.map { refusal in
      Entry(
        pointer: refusal.pointer, code: refusal.reason.rawValue, detail: refusal.detail,
        clause: refusal.clause, duties: refusal.duties.map(\.description), forms: refusal.forms)
    }
  }
}

extension Refusal {
  /// Wrong words are 422, a wrong moment is 409, the wrong person is 403.
  fileprivate var status: Status {
    switch reason {
    case .closed, .dutiesOpen, .consultationMissing, .stepMissing, .entryNotOpen, .noSuchExit,
      .skipForbidden, .assentMissing, .decisionMissing, .notAtTheEnd, .limitNotChangeable,
      .alreadyDone, .noCounterpart, .noSuchDuty, .ambiguousDuty, .trackNotStartable,
      .throughForm:
      .conflict
    case .notRaisingSide, .notAMover, .notTheDecider: .forbidden
    case .noSuchEntry: pointer == nil ? .notFound : .unprocessableContent
    case .notAParty: pointer == nil ? .forbidden : .unprocessableContent
    case .unknownCode, .agencyTwice, .outOfScope, .childMissing, .childNotWanted, .reasonMissing,
      .answerMissing, .contentsMissing, .wrongRole, .attemptNotEnough, .notDeclinable,
      .internalOnly, .riskMissing, .tooEarly, .inTheFuture:
      .unprocessableContent
    }
  }
}

extension FormRefusal {
  /// Wrong words are 422, a wrong moment is 409, the wrong person is 403.
  fileprivate var status: Status {
    switch reason {
    case .notYours: .forbidden
    case .noSuchDuty, .submittedBefore, .notSubmitted, .notYet, .alreadyDone, .declined,
      .abandoned:
      .conflict
    case .wrongPolicy, .wrongRole, .noSuchPlace, .notDeclinable, .wordsMissing:
      .unprocessableContent
    }
  }
}
