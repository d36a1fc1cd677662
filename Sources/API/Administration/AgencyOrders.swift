import Casework
import Escalations
import HTTP
import JSON

/// What administrators do about agencies.
enum AgencyOrders {
  /// Adds an agency, or changes the one that was read.
  static func put(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let id = AgencyID(exchange.name(.agency))
    let request = AgencyWire.request(try exchange.body())
    let revision = try Conditions.based(exchange.fields).map(Agency.revision)
    let made = Made<Agency>()
    return .after(.put(id, request, basedOn: revision, by: viewer, done: made.set)) { _ in
      answer(made, revision == nil ? .created : .ok) { $0.write(to: &$1) }
    }
  }

  /// Lists its posts anew.
  static func putRoles(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let id = AgencyID(exchange.name(.agency))
    let body = try exchange.body()
    let revision = try Conditions.based(exchange.fields).map(Agency.revision)
    let posts = AgencyWire.posts(body)
    let day = body["checkedOn"].value(as: CivilDate.self)
    let made = Made<Agency>()
    let job = Job.put(
      posts, of: id, checkedOn: day, basedOn: revision, by: viewer, done: made.set)
    return .after(job) { _ in answer(made, .ok) { $0.writePosts(to: &$1) } }
  }

  private static func answer(
    _ made: Made<Agency>, _ status: Status, _ write: (Agency, inout JSONWriter) -> Void
  ) -> Response {
    guard let agency = made.value else {
      return Response(.noContent, fields: Response.privateFields)
    }
    return .json(JSONWriter.object { write(agency, &$0) }, status)
      .tagged(Agency.tag(revision: agency.revision))
  }
}
