import Casework
import Digest
import Escalations
import SQLite

/// Appending to the two chains.
extension SQLLedger {
  /// Appends the event: chained, hashed, with its parts beside it, and projected.
  func append(
    _ event: Event, to reference: Reference, after: Escalation, by actor: Viewer?, at now: Instant
  ) throws(Failure) -> Place {
    let partnership = try knownPartnership(after.raised.partnership)
    let stream = try stream(reference, partnership: partnership.id, isNew: after.lastEvent == 1)
    let superseded = try superseded(by: event, in: stream)
    var event = event
    event.parts += superseded.kept
    let written = try writing { [event] () throws(UnreadableEvent) in try EventCodec.write(event) }
    let groups = PartGroup.groups(of: event.parts, salt: Self.makeSalt)
    let before = try state(before: after, reference, stream: stream)
    let entry = Entry(
      partnership: partnership, stream: stream, streamName: reference.text,
      number: Int64(after.lastEvent), written: written, groups: groups)
    let head = try append(entry, by: actor, at: now)
    let prefix = String(head.hash.hex.prefix(Self.hashPrefixLength))
    let view = try view(
      of: after, before: before, stream: stream, partnership: partnership.id, prefix: prefix)
    try run { () throws(SQLiteError) in try projection.apply(event, to: view) }
    tallies.change(
      try facts(before, view.agencies, stream), to: try facts(after, view.agencies, stream),
      partnership: partnership.id)
    try drop(superseded, by: head.sequence, of: stream, in: partnership.id)
    keep(after, stream: stream, as: reference)
    changes.touch(
      StoreChange.Touched(
        reference: reference, partnership: partnership.value.id,
        agencies: after.participations.map(\.party.agency)))
    return Place(number: after.lastEvent, sequence: head.sequence, hashPrefix: prefix)
  }

  /// Appends an administrative act to the partnership's own stream.
  func append(
    _ act: AdministrativeAct, parts: [Part], partnership id: PartnershipID, by actor: Viewer?,
    at now: Instant
  ) throws(Failure) -> Int {
    let partnership = try knownPartnership(id)
    let name = partnership.value.prefix
    let stream = try stream(Reference(name), partnership: partnership.id, isNew: false)
    let last = try run { () throws(SQLiteError) in
      try connection.prepare("SELECT max(number) FROM event WHERE stream_id = ?1").first(stream) {
        row in row.optionalInt64(0)
      }
    }
    let written = try writing { () throws(UnreadableEvent) in
      try AdministrativeCodec.write(act, at: now)
    }
    let entry = Entry(
      partnership: partnership, stream: stream, streamName: name,
      number: ((last ?? nil) ?? 0) + 1, written: written,
      groups: PartGroup.groups(of: parts, salt: Self.makeSalt))
    _ = try append(entry, by: actor, at: now)
    changes.touchesAdministration = true
    return Int(entry.number)
  }

  /// The same for acts that texts point at; returns the event's row.
  func appendAct(
    _ act: AdministrativeAct, parts: [Part] = [], partnership id: PartnershipID, at now: Instant
  ) throws(Failure) -> Int64 {
    let number = try append(act, parts: parts, partnership: id, by: nil, at: now)
    let prefix = try knownPartnership(id).value.prefix
    return try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT v.id FROM event v JOIN stream s ON s.id = v.stream_id
        WHERE s.reference = ?1 AND v.number = ?2
        """
      ).first(prefix, number) { row in row.int64(0) } ?? 0
    }
  }

  /// Writes an access entry.
  func append(_ access: AccessEntry, at now: Instant) throws(Failure) {
    let partnership = try knownPartnership(access.viewer.partnership)
    let credential = try credentialID(access.viewer.credential)
    let key = LedgerMemory.ChainKey(partnership: partnership.id, chain: .access)
    let head = try head(key)
    // Who asks for what is not there is on record; what they called it is not, since nothing keeps it.
    // What is another partnership's is not there: its name must not come into this chain.
    let stream = try run { () throws(SQLiteError) -> Int64? in
      try access.reference.flatMap { reference throws(SQLiteError) in
        try findStream(reference, of: partnership.id)
      }
    }
    let hash = AccessHash(
      previous: head.hash, partnership: partnership.value.id.text, sequence: head.sequence + 1,
      recordedAt: now, credential: access.viewer.credential.text, kind: access.kind.rawValue,
      stream: stream == nil ? "" : access.reference?.text ?? "", request: access.requestID
    ).digest
    try run { () throws(SQLiteError) in
      try sql.addAccess.run(
        partnership.id, head.sequence + 1, now.milliseconds, credential, access.kind.rawValue,
        stream, access.requestID, hash.bytes)
    }
    move(key, to: ChainHead(sequence: head.sequence + 1, hash: hash))
  }

  /// How many hexadecimal digits of a hash an ETag carries.
  static let hashPrefixLength = 12

  /// An event on its way into the chain.
  private struct Entry {
    let partnership: LedgerMemory.Known<Partnership>
    let stream: Int64
    let streamName: String
    let number: Int64
    let written: EventCodec.Written
    let groups: [PartGroup]
  }

  private func append(
    _ entry: Entry, by actor: Viewer?, at now: Instant
  ) throws(Failure) -> ChainHead {
    let key = LedgerMemory.ChainKey(partnership: entry.partnership.id, chain: .event)
    let head = try head(key)
    let lines = entry.groups.map {
      EventHash.PartLine(class: $0.class.rawValue, person: $0.person, digest: $0.digest)
    }
    let hash = EventHash(
      previous: head.hash, partnership: entry.partnership.value.id.text,
      sequence: head.sequence + 1, stream: entry.streamName, number: entry.number,
      recordedAt: now, credential: actor?.credential.text ?? "", kind: entry.written.kind,
      version: Int64(entry.written.version), payload: entry.written.payload, parts: lines
    ).digest
    let next = ChainHead(sequence: head.sequence + 1, hash: hash)
    let credential = try actor.map { actor throws(Failure) in try credentialID(actor.credential) }
    try run { () throws(SQLiteError) in
      try sql.addEvent.run(
        entry.partnership.id, next.sequence, entry.stream, entry.number, now.milliseconds,
        credential, entry.written.kind, entry.written.version, entry.written.payload, hash.bytes)
      try add(entry.groups, lines, to: connection.lastInsertRowID)
    }
    move(key, to: next)
    return next
  }

  private func add(
    _ groups: [PartGroup], _ lines: [EventHash.PartLine], to event: Int64
  ) throws(SQLiteError) {
    for (position, (group, line)) in zip(groups, lines).enumerated() {
      try sql.addPart.run(
        event, position + 1, line.class, line.person, line.digest.bytes,
        Hex.decode(group.salt), group.content)
    }
  }

  private func view(
    of after: Escalation, before: Escalation?, stream: Int64, partnership: Int64, prefix: String
  ) throws(Failure) -> Projection.View {
    Projection.View(
      escalation: after, before: before, id: stream, partnership: partnership,
      agencies: try agencies(of: after), hashPrefix: prefix, policy: try policy(of: after))
  }

  func agencies(of escalation: Escalation) throws(Failure) -> [Int64] {
    var agencies: [Int64] = []
    for participation in escalation.participations {
      agencies.append(try knownAgency(participation.party.agency).id)
    }
    return agencies
  }

  func policy(of escalation: Escalation) throws(Failure) -> Policy {
    let id = escalation.raised.policy
    guard let policy = library.policy(id, version: escalation.policyVersion) else {
      throw .broken("policy \(id) \(escalation.policyVersion) is not loaded")
    }
    return policy
  }

  private func writing(
    _ body: () throws(UnreadableEvent) -> EventCodec.Written
  ) throws(Failure) -> EventCodec.Written {
    do { return try body() } catch { throw .broken(error.why) }
  }

  /// Sixteen bytes from the system's generator, in hexadecimal.
  private static func makeSalt() -> String {
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    for _ in 0..<2 {
      var word = generator.next()
      for _ in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
      }
    }
    return Hex.encode(bytes)
  }
}
