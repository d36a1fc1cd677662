import Escalations

extension Rules {
  /// The rules as they read for an agency whose posts are known.
  func reading(_ details: AgencyDetails?) -> Rules {
    guard let details else { return self }
    return Rules(policy: details.extending(policy), calendar: clock.calendar, zone: clock.zone)
  }
}

/// What an agency's own posts stand for in a policy (HAR-13, CRO-16).
extension AgencyDetails {
  /// The policy as it reads for this agency: its posts count as the roles whose rank they have.
  func extending(_ policy: Policy) -> Policy {
    guard roles.contains(where: { !$0.equivalents.isEmpty }) else { return policy }
    return policy.changing { role in
      let posts = roles.filter { $0.equivalents.contains(role.id) }.map(\.role)
      return role.counting(posts.filter { $0 != role.id && !role.equivalents.contains($0) })
    }
  }

  /// The command with the role that its practitioner stood in for, where the agency's posts say so and
  /// the command does not.
  func naming(_ command: Command) -> Command {
    guard case .act(var act) = command, act.substituteFor == nil, let role = act.role,
      let asked = roles.first(where: { $0.role == role })?.substituteFor
    else { return command }
    act.substituteFor = asked
    return .act(act)
  }
}
