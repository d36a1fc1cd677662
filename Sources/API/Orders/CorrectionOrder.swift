import Casework
import Escalations
import JSON

/// Puts personal data or narrative of an earlier event right.
///
/// The members of its map are the places that are corrected, so its parts lie under them and not
/// under its own.
enum CorrectionOrder {
  static let correct = OrderWire(
    "CorrectionRequest", "Puts texts of an earlier event right: the old ones go, the fact stays.",
    needsMatch: true,
    [
      .required("event", .integer(1...1_000_000), "The event's number."),
      .required(
        "members", .map(of: WireText.narrative, keys: place, count: 1...50), .personal,
        "The right texts, each under the place it belongs to, as in the record."),
      CommonWire.reason, CommonWire.byWhom,
    ], parts: { parts($0) }
  ) { (body, _, _) throws(Unserved) in
    let faults = body["members"].entries.compactMap(fault)
    if !faults.isEmpty { throw .body(faults) }
    return .correct(event: body["event"].integer)
  }

  private static let place = TextFormat(
    name: "pointer", pattern: "^(/([^~/]|~[01])+)+$",
    rule: "Must be a JSON Pointer such as /summary or /children/0/name."
  ) { text in
    guard !text.hasPrefix(Correction.ownPlace), let pointer = JSONPointer(text) else {
      return false
    }
    return !pointer.tokens.isEmpty && !pointer.tokens.contains("")
  }

  /// The texts under their places; why, and by whom, under places of the correction's own.
  private static func parts(_ body: Checked) -> [Part] {
    let corrected = body["members"].entries.compactMap { entry in
      JSONPointer(entry.name).map { Part(at: $0, entry.value.text) }
    }
    let own = Words.parts(of: body, correct.shape).filter { !$0.member.hasPrefix("/members/") }
    return corrected
      + own.map { part in
        Part(
          class: part.class, person: part.person,
          member: Correction.ownPlace + part.member.dropFirst(), text: part.text)
      }
  }

  /// A right text is spelt as the wrong one had to be.
  private static func fault(_ entry: (name: String, value: Checked)) -> BodyFault? {
    guard let pointer = JSONPointer(entry.name), let shape = shape(pointer),
      let fault = shape.faults(in: entry.value.json).first
    else { return nil }
    return BodyFault(
      entry.value.pointer.description, fault.code.rawValue, fault.detail)
  }

  private static func shape(_ pointer: JSONPointer) -> Shape? {
    switch pointer.tokens.last {
    case "nhsNumber": Identifiers.nhsNumber
    case "upn": Identifiers.upn
    case "birthDate", "expectedDate": .date
    case "name": WireText.personName
    default: nil
    }
  }
}
