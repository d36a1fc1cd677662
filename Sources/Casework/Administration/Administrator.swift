public import Escalations

/// Who administers a partnership.
public enum Administrator: Sendable {
  /// A credential of the role `admin`.
  case credential(Viewer)
  /// Whoever has the data folder: the command line on the machine itself.
  case console(PartnershipID)

  /// The partnership.
  public var partnership: PartnershipID {
    switch self {
    case .credential(let viewer): viewer.partnership
    case .console(let partnership): partnership
    }
  }

  /// The actor of its acts; nil for the console, which has no credential.
  var actor: Viewer? {
    switch self {
    case .credential(let viewer): viewer
    case .console: nil
    }
  }

  /// Refuses any other role.
  func check() throws(Failure) {
    if let actor, actor.role != .admin {
      throw .notAllowed("Administrators do this.")
    }
  }
}
