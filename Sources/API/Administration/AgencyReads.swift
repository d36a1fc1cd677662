import Casework
import Escalations
import HTTP
import JSON

/// The partnership's agencies.
enum AgencyReads {
  /// The agencies.
  static func list(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let agencies = try asking { () throws(Failure) in
      try exchange.context.reader.agencies(for: viewer)
    }
    return exchange.tagged(
      JSONWriter.object { json in
        json.objects("items", agencies) { json, agency in agency.write(to: &json) }
      })
  }

  /// One of them.
  static func one(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try reply(exchange, viewer) { agency, json in agency.write(to: &json) }
  }

  /// Its posts.
  static func roles(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try reply(exchange, viewer) { agency, json in agency.writePosts(to: &json) }
  }

  /// What a change is based on is the agency's revision, whichever of the two was read.
  private static func reply(
    _ exchange: Exchange, _ viewer: Viewer, _ write: (Agency, inout JSONWriter) -> Void
  ) throws(Unserved) -> Reply {
    let id = AgencyID(exchange.name(.agency))
    let agency = try finding { () throws(Failure) in
      try exchange.context.reader.agency(id, for: viewer)
    }
    let tag = Agency.tag(revision: agency.revision)
    if Conditions.hasPresent(tag, exchange.fields) { return .now(.unchanged(tag)) }
    return .now(.json(JSONWriter.object { write(agency, &$0) }).tagged(tag))
  }
}
