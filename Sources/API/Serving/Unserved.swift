import Casework
import HTTP
import JSON

/// Why a request was not served.
///
/// What status that has is `Problem`'s affair alone.
enum Unserved: Error, Sendable {
  /// No route has that path.
  case noRoute
  /// The route has other methods.
  case method(allowed: [Method])
  /// No credential, or one that opens nothing; the cause is never told.
  case unauthenticated
  /// The credential has asked too often; after so many seconds it may again.
  case tooOften(seconds: Int)
  /// The role does not use this route.
  case role
  /// The content is not of a type that the route reads.
  case contentType
  /// The client takes nothing that the route answers with.
  case accept(offered: [String])
  /// The query is not `name=value` joined by `&`.
  case query
  /// Parameters of the query are wrong; the faults' pointers are their names.
  case parameters([Fault])
  /// The cursor was not made here, or for another question.
  case cursor
  /// The record was restored since the place in the feed was given out.
  case restored(epoch: Int64)
  /// A header is wrong in itself.
  case header(FieldName, String)
  /// What creates something wants a key.
  case keyMissing
  /// The body is not JSON that we read.
  case syntax(JSONSyntaxError)
  /// The body is not of the route's shape, or wrong in itself.
  case body([BodyFault])
  /// Casework did not do it.
  case casework(Failure)
}

/// A fault of a body: where, what, and what would do.
struct BodyFault: Sendable, Equatable {
  let pointer: String
  let code: String
  let detail: String
  var allowed: [String]?

  init(_ pointer: String, _ code: String, _ detail: String) {
    self.pointer = pointer
    self.code = code
    self.detail = detail
  }

  init(_ fault: ShapeFault) {
    self.init(fault.pointer.description, fault.code.rawValue, fault.detail)
    allowed = fault.allowed
  }
}

/// Asks Casework something, and takes its failure as a reason of this module.
func asking<Value>(_ work: () throws(Failure) -> Value) throws(Unserved) -> Value {
  do throws(Failure) {
    return try work()
  } catch {
    throw .casework(error)
  }
}

/// The same where no answer means that there is nothing to be seen.
func finding<Value>(_ work: () throws(Failure) -> Value?) throws(Unserved) -> Value {
  guard let value = try asking(work) else { throw .casework(.notFound) }
  return value
}
