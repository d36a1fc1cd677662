/// What a connection may do with its file.
public enum ConnectionMode: Sendable {
  /// Reads and writes, and makes the file if there is none.
  case readWriteCreate
  /// Reads and writes a file that is there.
  case readWrite
  /// Reads only, by the file's mode and by `query_only`.
  case readOnly
  /// Reads only, a file on a medium that nobody can write, without locks and without its log.
  case frozen
}

/// What may be chosen when a connection is opened; the rest is the same for every connection.
public struct ConnectionSettings: Sendable {
  /// How long a statement waits for another connection's lock, in milliseconds.
  public var busyTimeoutMilliseconds: Int32 = 5_000
  /// The page cache, in KiB.
  public var cacheKiB = 2_048
  /// How much of the file is read through the page cache of the system instead, in bytes.
  ///
  /// A damaged disk then ends the process with a signal instead of an error, so it is off by default.
  public var mmapBytes = 0
  /// After how many pages in the log a commit also checkpoints; 0 leaves it to ``Connection/checkpoint(_:)``.
  ///
  /// Readers never checkpoint.
  public var autoCheckpointPages = 1_000
  /// How many prepared statements are kept.
  public var cachedStatements = 256
  /// The bytes that one string, blob or row may have.
  public var valueBytes: Int32 = 16 << 20

  /// Makes the settings that suit a server.
  public init() {}
}
