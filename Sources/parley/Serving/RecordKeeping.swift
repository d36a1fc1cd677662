import Casework
import Dispatch
import Escalations
import HTTP
import JSON
import Repository

/// What the keeper of the record asks through the control socket: a backup, an erasure, a hold, what the
/// rules of retention say.
///
/// It is done on a queue of its own, one thing after another, so that it may take its time.
final class RecordKeeping: Sendable {
  private let store: Store
  private let clock: ServiceClock
  private let library: SharedLibrary
  private let folder: ConfigurationFolder
  private let log: Log
  private let queue = DispatchQueue(label: "parley.keeping", qos: .utility)
  /// Escalations that are erased in one commit, behind people's commands.
  private static let erasedAtOnce = 20
  /// Ended escalations that one read looks at.
  private static let readAtOnce = 500

  init(
    store: Store, clock: ServiceClock, library: SharedLibrary, folder: ConfigurationFolder, log: Log
  ) {
    self.store = store
    self.clock = clock
    self.library = library
    self.folder = folder
    self.log = log
  }

  /// Answers by the ticket; nil if there is no such path.
  func answer(_ request: Request, _ ticket: Ticket) -> Answer? {
    guard request.head.method == .post, let task = tasks[request.head.path] else { return nil }
    let body: Checked
    do {
      body = try task.shape.check(JSONReader.read(request.body))
    } catch {
      return .now(ControlAnswer.problem(.unprocessableContent, "\(error)"))
    }
    queue.async { [log] in
      do {
        ticket.answer(ControlAnswer.json(try task.run(body)))
      } catch Failure.notFound {
        ticket.answer(ControlAnswer.problem(.notFound, "There is no such escalation."))
      } catch let failure as Failure {
        log.write(.warning, "keepingFailed", [("path", .string(task.path))])
        let words = failure.sentences.joined(separator: "\n")
        ticket.answer(ControlAnswer.problem(.conflict, words))
      } catch {
        log.write(.warning, "keepingFailed", [("path", .string(task.path))])
        ticket.answer(ControlAnswer.problem(.conflict, "\(error)"))
      }
    }
    return .later
  }

  /// A thing that can be asked.
  private struct Task: Sendable {
    let path: String
    let shape: Shape
    let run: @Sendable (Checked) throws -> [(name: String, value: JSONValue)]
  }

  private var tasks: [String: Task] {
    let all = [
      Task(path: "/backup", shape: KeepingShapes.backup, run: backup),
      Task(path: "/erasures", shape: KeepingShapes.erasure, run: erase),
      Task(path: "/holds", shape: KeepingShapes.hold, run: hold),
      Task(path: "/holds/release", shape: KeepingShapes.release, run: release),
      Task(path: "/retention", shape: KeepingShapes.retention, run: retention),
    ]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
  }

  @Sendable private func backup(_ body: Checked) throws -> [(name: String, value: JSONValue)] {
    let started = DispatchTime.now()
    let copy = try store.backup(to: body["to"].text)
    let took = (DispatchTime.now().uptimeNanoseconds - started.uptimeNanoseconds) / 1_000_000
    log.write(
      .info, "backup", [("bytes", .integer(copy.bytes)), ("milliseconds", .integer(Int64(took)))])
    return [
      ("bytes", .integer(copy.bytes)), ("milliseconds", .integer(Int64(took))),
      ("heads", .array(copy.heads.map(ControlAnswer.value))),
    ]
  }

  @Sendable private func erase(_ body: Checked) throws -> [(name: String, value: JSONValue)] {
    let erasure = Erasure(
      reference: Reference(body["reference"].text),
      classes: body["classes"].elements.map { $0.value(as: Part.Class.self) },
      person: body["person"].optionalText, rule: body["rule"].text, by: body["by"].text)
    switch try store.erase([erasure]).first {
    case .erased(let groups): return [("erased", .integer(Int64(groups))), setAside]
    case .held: throw KeepingRefusal("A legal hold keeps it: release it first.")
    case .nothing, nil: return [("erased", .integer(0))]
    }
  }

  @Sendable private func hold(_ body: Checked) throws -> [(name: String, value: JSONValue)] {
    try store.hold(
      Reference(body["reference"].text), reason: body["reason"].text, by: body["by"].text)
    return [("held", .bool(true))]
  }

  @Sendable private func release(_ body: Checked) throws -> [(name: String, value: JSONValue)] {
    let was = try store.release(Reference(body["reference"].text), by: body["by"].text)
    return [("released", .bool(was))]
  }

  /// Without a code it says what would go; with the code of what it said, it goes.
  @Sendable private func retention(_ body: Checked) throws -> [(name: String, value: JSONValue)] {
    let rules = try readRules()
    let plan = try plan(rules)
    guard let code = body["code"].optionalText else {
      return [
        ("code", .string(plan.code)), ("items", .array(plan.items.map(ControlAnswer.value))),
        ("accessMonths", .array(plan.accessMonths.map(ControlAnswer.value))),
      ]
    }
    guard code == plan.code else {
      throw KeepingRefusal("What is due has changed since that dry run: look at it again.")
    }
    let by = body["by"].text
    let counts = try carryOut(plan.erasures(by: by))
    let held = Int64(plan.held + counts.held)
    // Those that were shown: a month that became due meanwhile waits for the next dry run.
    let months = try plan.accessMonths.filter { month in
      try store.eraseAccess(month, rule: "accessMonths", by: by)
    }
    log.write(
      .info, "retention",
      [
        ("erased", .integer(Int64(counts.erased))), ("held", .integer(held)),
        ("accessMonths", .integer(Int64(months.count))),
      ])
    return [
      ("erased", .integer(Int64(counts.erased))), ("held", .integer(held)),
      ("accessMonths", .array(months.map(ControlAnswer.value))), setAside,
    ]
  }

  /// Files of this folder that hold what was erased still.
  private var setAside: (name: String, value: JSONValue) {
    ("setAside", .array(store.folder.setAside.map { .string($0) }))
  }

  private func readRules() throws -> RetentionRules {
    do {
      return try RetentionRules.read(folder.bytes(of: "retention.json"))
    } catch let faults as ShapeFaults {
      throw KeepingRefusal(faults.list.map { "retention.json: \($0)" }.joined(separator: "\n"))
    } catch let error as JSONSyntaxError {
      throw KeepingRefusal("retention.json: \(error)")
    }
  }

  private func plan(_ rules: RetentionRules) throws -> RetentionPlan {
    let zone = library.value.zone
    let now = clock.now
    let today = zone.localDate(of: now)
    var plan = RetentionPlan()
    if let limit = rules.accessLimit(today: today) {
      plan.accessMonths = try store.accessMonths(before: limit)
    }
    var last: Int64 = 0
    while true {
      let page = try store.closedEscalations(before: now, after: last, atMost: Self.readAtOnce)
      guard let end = page.last else { return plan }
      plan.add(page, rules: rules, today: today, zone: zone)
      last = end.id
    }
  }

  private func carryOut(_ erasures: [Erasure]) throws -> (erased: Int, held: Int) {
    var (erased, held) = (0, 0)
    var rest = erasures[...]
    while !rest.isEmpty {
      let outcomes = try store.erase(Array(rest.prefix(Self.erasedAtOnce)))
      rest = rest.dropFirst(Self.erasedAtOnce)
      for outcome in outcomes {
        switch outcome {
        case .erased: erased += 1
        case .held: held += 1
        case .nothing: break
        }
      }
    }
    return (erased, held)
  }
}

/// Why something was not done, in a sentence.
struct KeepingRefusal: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
