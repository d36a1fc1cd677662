public import Casework
import Escalations
import JSON
import SQLite

extension SQLReader {
  /// The partnership's recommendations, in the order in which they were made.
  ///
  /// They lie among its own events, of which there are few.
  public func recommendations(for viewer: Viewer) throws(Failure) -> [Recommendation] {
    let stored = try connection.transaction(.deferred) { () throws(Failure) in
      let id = try translating { () throws(SQLiteError) in
        try connection.prepare(
          """
          SELECT s.id FROM partnership g JOIN stream s ON s.reference = g.prefix WHERE g.name = ?1
          """
        ).first(viewer.partnership.text) { row in row.int64(0) }
      }
      return try id.map { id throws(Failure) in try stream.read(id, through: .max) } ?? []
    }
    var found: [Recommendation] = []
    for event in stored {
      do {
        try Self.add(event, to: &found)
      } catch {
        throw .broken("event \(event.fields.number) of \(event.fields.stream): \(error)")
      }
    }
    return found
  }

  private static func add(
    _ event: StoredEvent, to found: inout [Recommendation]
  ) throws {
    let isMade = event.fields.kind == AdministrativeCodec.recommendationMade
    guard isMade || event.fields.kind == AdministrativeCodec.recommendationProgressed else {
      return
    }
    let body = try JSONReader.read(event.fields.payload)["body"]
    func text(_ name: String) -> String? { body?[name]?.stringValue }
    let words = try event.parts.flatMap { try $0.parts() }.map(\.text).joined(separator: "\n")
    if isMade {
      let made = Recommendation.Made(
        policy: PolicyID(text("policy") ?? ""), theme: text("theme").map { Code($0) },
        route: text("route").map { Code($0) }, clause: text("clause"),
        dueOn: text("dueOn").flatMap { CivilDate($0) })
      found.append(
        Recommendation(
          number: Int(event.fields.number), made: made, madeAt: event.fields.recordedAt,
          words: words))
    } else if let number = text("recommendation").flatMap({ Int($0) }),
      let place = found.firstIndex(where: { $0.number == number }),
      let progress = text("progress").flatMap({ FollowUpProgress(rawValue: $0) })
    {
      found[place].progress = progress
      found[place].progressedAt = event.fields.recordedAt
      found[place].progressWords = words.isEmpty ? nil : words
    }
  }
}
