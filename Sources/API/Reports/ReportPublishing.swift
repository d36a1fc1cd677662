import Casework
import Escalations
import JSON

/// Publishing a year: from then on everybody else sees its figures, and always the same.
enum ReportPublishing {
  static let shape: Shape = .named(
    "ReportPublication", "Publishes a year that is over, small numbers left out.",
    .object([
      .required("policy", .key, "The policy."),
      .required(
        "year", .integer(2_000...2_100),
        "The year in which it begins: 2025 for April 2025 to March 2026."),
    ]))

  /// Makes the edition on the long desk, and keeps it among the partnership's own events.
  static func publish(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try exchange.envelope(for: viewer)
    let body = try exchange.body()
    let library = exchange.context.library()
    let own = library.policies.filter { $0.partnership == viewer.partnership }
    let id: PolicyID = body["policy"].identifier()
    guard let policy = own.last(where: { $0.id == id }) else {
      let known = Set(own.map(\.id.text)).sorted().joined(separator: ", ")
      throw .body([BodyFault("/policy", "unknownCode", "One of: \(known).")])
    }
    let year = ReportYear(beginning: body["year"].integer)
    guard year.end <= exchange.today(library) else {
      throw .body([BodyFault("/year", "notOver", "That year is not over.")])
    }
    return .considered(
      { reader throws(Unserved) in
        try asking { () throws(Failure) in
          let made = try ReportMaking(of: policy, from: reader, for: viewer, library)
            .editions(year)
          return Job.publish(made.editions, after: made.earlier, in: envelope)
        }
      },
      {
        AdministrationWire.response(
          $0, at: "/v1/reports/annual?policy=\(id)&year=\(year.first)&suppress=small")
      })
  }
}
