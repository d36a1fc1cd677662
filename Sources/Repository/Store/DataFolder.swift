import Foundation

/// The folder that holds a store: its files, their modes, and the lock of the one process that writes.
///
/// Folder and files are for their owner only; looser ones are refused rather than mended, because
/// whoever could read them may have done so already.
public struct DataFolder: Sendable {
  /// The folder.
  public let path: String

  /// A folder, which need not be there yet.
  public init(path: String) { self.path = path }

  /// The database's file.
  public var database: String { path + "/parley.db" }
  /// Where a restore or a rebuild makes the file that is to take the database's place.
  var stagedDatabase: String { database + ".restoring" }
  /// Where that file lies when it is whole and about to take it.
  var nextDatabase: String { database + ".next" }
  /// Stores that a restore set aside, with all that they held: what is erased here since is in them still.
  public var setAside: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter {
      $0.hasPrefix("parley.db.before-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
    }.sorted()
  }
  /// The file whose lock says that a process writes here.
  public var lockFile: String { path + "/parley.lock" }

  /// Makes the folder and an empty database file if they are missing; refuses looser modes.
  func prepare() throws(StoreError) {
    let files = FileManager.default
    if !files.fileExists(atPath: path) { try make(folder: path) }
    try requireOwnerOnly(path)
    if !files.fileExists(atPath: database), files.fileExists(atPath: nextDatabase) {
      throw StoreError(
        .unusable, "A restore or a rebuild in \(path) was cut off at its end: run the same again.")
    }
    for file in [lockFile, database] where !files.fileExists(atPath: file) {
      try OwnFile.make(file)
    }
    for file in try confidentialFiles() { try requireOwnerOnly(file) }
  }

  /// Every file that holds or guards personal data: databases, also those that were set aside or made anew
  /// here, what was erased of whom, the secret behind pseudonyms, tokens, and the lock.
  private func confidentialFiles() throws(StoreError) -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw StoreError(.unusable, "\(path) cannot be read: \(error.localizedDescription)")
    }
    let guarded = [
      "parley.lock", "erasures.ndjson", "left-to-people.txt", "secret", "demonstration-tokens.json",
    ]
    return names.filter { $0.contains(".db") || guarded.contains($0) }.sorted()
      .map { path + "/" + $0 }
  }

  /// Brings a restore or a rebuild that was cut off at its end to that end, so that the folder can be read.
  public func finishCutOff() throws { try Succession(folder: self).finishCutOff() }

  /// Takes the lock, which the process holds until the handle is let go or it ends, however it ends.
  func lock() throws(StoreError) -> FileHandle {
    let handle: FileHandle
    do {
      handle = try FileHandle(forUpdating: URL(fileURLWithPath: lockFile))
    } catch {
      throw StoreError(
        .unusable,
        """
        \(lockFile) cannot be opened for writing: \(error.systemWords). \
        Whoever serves a folder writes in it; `parley verify` and `parley backup` only read.
        """)
    }
    guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw StoreError(.inUse, "Another process writes in \(path): only one may.")
    }
    return handle
  }

  /// Whether a process writes here.
  public var isInUse: Bool {
    guard let handle = FileHandle(forReadingAtPath: lockFile) else { return false }
    defer { try? handle.close() }
    return flock(handle.fileDescriptor, LOCK_SH | LOCK_NB) != 0
  }

  /// Writes the folder's own list of files to its disk.
  ///
  /// Until then a power cut may take a new file away with its name.
  func sync() throws(StoreError) {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw StoreError(.unusable, "\(path) cannot be opened.")
    }
    defer { try? handle.close() }
    // Some disks do not sync folders and say so (EINVAL): they keep names by other means.
    guard fsync(handle.fileDescriptor) != 0, let code = POSIXErrorCode(rawValue: errno),
      [.EIO, .ENOSPC, .EDQUOT].contains(code)
    else { return }
    throw StoreError(
      .unusable, "\(path) cannot be written: \(POSIXError(code).localizedDescription)")
  }

  /// Free bytes on the folder's disk for this user; nil if the system does not say.
  func freeBytes() -> Int64? {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
  }

  private func make(folder: String) throws(StoreError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw StoreError(.unusable, "\(folder) cannot be made: \(error.localizedDescription)")
    }
  }

  private func requireOwnerOnly(_ path: String) throws(StoreError) {
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: path)
    } catch {
      throw StoreError(.unusable, "\(path) cannot be read: \(error.localizedDescription)")
    }
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    guard mode & 0o077 == 0 else {
      throw StoreError(
        .looseModes,
        """
        \(path) is open to others (mode \(String(mode, radix: 8))). \
        Find out who could have used it, then type: chmod go= '\(path)'
        """
      )
    }
  }
}
