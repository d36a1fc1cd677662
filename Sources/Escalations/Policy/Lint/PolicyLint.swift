/// Finds everything in a policy that does not hold together, at once.
///
/// What the shape of the file cannot say is said here: that names refer to something, that each rung
/// leads somewhere, that nobody's silence can block another, that what is owed can open and be met.
public struct PolicyLint {
  let policy: Policy
  let forms: Set<String>?
  var findings = LintFindings()
  private let root = LintPlace()

  /// Everything found.
  ///
  /// Forms and calendars that there are can be named, so that references to others are found.
  public static func findings(
    in policy: Policy, forms: Set<String>? = nil, calendars: Set<String>? = nil
  ) -> [PolicyFinding] {
    var lint = PolicyLint(policy: policy, forms: forms)
    lint.checkPolicy(calendars: calendars)
    lint.checkLists()
    lint.checkRoles()
    for (index, track) in policy.tracks.enumerated() {
      var trackLint = TrackLint(
        policy: policy, forms: forms, track: track, place: LintPlace()["tracks"][index],
        findings: lint.findings)
      trackLint.check()
      lint.findings = trackLint.findings
    }
    lint.checkWays()
    return lint.findings.list
  }

  private init(policy: Policy, forms: Set<String>?) {
    self.policy = policy
    self.forms = forms
  }

  private mutating func checkPolicy(calendars: Set<String>?) {
    if let last = policy.effectiveTo, last < policy.effectiveFrom {
      findings.add(
        .datesReversed, at: root["effectiveTo"], "The last day is before the first.")
    }
    if let calendars, !calendars.contains(policy.calendar) {
      findings.add(
        .unknownCalendar, at: root["calendar"],
        "There is no calendar \(policy.calendar); there are: \(calendars.sorted().joined(separator: ", "))."
      )
    }
    findings.addRepeated(policy.tracks.map(\.id), .duplicateTrack, "Another track has this name") {
      LintPlace()["tracks"][$0]["id"]
    }
    let grounds = policy.scope.exclusions.map { exclusion in
      switch exclusion.ground {
      case .withinOneAgency: "within one agency"
      case .matter(let code): "matter \(code)"
      }
    }
    findings.addRepeated(grounds, .duplicateExclusion, "Another exclusion has this ground") {
      LintPlace()["scope"]["exclusions"][$0]["ground"]
    }
  }

  private mutating func checkLists() {
    let lists: [(name: String, entries: [CodedText])] = [
      ("principles", policy.principles), ("standards", policy.standards),
      ("categories", policy.categories), ("levels", policy.levels), ("origins", policy.origins),
      ("outcomes", policy.outcomes), ("facts", policy.facts),
    ]
    for (name, entries) in lists {
      let place = root[name]
      findings.addRepeated(entries.map(\.code), .duplicateCode, "Another entry has this code") {
        place[$0]["code"]
      }
      for (index, entry) in entries.enumerated() {
        checkTracks(of: entry, at: place[index]["tracks"])
      }
    }
    findings.addRepeated(
      policy.learningRoutes.map(\.code), .duplicateCode, "Another route has this code"
    ) { LintPlace()["learningRoutes"][$0]["code"] }
  }

  private mutating func checkTracks(of entry: CodedText, at place: LintPlace) {
    for (index, track) in entry.tracks.enumerated() where policy.track(track) == nil {
      findings.add(.unknownTrack, at: place[index], "There is no track \(track).")
    }
  }

  private mutating func checkRoles() {
    findings.addRepeated(policy.roles.map(\.id), .duplicateRole, "Another role has this name") {
      LintPlace()["roles"][$0]["id"]
    }
    findings.addRepeated(policy.panels.map(\.id), .duplicatePanel, "Another panel has this name") {
      LintPlace()["panels"][$0]["id"]
    }
    for (index, role) in policy.roles.enumerated() {
      let place = root["roles"][index]["equivalents"]
      findings.addUnknown(role.equivalents, of: policy, at: place)
      if let own = role.equivalents.firstIndex(of: role.id) {
        findings.add(.ownEquivalent, at: place[own], "Every role is its own equivalent.")
      }
    }
    for (index, panel) in policy.panels.enumerated() {
      for (number, seat) in panel.seats.enumerated() where policy.role(seat.role) == nil {
        findings.add(
          .unknownRole, at: root["panels"][index]["seats"][number]["role"],
          "There is no role \(seat.role).")
      }
    }
  }
}

extension LintFindings {
  /// Adds a finding for each role that the policy does not know.
  mutating func addUnknown(_ roles: [RoleID], of policy: Policy, at place: LintPlace) {
    for (index, role) in roles.enumerated() where policy.role(role) == nil {
      add(.unknownRole, at: place[index], "There is no role \(role).")
    }
  }
}
