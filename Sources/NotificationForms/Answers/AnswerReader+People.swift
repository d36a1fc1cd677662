import Escalations

/// Answers that have members of their own: practitioners, agencies, children.
extension AnswerReader {
  /// Bounds of names and roles, wide enough for any that people have.
  static let longestName = 200

  mutating func practitioner(
    _ raw: RawAnswer, _ labels: PractitionerLabels, at place: FormPlace
  ) -> Answer? {
    var asked = ["name": labels.name]
    asked["role"] = labels.role
    asked["agency"] = labels.agency
    guard let members = members(of: raw, asked: asked, at: place) else { return nil }
    let name = line(members, "name", labels.name, at: place)
    let role = line(members, "role", labels.role, at: place)
    let agency = line(members, "agency", labels.agency, at: place)
    let answer = PractitionerAnswer(name: name, role: role, agency: agency)
    return answer == PractitionerAnswer() ? nil : .practitioner(answer)
  }

  mutating func agency(_ raw: RawAnswer, at place: FormPlace) -> Answer? {
    guard let members = members(of: raw, asked: ["id": "", "name": ""], at: place) else {
      return nil
    }
    let id = line(members, "id", nil, at: place)
    let name = line(members, "name", nil, at: place)
    let answer = AgencyAnswer(id: id.map { AgencyID($0) }, name: name)
    return answer == AgencyAnswer() ? nil : .agency(answer)
  }

  mutating func child(_ raw: RawAnswer, _ labels: ChildLabels, at place: FormPlace) -> Answer? {
    var asked = ["key": "", "name": labels.name]
    if let birthDate = labels.birthDate {
      for name in ["birthDate", "expectedDate", "birthDateNotKnown"] { asked[name] = birthDate }
    }
    guard let members = members(of: raw, asked: asked, at: place) else { return nil }
    let key = line(members, "key", nil, at: place)
    if let key, !children.contains(key) {
      refuse(
        place.member("key"), .noSuchChild,
        "One of the escalation's children (\(children.joined(separator: ", "))), or left out.")
    }
    let answer = ChildAnswer(
      key: key, name: line(members, "name", labels.name, at: place),
      birth: birth(members, labels.birthDate, at: place))
    return answer == ChildAnswer() ? nil : .child(answer)
  }

  private mutating func birth(
    _ members: [RawMember], _ label: String?, at place: FormPlace
  ) -> ChildAnswer.Birth? {
    let given = members.filter {
      ["birthDate", "expectedDate", "birthDateNotKnown"].contains($0.name) && !$0.value.isNothing
    }
    guard let first = given.first else { return nil }
    if given.count > 1 {
      refuse(
        place.member(given[1].name, label), .chosenTwice,
        "A date of birth, an expected date, or that it is not known; one of the three.")
    }
    let place = place.member(first.name, label)
    switch first.name {
    case "birthDate": return date(first.value, at: place).map(ChildAnswer.Birth.born)
    case "expectedDate": return date(first.value, at: place).map(ChildAnswer.Birth.expected)
    default:
      guard first.value == .boolean(true) else {
        return refuse(place, .wrongType, "This is true, or left out.")
      }
      return .notKnown
    }
  }

  /// The members of an answer that has some; those that are not asked are faults.
  private mutating func members(
    of raw: RawAnswer, asked: [String: String], at place: FormPlace
  ) -> [RawMember]? {
    guard case .object(let members) = raw else {
      let names = asked.keys.sorted().joined(separator: ", ")
      return refuse(place, .wrongType, "This is an object with: \(names).")
    }
    for member in members where asked[member.name] == nil {
      refuse(place.member(member.name), .unknownField, "The form does not ask this here.")
    }
    return members
  }

  private mutating func line(
    _ members: [RawMember], _ name: String, _ label: String?, at place: FormPlace
  ) -> String? {
    guard let member = members.first(where: { $0.name == name }), !member.value.isNothing else {
      return nil
    }
    return text(
      member.value, max: AnswerReader.longestName, isOneLine: true, at: place.member(name, label))
  }
}
