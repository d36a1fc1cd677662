import JSON

/// What an escalation's list of duties asks, in words that can be read beside the policy.
///
/// Each duty is a line:
///
///     discuss [CRO-13] st-hilda must discuss to receiving, before moving; an attempt serves; or why not
///
/// Owners that owe it together are joined by `+`, those that owe it each for itself by `and`; a part
/// with `!` is demanded, an answer with `(why)` wants a reason. What was asked at an earlier stage in the same
/// words is not said again.
struct Worklist {
  private var stages: [String: [String]] = [:]

  /// The list out of an answer's duties, in order of opening.
  init(_ duties: [JSONValue]) {
    var order: [String] = []
    var found: [String: (duty: JSONValue, owners: [String])] = [:]
    for duty in duties {
      let visit = duty.text("key")?.split(separator: ".").first ?? ""
      let key = "\(visit).\(duty.text("duty") ?? "")"
      if found[key] == nil { order.append(key) }
      let owners = duty.texts("owners").map(Worklist.short).joined(separator: "+")
      var entry = found[key] ?? (duty, [])
      if !entry.owners.contains(owners) { entry.owners.append(owners) }
      found[key] = entry
    }
    var said: Set<String> = []
    for entry in order.compactMap({ found[$0] }) {
      let line = Worklist.line(entry.duty, owners: entry.owners.joined(separator: " and "))
      if said.insert(line).inserted {
        stages[entry.duty.text("stage") ?? "", default: []].append(line)
      }
    }
  }

  /// What a stage asks for the first time, a line for each duty.
  subscript(stage: String) -> String { (stages[stage] ?? []).joined(separator: "\n") }

  /// An owner without what is the same for all: the kind of owner, and the partnership's prefix.
  private static func short(_ owner: String) -> String {
    guard owner.hasPrefix("agency:") else { return owner }
    return owner.drop { $0 != "-" }.dropFirst().description
  }

  private static func line(_ duty: JSONValue, owners: String) -> String {
    let heading = "\(duty.text("duty") ?? "") [\(duty.text("clause") ?? "")]"
    return "\(heading) \(owners) \(rule(duty))\(means(duty))\(time(duty))"
  }

  private static func rule(_ duty: JSONValue) -> String {
    var words = [duty.text("force"), duty.text("act")].compactMap { $0 }
    for (name, before) in [("by", "as"), ("preferred", "preferably"), ("with", "with")]
    where duty[name] != nil {
      words.append("\(before) \(duty.texts(name).joined(separator: "/"))")
    }
    for name in ["to", "via"] { words += duty.text(name).map { ["\(name) \($0)"] } ?? [] }
    let others = (duty["alternatives"]?.arrayValue ?? []).map { other in
      let roles = other.texts("by").joined(separator: "/")
      return ", or \(other.text("act") ?? "")" + (roles.isEmpty ? "" : " as \(roles)")
    }
    return words.joined(separator: " ") + others.joined()
  }

  private static func means(_ duty: JSONValue) -> String {
    func list(_ word: String, _ name: String, marking marked: String = "", _ mark: String = "")
      -> String
    {
      let entries = duty.texts(name).map { duty.texts(marked).contains($0) ? $0 + mark : $0 }
      return entries.isEmpty ? "" : ", \(word) \(entries.joined(separator: "/"))"
    }
    let part = duty.text("part").map { "/" + $0 } ?? ""
    return list("answering", "answers", marking: "answersWithReason", "(why)")
      + list("saying", "contents", marking: "demandedContents", "!")
      + (duty.text("form").map { ", on \($0)\(part)" } ?? "")
      + list("after", "requires") + list("before", "blocks")
      + (duty["attemptMeets"] == true ? "; an attempt serves" : "")
      + (duty["declinable"] == true ? "; or why not" : "")
  }

  private static func time(_ duty: JSONValue) -> String {
    var words: [String] = []
    if let clock = duty["clock"] {
      words += clock.text("target", "on").map { ["best by \($0)"] } ?? []
      let guide = clock["guide"] == true ? "generally " : ""
      words += [clock.text("limit", "on").map { "\(guide)by \($0)" } ?? "by no set day"]
    }
    switch duty.text("lifetime") {
    case "stage": words.append("lapses with the stage")
    case "beyond": words.append("outlives the end")
    default: break
    }
    words += duty["repeats"] == true ? ["each time"] : []
    words += duty["private"] == true ? ["private"] : []
    words += [duty.text("basis")].compactMap { $0 }.filter { $0 != "stated" }
    return words.map { "; " + $0 }.joined()
  }
}

extension PlayedCase {
  /// What is asked, as somebody sees it; the raising side if nobody is named.
  func worklist(seenBy caller: Caller? = nil) async throws -> Worklist {
    Worklist(try await duties(seenBy: caller))
  }
}

extension SuttonCase {
  /// What is asked, as somebody sees it; the school if nobody is named.
  func worklist(seenBy caller: Caller? = nil) async throws -> Worklist {
    Worklist(try await owed(caller))
  }
}
