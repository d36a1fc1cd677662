public import Escalations
public import NotificationForms

/// Why something that was asked was not done.
///
/// `API/Problem.swift` alone knows the status of each.
public enum Failure: Error, Sendable, Equatable {
  /// It does not exist, or the viewer may not see it; the two are never told apart.
  case notFound
  /// The viewer's role does not do such things.
  case notAllowed(String)
  /// The domain refuses, with every reason.
  case refused([Refusal])
  /// A form's own rules refuse.
  case formRefused(FormRefusal)
  /// What was asked is wrong in itself; each fault has a pointer into the body.
  case invalid([Fault])
  /// What the change is based on is no longer so; carries the present ETag.
  case stale(current: String)
  /// The change needs to say what it is based on.
  case preconditionMissing
  /// The key was used with another body.
  case keyReused
  /// The agency's own reference is in use; carries the escalation that has it.
  case alreadyRaised(Reference?)
  /// Too much is waiting; to be tried again after so many seconds.
  case busy(retryAfter: Int)
  /// The disk is full or below its floor; reads go on.
  case storageFull
  /// Something broke that should not; the words are for the log alone.
  case broken(String)
}

/// A fault of a body, a query or a header.
public struct Fault: Error, Sendable, Equatable {
  /// Where it is, as a JSON Pointer into the body; empty for the whole.
  public let pointer: String
  /// Its stable code.
  public let code: String
  /// What is wrong and what would be right; never echoes personal data.
  public let detail: String
  /// The label as people know it, where it lies in a form.
  public var label: String?
  /// What would do, where it can be counted.
  public var allowed: [String]?

  /// A fault.
  public init(pointer: String, code: String, detail: String) {
    self.pointer = pointer
    self.code = code
    self.detail = detail
  }
}
