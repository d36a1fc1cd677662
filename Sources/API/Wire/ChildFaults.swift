import Casework
import Escalations
import JSON

/// What a shape cannot say about the children of a body.
///
/// Works on a body that has other faults too, so that all of them are told at once.
struct ChildFaults {
  /// Any of these says which child is meant.
  private static let identifying = ["name", "localReference", "nhsNumber", "upn", "expectedDate"]

  let today: CivilDate
  let takesRealIdentifiers: Bool

  /// The faults of the list at `/children`.
  func faults(in body: JSONValue) -> [BodyFault] {
    (body["children"]?.arrayValue ?? []).enumerated().flatMap { place, child in
      child.objectValue == nil ? [] : faults(of: child, "/children/\(place)")
    }
  }

  private func faults(of child: JSONValue, _ pointer: String) -> [BodyFault] {
    var faults: [BodyFault] = []
    if Self.identifying.allSatisfy({ child[$0]?.isNull ?? true }) {
      faults.append(
        BodyFault(
          pointer, "childNotIdentified",
          "Give a name or initials, your own reference, an NHS number, a UPN or an expected date."))
    }
    if let number = child["nhsNumber"]?.stringValue, Identifiers.isNHSNumber(number),
      Identifiers.isTestNumber(number) == takesRealIdentifiers
    {
      faults.append(
        BodyFault(
          pointer + "/nhsNumber", "identifierNotTaken",
          takesRealIdentifiers
            ? "Numbers kept for tests are not taken here."
            : "Only numbers kept for tests are taken here: 999 000 0000 up."))
    }
    if let born = child["birthDate"]?.stringValue.flatMap({ CivilDate($0) }), born > today {
      faults.append(
        BodyFault(
          pointer + "/birthDate", "inTheFuture", "For a child not yet born give expectedDate."))
    }
    return faults
  }
}
