import CSQLite

extension ConnectionMode {
  var openFlags: Int32 {
    switch self {
    case .readWriteCreate: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .readWrite: SQLITE_OPEN_READWRITE
    case .readOnly: SQLITE_OPEN_READONLY
    case .frozen: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
    }
  }
}

extension ConnectionMode {
  /// How the file is named to SQLite.
  func name(of path: String) -> String {
    guard self == .frozen else { return path }
    let escaped = path.utf8.map { octet in
      switch octet {
      case UInt8(ascii: "%"): "%25"
      case UInt8(ascii: "?"): "%3f"
      case UInt8(ascii: "#"): "%23"
      case 0x80...: "%" + String(octet, radix: 16)
      default: String(Unicode.Scalar(octet))
      }
    }
    return "file:\(escaped.joined())?immutable=1"
  }
}

/// What every connection is told when it is opened: most of it is not kept in the file.
extension Connection {
  func configure(_ mode: ConnectionMode, _ settings: ConnectionSettings) throws(SQLiteError) {
    try handle.check(unsafe sqlite3_busy_timeout(handle.pointer, settings.busyTimeoutMilliseconds))
    try defend()
    limit(settings)
    try execute(
      """
      PRAGMA cell_size_check = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = \(-settings.cacheKiB);
      PRAGMA mmap_size = \(settings.mmapBytes);
      """)
    switch mode {
    case .readWriteCreate, .readWrite: try configureWriter(settings)
    case .readOnly, .frozen: try configureReader()
    }
  }

  /// Nothing that a file's schema says is trusted, and no statement can damage the file.
  private func defend() throws(SQLiteError) {
    let options: [(Int32, Int32)] = [
      (SQLITE_DBCONFIG_DEFENSIVE, 1),
      (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
      // A misspelt column in double quotes shall be an error and not a string.
      (SQLITE_DBCONFIG_DQS_DML, 0),
      (SQLITE_DBCONFIG_DQS_DDL, 0),
    ]
    for (option, value) in options {
      try handle.check(unsafe csqlite_set_config(handle.pointer, option, value))
    }
  }

  /// Far beyond what our statements need, and far below what an attack would.
  private func limit(_ settings: ConnectionSettings) {
    let limits: [(Int32, Int32)] = [
      (SQLITE_LIMIT_ATTACHED, 0),
      (SQLITE_LIMIT_LENGTH, settings.valueBytes),
      (SQLITE_LIMIT_VARIABLE_NUMBER, 1_000),
      (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
      (SQLITE_LIMIT_COMPOUND_SELECT, 400),
      (SQLITE_LIMIT_TRIGGER_DEPTH, 16),
    ]
    for (limit, value) in limits { _ = unsafe sqlite3_limit(handle.pointer, limit, value) }
  }

  private func configureWriter(_ settings: ConnectionSettings) throws(SQLiteError) {
    let journal = try prepare("PRAGMA journal_mode = WAL").first { row in
      row.text(0)
    }
    // An in-memory database, as tests use it, has no other journal than memory.
    guard journal == "wal" || journal == "memory" else {
      throw SQLiteError(.misuse, "the journal is \(journal ?? "unknown") and not a write-ahead log")
    }
    try execute(
      """
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA wal_autocheckpoint = \(settings.autoCheckpointPages);
      """)
  }

  /// Only the writer checkpoints (the WAL-reset race that SQLite 3.51.3 mended), also on closing.
  private func configureReader() throws(SQLiteError) {
    try handle.check(
      unsafe csqlite_set_config(handle.pointer, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1))
    try execute("PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0;")
    // Opening reads nothing; a file that is none shall be found now and not at the first query.
    _ = try userVersion
  }
}
