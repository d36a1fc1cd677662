/// What a disagreement is about besides children, and who takes part besides agencies: a group, a place,
/// a policy, an adult known by a role; a family member or a child (NEW-01, HAR-11).
///
/// Only their kinds, by the track's lists; who or which they are lies in the event's parts.
public struct Besides: Sendable, Equatable, Codable {
  /// What it is about, by kind (`group`, `place`, `policy`).
  public var subjects: [Code]
  /// Who takes part, by kind (`family-member`): entered by an agency, never a credential.
  public var parties: [Code]

  /// Nothing besides.
  public init(subjects: [Code] = [], parties: [Code] = []) {
    self.subjects = subjects
    self.parties = parties
  }

  /// The same, or nil if it says nothing.
  public var ifAny: Besides? { subjects.isEmpty && parties.isEmpty ? nil : self }

  /// What is left of it on a track that has other lists.
  public func kept(on track: Track) -> Besides {
    Besides(
      subjects: subjects.filter(track.subjects.contains),
      parties: parties.filter(track.otherParties.contains))
  }
}

extension Track {
  /// Kinds that the track's lists do not have.
  func faults(of besides: Besides) -> [Refusal] {
    unknown(besides.subjects, subjects, "/subjects")
      + unknown(besides.parties, otherParties, "/otherParties")
  }

  private func unknown(_ kinds: [Code], _ list: [Code], _ pointer: String) -> [Refusal] {
    let known = list.map(\.text).joined(separator: ", ")
    return kinds.enumerated().filter { !list.contains($1) }.map { place, _ in
      Refusal(
        .unknownCode, known.isEmpty ? "The track has no such list." : "One of: \(known).",
        clause: provenance.clause, pointer: "\(pointer)/\(place)/kind")
    }
  }
}
