import Casework
import Escalations
import Foundation
import JSON
import SQLite

/// The file beside the database that says what was erased: one line of JSON each, for the day on
/// which an older backup is restored.
///
/// Keep a copy of it apart from the backups.
struct ErasureNotes {
  private let folder: DataFolder

  init(in folder: DataFolder) { self.folder = folder }

  var path: String { folder.path + "/erasures.ndjson" }

  /// Adds lines, on disk when it returns.
  ///
  /// A line that a crash tore is ended first: what is added stands on lines of its own.
  func append(_ erasures: [NotedErasure]) throws {
    guard !erasures.isEmpty else { return }
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
      try folder.sync()
    }
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    var lines: [UInt8] = try isTorn(handle) ? [0x0A] : []
    for erasure in erasures { lines += try JSONEncoding.bytes(of: erasure) + [0x0A] }
    try handle.seekToEnd()
    try handle.write(contentsOf: lines)
    try handle.synchronize()
  }

  /// Whether the file ends within a line.
  private func isTorn(_ handle: FileHandle) throws -> Bool {
    let end = try handle.seekToEnd()
    guard end > 0 else { return false }
    try handle.seek(toOffset: end - 1)
    return try handle.read(upToCount: 1) != Data([0x0A])
  }

  /// What was noted; a line that cannot be read (cut by a crash) is left out, since the record has it.
  func all() -> [NotedErasure] {
    let bytes = [UInt8](FileManager.default.contents(atPath: path) ?? Data())
    return bytes.split(separator: 0x0A).compactMap { line in
      guard let json = try? JSONReader.read(Array(line)) else { return nil }
      return try? JSONDecoding.decode(NotedErasure.self, from: json)
    }
  }

  /// Adds what the record has and the file has not: a crash may have come between commit and note.
  func complete(from connection: Connection) throws {
    let noted = Set(all())
    try append(try Self.recorded(connection).filter { !noted.contains($0) })
  }

  /// Every erasure that the record speaks of.
  static func recorded(_ connection: Connection) throws(SQLiteError) -> [NotedErasure] {
    var found: [NotedErasure] = []
    try connection.prepare(
      """
      SELECT v.payload, v.recorded_at, g.name FROM \(KeepingEvents.ofKind)
      ORDER BY v.id
      """
    ).rows(AdministrativeCodec.erasedKind) { row in
      let noted = NotedErasure(
        body: AdministrativeCodec.body(of: row.text(0)), partnership: PartnershipID(row.text(2)),
        at: row.instant(1))
      if let noted { found.append(noted) }
    }
    return found
  }
}
