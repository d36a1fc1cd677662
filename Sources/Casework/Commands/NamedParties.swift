import Escalations

/// Agencies as a body names them, by side, before it is known whether there are such.
struct NamedParties {
  let raising: [AgencyID]
  let receiving: [AgencyID]
  let involved: [AgencyID]
  /// Whether the body has room for one raising agency only, and not for a list.
  var raisesAlone = false

  /// Who takes part, with the kind of each; every agency that the partnership lacks is named.
  func found(in partnership: PartnershipID, _ ledger: any Ledger) throws(Failure) -> [Party] {
    var faults: [Fault] = []
    var parties: [Party] = []
    let lists: [(Side, [AgencyID], String)] = [
      (.raising, raising, "/raising"), (.receiving, receiving, "/receiving"),
      (.involved, involved, "/involved"),
    ]
    for (side, agencies, pointer) in lists {
      for (place, id) in agencies.enumerated() {
        if let agency = try ledger.agency(id), agency.partnership == partnership {
          parties.append(Party(agency: id, kind: agency.kind, side: side))
        } else {
          faults.append(
            Fault(
              pointer: side == .raising && raisesAlone ? pointer : "\(pointer)/\(place)",
              code: "unknownAgency",
              detail: "The partnership has no such agency."))
        }
      }
    }
    if !faults.isEmpty { throw .invalid(faults) }
    return parties
  }
}
