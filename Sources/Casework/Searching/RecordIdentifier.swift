/// An identifier that lies beside an event, in the one spelling by which it is found again.
public struct RecordIdentifier: Hashable, Sendable {
  /// Kinds of identifier, by the members that hold them.
  public enum Kind: String, Sendable, CaseIterable {
    /// A child's NHS number.
    case nhsNumber
    /// A child's unique pupil number.
    case upn
    /// A child's id in the system of the agency that gave it.
    case localReference
    /// Where the matter lies in the system of the agency that gave it.
    case ownReference

    /// Whether it means something to one agency alone, and so is found by that agency alone.
    public var isAgencysOwn: Bool {
      switch self {
      case .nhsNumber, .upn: false
      case .localReference, .ownReference: true
      }
    }
  }

  /// Its kind.
  public let kind: Kind
  /// The identifier without spaces, in capitals: as people type it, so it is found.
  public let text: String

  /// An identifier as somebody wrote it.
  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text.filter { !$0.isWhitespace }.uppercased()
  }

  /// The identifier that stands at a member of an event; nil if none does.
  public init?(member: String, _ text: String) {
    guard let last = member.split(separator: "/").last, let kind = Kind(rawValue: String(last))
    else { return nil }
    self.init(kind, text)
  }
}

/// What is searched for.
public enum SearchTerm: Hashable, Sendable {
  /// An identifier beside some event.
  case identifier(RecordIdentifier)
  /// The reference under which an agency raised it.
  case externalReference(String)
}
