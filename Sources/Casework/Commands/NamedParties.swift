import Escalations

/// Agencies as a body names them, by side, before it is known whether there are such.
struct NamedParties {
  let raising: [AgencyID]
  let receiving: [AgencyID]
  let involved: [AgencyID]
  /// Whether the body has room for one raising agency only, and not for a list.
  var raisesAlone = false

  /// Who takes part, with the kind of each; every agency that the partnership lacks is named, and
  /// every one that takes part in nothing new that day.
  func found(
    in partnership: PartnershipID, on day: CivilDate, _ ledger: any Ledger
  ) throws(Failure) -> [Party] {
    var faults: [Fault] = []
    var parties: [Party] = []
    let lists: [(Side, [AgencyID], String)] = [
      (.raising, raising, "/raising"), (.receiving, receiving, "/receiving"),
      (.involved, involved, "/involved"),
    ]
    for (side, agencies, pointer) in lists {
      for (place, id) in agencies.enumerated() {
        let pointer = side == .raising && raisesAlone ? pointer : "\(pointer)/\(place)"
        guard let agency = try ledger.agency(id), agency.partnership == partnership else {
          faults.append(
            Fault(
              pointer: pointer, code: "unknownAgency",
              detail: "The partnership has no such agency."))
          continue
        }
        if let fault = agency.inactivity(on: day) {
          faults.append(Fault(pointer: pointer, code: "inactiveAgency", detail: fault))
        }
        parties.append(Party(agency: id, kind: agency.kind, side: side))
      }
    }
    if !faults.isEmpty { throw .invalid(faults) }
    return parties
  }
}
