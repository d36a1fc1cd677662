import Escalations

/// An effect as the record spells it: an object with one member, named for what follows.
///
/// `{"timed": {"key": "1.respond.st-hilda", "timing": {…}}}`
struct EffectRecord: Codable {
  let effect: Effect

  private enum Name: String, CodingKey {
    case opened, timed, met, lapsed, passed, near
  }

  private struct Timed: Codable {
    let key: DutyKey
    let timing: Effect.Timing
  }

  private struct Met: Codable {
    let key: DutyKey
    let meeting: Effect.Meeting
  }

  private struct Bare: Codable {
    let key: DutyKey
  }

  init(_ effect: Effect) { self.effect = effect }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    guard container.allKeys.count == 1, let name = container.allKeys.first else {
      throw UnreadableEvent(why: "an effect is an object with one known member")
    }
    switch name {
    case .opened: effect = .opened(try container.decode(Effect.Opening.self, forKey: name))
    case .timed:
      let timed = try container.decode(Timed.self, forKey: name)
      effect = .timed(timed.key, timed.timing)
    case .met:
      let met = try container.decode(Met.self, forKey: name)
      effect = .met(met.key, met.meeting)
    case .lapsed: effect = .lapsed(try container.decode(Bare.self, forKey: name).key)
    case .passed: effect = .passed(try container.decode(Bare.self, forKey: name).key)
    case .near: effect = .near(try container.decode(Bare.self, forKey: name).key)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    switch effect {
    case .opened(let opening): try container.encode(opening, forKey: .opened)
    case .timed(let key, let timing):
      try container.encode(Timed(key: key, timing: timing), forKey: .timed)
    case .met(let key, let meeting):
      try container.encode(Met(key: key, meeting: meeting), forKey: .met)
    case .lapsed(let key): try container.encode(Bare(key: key), forKey: .lapsed)
    case .passed(let key): try container.encode(Bare(key: key), forKey: .passed)
    case .near(let key): try container.encode(Bare(key: key), forKey: .near)
    }
  }
}
