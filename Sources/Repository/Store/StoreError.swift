/// Why a store could not be opened, in a sentence for the operator.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Reason: Sendable, Equatable {
    /// The folder or a file may be read or written by others.
    case looseModes
    /// Another process has the store.
    case inUse
    /// A later release wrote the file.
    case newerSchema
    /// The record is not what it was.
    case unsound
    /// The file or the folder cannot be used.
    case unusable
  }

  /// What went wrong.
  public let reason: Reason
  /// The sentence.
  public let description: String

  /// An error.
  public init(_ reason: Reason, _ description: String) {
    self.reason = reason
    self.description = description
  }
}
