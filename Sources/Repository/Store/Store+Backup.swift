import Foundation
import SQLite

extension Store {
  /// What a backup holds.
  public struct Backup: Sendable, Equatable {
    /// The bytes of the copy.
    public let bytes: Int64
    /// Where each chain ends in it.
    public let heads: [Anchor]
  }

  /// Copies the store as it is at one moment into a file that is not there yet, and checks the copy.
  ///
  /// It reads on the caller's thread with a connection of its own, so the writer goes on; the log is
  /// moved into the file again when it is done. The copy is for its owner only.
  public func backup(to path: String) throws(StoreError) -> Backup {
    try Self.backUp(folder.database, to: path)
  }

  /// The same of a store's file that is given.
  public static func backUp(_ database: String, to path: String) throws(StoreError) -> Backup {
    try makeTarget(path)
    do {
      let source = try Connection.reading(database)
      try source.requireKnownSchema()
      try source.backup(to: path)
      source.close()
      let backup = try check(path)
      // Its bytes are on the disk already; so is its name now.
      try DataFolder(path: URL(fileURLWithPath: path).deletingLastPathComponent().path).sync()
      return backup
    } catch {
      // What was begun is no backup; if it cannot be removed, the error says enough.
      // SQLite keeps the journal of a copy that a full disk cut off.
      for end in ["", "-journal", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + end)
      }
      throw StoreError(path, cannotBe: "written", error)
    }
  }

  /// Makes the file, and tells apart why it cannot be made.
  private static func makeTarget(_ path: String) throws(StoreError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    switch type(of: path) {
    case .typeDirectory?:
      throw StoreError(.unusable, "\(path) is a folder: name the file that is to be made in it.")
    case .some:
      throw StoreError(.unusable, "\(path) is there already: a backup writes over no file.")
    case nil where type(of: folder) != .typeDirectory:
      throw StoreError(.unusable, "\(path) cannot be made: there is no folder \(folder).")
    case nil: try OwnFile.make(path)
    }
  }

  /// What lies there, if anything.
  private static func type(of path: String) -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType
  }

  /// Looks at every page of the copy, and reads where its chains end.
  private static func check(_ path: String) throws -> Backup {
    let copy = try Connection(path: path, mode: .readWrite)
    defer { copy.close() }
    let faults = try copy.integrityCheck(quickly: true)
    if let fault = faults.first {
      throw StoreError(.unusable, "the copy is damaged: \(fault)")
    }
    let size = Int64(try copy.pageCount) * Int64(try copy.pageSize)
    return Backup(bytes: size, heads: try Anchor.heads(copy))
  }
}
