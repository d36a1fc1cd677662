import Casework
import Escalations
import HTTP
import JSON

/// Other escalations about the same child, as far as the viewer may see them.
///
/// Two agencies may raise the same matter without knowing of each other; whoever sees both is told.
enum RelatedReads {
  private static let greatest = 50

  static let shape: Shape = .named(
    "Related", "Other escalations about the same child that you may see, the newest first.",
    .object([
      .required(
        "items",
        .list(
          of: .named(
            "RelatedEscalation", "An escalation about the same child.",
            .object([
              .required("reference", WireText.reference, "Its public reference."),
              .required("state", .text(max: 64), "open, or how it ended."),
              .optional("category", .text(max: 64), "The area of disagreement."),
              .required(
                "sameReceiving", .boolean, "Whether the disagreement is with the same agency."),
              .required("linked", .boolean, "Whether somebody said that they are one matter."),
            ])), count: 0...greatest), "At most fifty.")
    ]))

  /// Those that are linked, and those with a child of the same NHS number or UPN.
  static func related(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let view = try EscalationView(exchange, viewer)
    let receiving = Self.receiving(view.escalation.presentParties)
    let linked = try asking { () throws(Failure) in
      try exchange.context.reader.linked(with: exchange.reference, for: viewer)
    }
    var found = linked
    for identifier in Set(view.identifiers.values) {
      let rows = try asking { () throws(Failure) in
        try exchange.context.reader.candidates(
          .identifier(identifier), limit: greatest, for: viewer)
      }
      found += rows.filter { row in
        row.reference != exchange.reference && !found.contains { $0.reference == row.reference }
      }
    }
    return exchange.tagged(
      JSONWriter.object { json in
        json.objects("items", found.prefix(greatest)) { json, row in
          json.member("reference", row.reference)
          json.member("state", row.state)
          json.member("category", row.category)
          json.member("sameReceiving", !receiving.isDisjoint(with: Self.receiving(row.parties)))
          json.member("linked", linked.contains { $0.reference == row.reference })
        }
      })
  }

  private static func receiving(_ parties: [Party]) -> Set<AgencyID> {
    Set(parties.filter { $0.side == .receiving }.map(\.agency))
  }
}
