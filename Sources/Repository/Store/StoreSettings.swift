import SQLite

/// Every number that bounds the store, with its default.
public struct StoreSettings: Sendable {
  /// How many commands may wait; beyond it they are refused at once.
  public var queueLimit = 1_024
  /// How many of them may be one credential's.
  public var queueLimitPerCredential = 128
  /// How many commands are committed together at most.
  public var batchLimit = 256
  /// How many of the service's own jobs are committed together, behind people's commands.
  public var serviceBatchLimit = 16
  /// How many days a client's key is remembered.
  public var receiptDays = 7
  /// How many escalations the writer keeps in memory.
  public var cachedEscalations = 512
  /// How long to wait for another process's lock, in milliseconds.
  public var busyTimeoutMilliseconds: Int32 = 5_000
  /// Below so many free bytes on the disk, writing stops and reading goes on.
  public var diskFloorBytes: Int64 = 128 << 20
  /// After so many pages in the log the writer moves what it can into the file, between batches.
  public var checkpointPages = 2_000
  /// How many old keys go at once, when there is nothing else to do.
  public var receiptsExpiredAtOnce = 1_000
  /// After so many seconds without work all of the log is moved into the file.
  public var idleCheckpointSeconds = 5
  /// The writer's page cache, in KiB.
  public var writerCacheKiB = 8_192
  /// A reader's page cache, in KiB.
  public var readerCacheKiB = 2_048
  /// How many rows a list looks at for one page; a page may be short and say where to go on.
  public var scanLimit = 2_000
  /// Seconds after which a refused command is to be tried again.
  public var retryAfterSeconds = 1

  /// The defaults.
  public init() {}
}

extension StoreSettings {
  /// The writer checkpoints by itself, between batches, and nobody else does.
  var forWriting: ConnectionSettings {
    var settings = ConnectionSettings()
    settings.busyTimeoutMilliseconds = busyTimeoutMilliseconds
    settings.cacheKiB = writerCacheKiB
    settings.autoCheckpointPages = 0
    return settings
  }

  var forReading: ConnectionSettings {
    var settings = ConnectionSettings()
    settings.busyTimeoutMilliseconds = busyTimeoutMilliseconds
    settings.cacheKiB = readerCacheKiB
    return settings
  }
}
