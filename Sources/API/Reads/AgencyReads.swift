import Casework
import Escalations
import JSON

/// The partnership's agencies.
enum AgencyReads {
  static let shape: Shape = .named(
    "Agencies", "The partnership's agencies.",
    .object([.required("items", .list(of: agency, count: 0...100_000), "The agencies.")]))

  private static let agency: Shape = .named(
    "Agency", "A member organisation of a kind.",
    .object([
      .required("id", .text(max: 64), "Its name on this server."),
      .required("title", .text(max: 500), "The title people know."),
      .required("kind", .text(max: 64), "Its kind."),
    ]))

  /// The agencies.
  static func list(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let agencies = try asking { () throws(Failure) in
      try exchange.context.reader.agencies(for: viewer)
    }
    return exchange.tagged(
      JSONWriter.object { json in
        json.objects("items", agencies) { json, agency in
          json.member("id", agency.id)
          json.member("title", agency.title)
          json.member("kind", agency.kind)
        }
      })
  }
}
