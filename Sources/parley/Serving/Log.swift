import Dispatch
import Foundation
import HTTPServer
import JSON
import Synchronization

/// Structured log lines on standard error, one JSON object each.
///
/// Lines are gathered and written by a thread of their own, so that a slow terminal delays nobody.
/// No line carries personal data, a query or a token; what a client sent is escaped by the writer.
final class Log: Sendable {
  /// How grave a line is.
  enum Level: String, Sendable, CaseIterable {
    /// What happened.
    case info
    /// What somebody should look at.
    case warning
    /// What broke.
    case error
  }

  /// What waits to be written is bounded; beyond it lines are counted instead.
  private static let capacity = 1 << 20

  private struct Waiting: Sendable {
    var bytes: [UInt8] = []
    var dropped = 0
    var isScheduled = false
  }

  private let waiting = Mutex(Waiting())
  private let queue = DispatchQueue(label: "parley.log")
  private let now: @Sendable () -> String

  /// A log whose lines carry this time.
  init(now: @escaping @Sendable () -> String) { self.now = now }

  /// Writes a line.
  func write(_ level: Level, _ event: String, _ details: [(String, JSONValue)] = []) {
    var members: [(name: String, value: JSONValue)] = [
      ("at", .string(now())), ("level", .string(level.rawValue)), ("event", .string(event)),
    ]
    members += details.map { (name: $0.0, value: $0.1) }
    var writer = JSONWriter()
    writer.beginObject()
    for member in members {
      writer.name(member.name)
      writer.write(member.value)
    }
    writer.endObject()
    append(writer.bytes)
  }

  /// Writes the line of a finished request.
  func write(_ record: AccessRecord) {
    write(
      .info, "request",
      [
        ("requestId", .string(record.requestID)), ("method", .string(record.method)),
        ("path", .string(record.path)), ("status", .integer(Int64(record.status))),
        ("bytes", .integer(Int64(record.bytes))),
        ("microseconds", .integer(Int64(record.microseconds))),
        ("peer", .string(record.peer)),
      ])
  }

  /// Writes what waits; called before the program ends.
  func flush() { queue.sync { drain() } }

  private func append(_ line: [UInt8]) {
    let schedules = waiting.withLock { waiting in
      guard waiting.bytes.count < Log.capacity else {
        waiting.dropped += 1
        return false
      }
      waiting.bytes += line
      waiting.bytes.append(0x0A)
      defer { waiting.isScheduled = true }
      return !waiting.isScheduled
    }
    if schedules { queue.asyncAfter(deadline: .now() + .milliseconds(20)) { self.drain() } }
  }

  private func drain() {
    let (bytes, dropped) = waiting.withLock { waiting in
      defer { waiting = Waiting() }
      return (waiting.bytes, waiting.dropped)
    }
    // A log that cannot be written must not end the service.
    try? FileHandle.standardError.write(contentsOf: bytes)
    if dropped > 0 { write(.warning, "logLinesDropped", [("count", .integer(Int64(dropped)))]) }
  }
}
