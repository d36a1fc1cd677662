public import Escalations

/// What can be wrong between a template and the policies it belongs to.
extension FormLint {
  mutating func checkPolicies() {
    guard let policies else { return }
    for (index, service) in template.policies.enumerated() {
      let pointer = "/policies/\(index)"
      guard let policy = policies.last(where: { $0.id == service.policy }) else {
        find(pointer + "/id", "There is no policy of that name.")
        continue
      }
      for (place, track) in service.tracks.enumerated() where policy.track(track) == nil {
        find(pointer + "/tracks/\(place)", "The policy has no such track.")
      }
      checkRoles(policy)
      for (place, section) in template.sections.enumerated() {
        for (number, field) in section.fields.enumerated() {
          check(field, policy, at: "/sections/\(place)/fields/\(number)")
        }
      }
    }
  }

  private mutating func checkRoles(_ policy: Policy) {
    for (index, author) in template.authors.enumerated() {
      for (place, role) in author.roles.enumerated() where policy.role(role) == nil {
        find("/authors/\(index)/roles/\(place)", "\(policy.id) has no such role.")
      }
    }
  }

  private mutating func check(_ field: Field, _ policy: Policy, at pointer: String) {
    for (index, route) in (field.learning?.routes ?? []).enumerated()
    where !policy.learningRoutes.contains(where: { $0.code == route }) {
      find(pointer + "/learning/routes/\(index)", "\(policy.id) has no such route.")
    }
    if case .stageMeeting(let stage)? = field.prefilledFrom, !policy.has(stage) {
      find(pointer + "/prefilledFrom", "\(policy.id) has no such stage.")
    }
    let conditions = [field.shownIf, field.requirement.condition].compactMap { $0 }
    for stage in conditions.flatMap(\.stages) where !policy.has(stage) {
      find(pointer, "\(policy.id) has no stage \(stage).")
    }
  }

  /// What is wrong with the forms that a policy asks for: one that is not there, belongs to another
  /// policy or has no such part.
  ///
  /// The pointer names the track and the duty.
  public static func findings(asking policy: Policy, templates: [Template]) -> [Finding] {
    policy.tracks.flatMap { track in
      let duties = track.opening + track.everyStage + track.stages.flatMap(\.duties) + track.closing
      return duties.compactMap { duty -> Finding? in
        guard let form = duty.form else { return nil }
        let pointer = "\(track.id)/\(duty.id)"
        guard let template = templates.last(where: { $0.id.text == form }) else {
          return Finding(pointer: pointer, detail: "There is no form \(form).")
        }
        if !template.serves(policy.id, track: track.id) {
          return Finding(pointer: pointer, detail: "The form \(form) belongs elsewhere.")
        }
        return finding(duty, template, at: pointer)
      }
    }
  }

  private static func finding(
    _ duty: Duty, _ template: Template, at pointer: String
  ) -> Finding? {
    if let part = duty.part, template.part(FormPartID(part)) == nil {
      return Finding(pointer: pointer, detail: "The form \(template.id) has no part \(part).")
    }
    let contents = Set(template.fields.compactMap(\.content))
    let missing = duty.contents.filter { $0.required && !contents.contains($0.id) }
    if missing.isEmpty { return nil }
    let names = missing.map(\.id.text).joined(separator: ", ")
    return Finding(pointer: pointer, detail: "No field of \(template.id) holds: \(names).")
  }
}

extension Policy {
  fileprivate func has(_ stage: StageID) -> Bool { tracks.contains { $0.stage(stage) != nil } }
}

extension Field.Requirement {
  fileprivate var condition: FieldCondition? {
    guard case .requiredIf(let condition) = self else { return nil }
    return condition
  }
}

extension FieldCondition {
  fileprivate var stages: [StageID] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.stages)
    case .not(let part): part.stages
    case .reached(let stage): [stage]
    case .answered, .yes, .no, .chosen, .hasChild, .closed: []
    }
  }
}
