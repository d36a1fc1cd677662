import Escalations

/// What can stand by the record of a partnership, each as an event says it or as its table has it.
extension StandingRecord {
  /// A version of a document.
  struct Document: Hashable {
    /// What kind of document, and the table of its versions.
    enum Kind: String, CaseIterable {
      case policy
      case template
      case calendar
    }

    let kind: Kind
    let name: String
    let version: String

    /// Where a finding about it is.
    var place: String { "\(kind.rawValue) \(name) \(version)" }
  }

  /// An agency: whose it is, what it is, and what it was merged into.
  struct Agency: Equatable {
    let partnership: String
    var kind: String
    var successor: String?
    var revision = 1
  }

  /// What a credential is good for, and what opens with it.
  struct Credential: Equatable {
    let partnership: String
    var role: String
    var agency: String?
    var seesRestricted: Bool
    var isRevoked = false
    /// Until when it is good, and for which panel; nil where the record does not say.
    var limits: Limits?
    /// The digest of its token; nil where the record does not say.
    var token: String?
    /// The token before it; nil where the record does not say.
    var former: Former?

    struct Limits: Equatable {
      let expires: Instant?
      let panel: String?
    }

    struct Former: Equatable {
      var token: String?
      var until: Instant?
    }

    /// Whether a credential is as the record says, as far as it says it.
    func agrees(with found: Credential) -> Bool {
      var known = found
      if limits == nil { known.limits = nil }
      if token == nil { known.token = nil }
      if former == nil { known.former = nil }
      return self == known
    }
  }

  /// A hold.
  struct Hold: Equatable {
    let reference: String
    /// The row of the event that released it.
    var releasedBy: Int64?
  }
}
