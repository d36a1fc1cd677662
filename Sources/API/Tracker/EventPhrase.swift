import Casework
import Escalations
import NotificationForms

/// One event of the record in a line that people read, with its texts under labels that they know.
struct EventPhrase {
  let body: EventBody
  let policy: Policy
  let library: Library

  /// What happened.
  var text: String {
    switch body {
    case .acted(let act): of(act)
    case .moved(let move): "Moved to " + stage(of: move)
    case .corrected(let correction): "Corrected: no. \(correction.event)"
    case .addendumAdded(let addendum): "Addendum to no. \(addendum.event)"
    case .formAcknowledged(let acknowledgement):
      "Form acknowledged: no. \(acknowledgement.event)"
    case .raised, .joined, .left, .riskStated, .actionNoted, .actionProgressed, .limitChanged,
      .outstandingNoted, .outstandingProgressed, .assented, .closed, .reopened, .learningNoted,
      .approved, .voided, .acknowledged, .clocksChecked, .calendarChanged, .migrated:
      Self.words(body.kind)
    }
  }

  private func of(_ act: Act) -> String {
    let what = act.kind.inWords + (act.how == .done ? "" : ", \(act.how.rawValue)")
    guard let form = act.form else { return what }
    let template = library.forms.template(form.template, version: form.templateVersion)
    let title = template?.title ?? form.template.text
    let part = form.filing.flatMap { filing in template?.part(filing.part) }?.title
    return "\(what): \(title)\(part.map { ", \($0)" } ?? "") (\(form.form))"
  }

  private func stage(of move: Move) -> String {
    let tracks = move.track.flatMap(policy.track).map { [$0] } ?? policy.tracks
    return tracks.lazy.compactMap { $0.stage(move.to)?.title }.first ?? move.to.text
  }

  // MARK: Texts

  /// The label of a text at its place: `/children/0/birthDate` is `Child 1, date of birth`.
  static func label(_ member: String) -> String {
    let pieces = member.split(separator: "/").map(String.init)
    let rest = pieces.dropFirst()
    switch (pieces.first, rest.first) {
    case ("children", let place?):
      let number = Int(place).map { " \($0 + 1)" } ?? ""
      return (["Child" + number] + rest.dropFirst().map(plain)).joined(separator: ", ")
    case ("by", "name"?), ("raisedBy", "name"?), ("told", "name"?):
      return words(pieces[0])
    case ("contents", let content?): return words(content)
    default:
      return ([words(pieces.first ?? "")] + rest.map(plain)).joined(separator: ", ")
    }
  }

  /// A text as people read it: days are written out.
  static func text(_ text: String, of member: String) -> String {
    member.hasSuffix("Date") ? CivilDate(text)?.inWords ?? text : text
  }

  private static func plain(_ name: String) -> String {
    switch name {
    case "birthDate": "date of birth"
    case "nhsNumber": "NHS number"
    default: Int(name).map { "\($0 + 1)" } ?? lowercased(name)
    }
  }

  /// `stageMoved` and `stage-moved` as `Stage moved`.
  static func words(_ name: String) -> String {
    let text = lowercased(name)
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func lowercased(_ name: String) -> String {
    var text = ""
    for letter in name {
      if letter == "-" || letter.isUppercase, !text.isEmpty { text.append(" ") }
      if letter != "-" { text.append(letter.lowercased()) }
    }
    return text
  }
}
