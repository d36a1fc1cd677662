import Escalations
import JSON

/// A correction puts right what was said of a person or in words; it says nothing that was not there.
extension Ledger {
  /// Refuses places at which the event has no text, all of them.
  ///
  /// What is known of a child the agency raised may be completed, since searches go by it.
  func checkCorrection(_ order: Order, of state: Escalation) throws(Failure) {
    guard case .correct(let event) = order.command else { return }
    let known = Set(try parts(ofEvent: event, of: state.raised.reference).map(\.member))
    let wrong = order.parts.map(\.member).filter { member in
      !member.hasPrefix(Correction.ownPlace) && !known.contains(member)
        && !(event == 1 && state.raised.mayKnow(member))
    }
    if wrong.isEmpty { return }
    throw .refused(
      wrong.map { member in
        Refusal(
          .noSuchEntry, "The event has no text there; words that are new are an addendum.",
          pointer: JSONPointer().appending("members").appending(member).description)
      })
  }
}

extension Raised {
  /// Whether the place is one of those by which a child of the escalation is known.
  fileprivate func mayKnow(_ member: String) -> Bool {
    let tokens = member.split(separator: "/")
    guard tokens.count == 3, tokens[0] == "children", let place = Int(tokens[1]) else {
      return false
    }
    return children.indices.contains(place) && Self.childTexts.contains(String(tokens[2]))
  }

  private static let childTexts: Set = [
    "name", "birthDate", "expectedDate", "nhsNumber", "upn", "localReference",
  ]
}
