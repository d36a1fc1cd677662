import Casework
import Escalations
import HTTP
import JSON

/// One request on its way to an answer: what was asked, by which route, and what answers are made of.
struct Exchange {
  let request: Request
  let route: Route
  let names: [PathName: String]
  /// The query, checked against the route's parameters.
  let query: Checked
  let context: APIContext
  /// What this loop remembers of its answers.
  let answers: RememberedAnswers
  /// One instant for the whole answer.
  let now: Instant

  /// What stands in the path at that name.
  func name(_ name: PathName) -> String {
    guard let text = names[name] else { preconditionFailure("\(route.path.text) has no \(name)") }
    return text
  }

  /// The escalation that the path names.
  var reference: Reference { Reference(name(.reference)) }

  /// The escalation that the path names, or whose form it names; nil where it names none.
  var named: Reference? { names.escalation }

  /// The number that the path names.
  var number: Int { Int(name(.number)) ?? 0 }

  /// The fields of the request.
  var fields: Fields { request.head.fields }

  /// The day it is where days are counted.
  func today(_ library: Library) -> CivilDate { library.zone.localDate(of: now) }

  /// The body as a value of the route's shape; every fault at once, `more` included.
  func body(
    _ more: (JSONValue) -> [BodyFault] = { _ in [] }
  ) throws(Unserved) -> Checked {
    guard let shape = route.body else { preconditionFailure("\(route.path.text) reads no body") }
    let value = try json()
    var faults = shape.faults(in: value).map(BodyFault.init)
    faults += more(value).filter { fault in !faults.contains { $0.pointer == fault.pointer } }
    guard faults.isEmpty else { throw .body(faults) }
    do throws(ShapeFaults) {
      return try shape.check(value)
    } catch {
      throw .body(error.list.map(BodyFault.init))
    }
  }

  /// The body as JSON.
  func json() throws(Unserved) -> JSONValue {
    do throws(JSONSyntaxError) {
      return try JSONReader.read(request.body)
    } catch {
      throw .syntax(error)
    }
  }
}

/// How a route answers.
enum Reply {
  /// At once.
  case now(Response)
  /// After the job's commit; what is to be answered depends on its receipt.
  case after(Job, @Sendable (Receipt?) -> Response)
  /// By the long desk, as a whole: what is more work than a loop may do, but not more than a page.
  case long(@Sendable (any Reader) throws(Unserved) -> Response)
  /// After the commit of a job that the long desk makes first; what is to be answered depends on its
  /// receipt.
  case considered(
    @Sendable (any Reader) throws(Unserved) -> Job, @Sendable (Receipt?) -> Response)
  /// By the long desk, in pieces; where it shows what readers are recorded for, with its entries.
  case stream(Response, any Pieces, LongStream.Entries?)
  /// When there is something to tell, or when the time for it is over.
  case wait(Wait)
}

extension [PathName: String] {
  /// The escalation named here, or whose form is; nil where none is.
  var escalation: Reference? {
    if let reference = self[.reference] { return Reference(reference) }
    return self[.form].flatMap { FormID($0).place?.reference }
  }
}
