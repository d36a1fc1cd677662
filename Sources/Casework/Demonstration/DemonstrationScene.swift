import Escalations

/// One step of an invented case: what its people do at a moment, through everybody's commands.
///
/// What the policy refuses is left undone, as it would be.
struct DemonstrationScene {
  let one: DemonstrationCourse
  let ledger: any Ledger
  var library: Library
  var random: SeededRandom
  let now: Instant

  init(_ one: DemonstrationCourse, _ ledger: any Ledger, _ library: Library, _ now: Instant) {
    self.one = one
    self.ledger = ledger
    self.library = library
    self.now = now
    random = one.random
  }

  // MARK: Raising

  /// Raises it; nil where the policy takes none such.
  mutating func raise() throws(Failure) -> Reference? {
    let tracks = one.policy.tracks.filter(\.startable)
    for _ in 0..<4 {
      guard let track = random.leaning(tracks), let receiving = one.receiving.agency else {
        return nil
      }
      var request = RaiseRequest(
        policy: one.policy.id, receiving: [receiving], risk: risk(), parts: [])
      request.track = track.id
      request.category = random.leaning(categories(of: track))
      request.origin = random.leaning(one.policy.origins.map(\.code))
      if random.happens(50), let fact = random.leaning(one.policy.facts.map(\.code)) {
        request.facts = [fact]
      }
      let today = library.zone.localDate(of: now)
      request.aroseOn = today.adding(days: -Int.random(in: 0...25, using: &random))
      request.parts = [
        words("/summary", DemonstrationWords.worries), name("/raisedBy/name"),
      ]
      if track.child != .none { addChildren(to: &request) }
      request.externalReference = "REF-\(one.number)"
      let job = Job.raise(request, in: Envelope(viewer: one.raising, key: nil))
      if let receipt = try attempt(job) { return receipt.reference }
    }
    return nil
  }

  private func categories(of track: Track) -> [Code] {
    one.policy.categories.filter { $0.tracks.isEmpty || $0.tracks.contains(track.id) }.map(\.code)
  }

  private mutating func risk() -> RiskAnswer {
    if random.happens(6) { return .yes }
    return random.happens(9) ? .notKnown : .no
  }

  private mutating func addChildren(to request: inout RaiseRequest) {
    for place in 0..<(random.happens(15) ? 2 : 1) {
      let key = "child-\(place + 1)"
      request.children.append(
        Child(key: key, unborn: false, level: random.leaning(one.policy.levels.map(\.code))))
      let name = DemonstrationWords.children.randomElement(using: &random) ?? "Robin Example"
      request.parts.append(
        Part(class: .name, person: key, member: "/children/\(place)/name", text: name))
    }
  }

  // MARK: At a stage

  /// The two talk, or one of them tries to.
  mutating func talk(answered: Bool) throws(Failure) {
    let how: Effect.Meeting.How = answered && !random.happens(15) ? .done : .attempted
    let media: [Act.Medium] = [.phone, .email, .faceToFace, .video, .letter]
    var act = Act(kind: .discuss, how: how, role: try roleAskedFor(.discuss))
    act.medium = random.leaning(media)
    act.participants = both(present: how == .done)
    let parts = [words("/summary", DemonstrationWords.talks), name("/by/name")]
    try order(.act(act), by: one.raising, parts)
  }

  /// Everybody does most of what is owed.
  mutating func attendToDuties(answered: Bool) throws(Failure) {
    let first = try state()?.duties.filter(\.isOpen) ?? []
    try attend(to: first, answered: answered)
    // What was done may have made something more due.
    let known = Set(first.map(\.key))
    let later = try state()?.duties.filter { $0.isOpen && !known.contains($0.key) } ?? []
    try attend(to: later, answered: answered)
  }

  private mutating func attend(to items: [DutyItem], answered: Bool) throws(Failure) {
    for item in items {
      guard let duty = try duty(item), let viewer = owner(of: item) else { continue }
      if viewer == one.receiving, !answered { continue }
      let isRaiser = viewer == one.raising
      let isPressing = isRaiser && (!duty.blocks.isEmpty || duty.form != nil)
      if isPressing || random.happens(isRaiser ? 85 : 65) { try meet(duty, by: viewer) }
    }
  }

  /// It is resolved, withdrawn or taken further; whether it is over.
  mutating func leaveStage(answered: Bool) throws(Failure) -> Bool {
    guard let state = try state() else { return true }
    let stages = one.policy.track(state.track)?.stages ?? []
    let place = stages.firstIndex { $0.id == state.stage } ?? 0
    let isStubborn = one.goesFar && place + 1 < stages.count
    if answered, !isStubborn, random.happens(50), try resolve() { return true }
    if !isStubborn, random.happens(7) { return try withdraw() }
    if place + 1 < stages.count {
      try order(
        .move(to: stages[place + 1].id, track: nil, risk: .no), by: one.raising,
        [words("/reason", DemonstrationWords.reasons), name("/by/name")])
      return false
    }
    return try end()
  }

  /// The last stage ends it: with a decision, or as unresolved.
  private mutating func end() throws(Failure) -> Bool {
    let outcome = random.leaning(one.policy.outcomes.map(\.code))
    let decision = Decision(basis: .determined, outcome: outcome, agreedBy: [])
    if let decider = one.viewers.first(where: { $0.role == .decider }) {
      var act = Act(kind: .decide, role: try roleAskedFor(.decide), decision: decision)
      act.hasReason = true
      try order(.act(act), by: decider, [words("/words", DemonstrationWords.decisions)])
    }
    let bases: [(Resolution.Basis, Viewer?)] = [
      (.decision, one.raising), (.unresolved, one.viewers.first { $0.role == .partnership }),
    ]
    for case (let basis, let viewer?) in bases {
      let resolution = Resolution(
        basis: basis, outcome: outcome, assenting: [],
        dissenting: random.happens(35) ? [one.raising.agency].compactMap { $0 } : [])
      if try order(.resolve(resolution), by: viewer, try resolutionWords()) { return true }
    }
    return random.happens(50)
  }

  /// The two agree at once, or the worry is withdrawn.
  mutating func settle() throws(Failure) {
    if try resolve() { return }
    try withdraw()
  }

  @discardableResult
  private mutating func withdraw() throws(Failure) -> Bool {
    try order(
      .withdraw(risk: .no), by: one.raising, [words("/reason", DemonstrationWords.withdrawals)])
  }

  private mutating func resolve() throws(Failure) -> Bool {
    for item in try state()?.duties.filter(\.isOpen) ?? [] {
      guard let duty = try duty(item), duty.blocks.contains(.resolving),
        owner(of: item) == one.raising
      else { continue }
      try meet(duty, by: one.raising)
    }
    let resolution = Resolution(
      basis: .assent, outcome: random.leaning(one.policy.outcomes.map(\.code)),
      assenting: agencies, dissenting: [])
    return try order(
      .resolve(resolution), by: one.raising, try resolutionWords() + [name("/by/name")])
  }

  /// What the track's resolutions are to say.
  private mutating func resolutionWords() throws(Failure) -> [Part] {
    let track = try state().flatMap { one.policy.track($0.track) }
    let contents = track?.resolution?.contents.map(\.id.text) ?? ["next-steps"]
    return contents.map { words("/contents/\($0)", DemonstrationWords.steps) }
  }

  /// What is done when it is over: some feed back, some say what is to be learned.
  mutating func lookBack() throws(Failure) {
    for item in try state()?.duties.filter(\.isOpen) ?? [] {
      guard let duty = try duty(item), duty.form != nil, owner(of: item) == one.raising,
        random.happens(70)
      else { continue }
      try submitForm(for: duty, by: one.raising)
    }
    if random.happens(60) {
      var act = Act(kind: .feedBack)
      act.participants = both(present: true)
      try order(.act(act), by: one.raising, [words("/words", DemonstrationWords.steps)])
    }
    guard random.happens(40), let route = random.leaning(one.policy.learningRoutes) else { return }
    let theme = random.leaning(one.policy.categories.map(\.code))
    try order(
      .noteLearning(kind: route.kind, routes: [route.code], theme: theme), by: one.raising,
      [words("/words", DemonstrationWords.lessons)])
  }

  // MARK: Duties

  private mutating func meet(_ duty: Duty, by viewer: Viewer) throws(Failure) {
    if try fillIn(for: duty, by: viewer) { return }
    let asksForForm = duty.act == .submitForm
    var act = Act(
      kind: duty.act, how: asksForForm && duty.declinable ? .declined : .done, role: duty.by.first,
      duties: [duty.id])
    act.hasReason = true
    act.answer = random.leaning(duty.answers.map(\.code))
    act.contents = duty.contents.map(\.id)
    act.participants = both(present: true, role: duty.by.first ?? duty.with.first)
    if duty.act == .discuss { act.medium = .video }
    if duty.act == .decide {
      act.decision = Decision(
        basis: .agreed, outcome: random.leaning(one.policy.outcomes.map(\.code)),
        agreedBy: agencies)
    }
    var parts = [words("/words", DemonstrationWords.talks), name("/by/name")]
    parts.append(words("/reason", DemonstrationWords.reasons))
    for content in duty.contents {
      parts.append(words("/contents/\(content.id)", DemonstrationWords.talks))
    }
    try order(.act(act), by: viewer, parts)
  }

  private func owner(of item: DutyItem) -> Viewer? {
    for owner in item.owners {
      switch owner {
      case .agency(let id):
        if let viewer = one.viewers.first(where: { $0.agency == id && $0.role == .agency }) {
          return viewer
        }
      case .partnership: return one.viewers.first { $0.role == .partnership }
      case .panel: continue
      }
    }
    return nil
  }

  private func duty(_ item: DutyItem) throws(Failure) -> Duty? {
    guard let state = try state() else { return nil }
    return one.policy.duty(item.key, of: state)
  }

  private func roleAskedFor(_ kind: ActKind) throws(Failure) -> RoleID? {
    for item in try state()?.duties.filter(\.isOpen) ?? [] {
      if let duty = try duty(item), duty.act == kind, let role = duty.by.first { return role }
    }
    return nil
  }

  // MARK: Everybody's commands

  func state() throws(Failure) -> Escalation? {
    guard let reference = one.reference else { return nil }
    return try ledger.escalationForService(reference)
  }

  private var agencies: [AgencyID] {
    [one.raising.agency, one.receiving.agency].compactMap { $0 }
  }

  private func both(present: Bool, role: RoleID? = nil) -> [Act.Participant] {
    agencies.map { agency in
      Act.Participant(
        agency: agency, role: role, present: present || agency == one.raising.agency)
    }
  }

  /// Gives an order as it would come in; false where it is refused.
  @discardableResult
  mutating func order(
    _ command: Command, by viewer: Viewer, _ parts: [Part] = []
  ) throws(Failure) -> Bool {
    guard let reference = one.reference, let state = try state() else { return false }
    let tag = EntityTag(revision: state.revision, hashPrefix: "", viewer: viewer)
    let envelope = Envelope(
      viewer: viewer, key: nil, ifMatch: command.needsMatch ? tag.text : nil)
    let order = Order(by: .service, command: command, parts: parts)
    return try attempt(Job.order(order, on: reference, in: envelope)) != nil
  }

  mutating func attempt(_ job: Job) throws(Failure) -> Receipt? {
    do throws(Failure) {
      return try job.run(ledger, &library, now)
    } catch {
      switch error {
      case .refused, .formRefused, .notAllowed, .invalid, .notFound: return nil
      case .stale, .preconditionMissing, .keyReused, .alreadyRaised, .busy, .storageFull, .broken:
        throw error
      }
    }
  }

  mutating func words(_ member: String, _ sentences: [String]) -> Part {
    Part(
      class: .narrative, member: member, text: sentences.randomElement(using: &random) ?? "Noted.")
  }

  mutating func name(_ member: String) -> Part {
    let name = DemonstrationWords.practitioners.randomElement(using: &random) ?? "A. Example"
    return Part(class: .name, person: "practitioner", member: member, text: name)
  }
}
