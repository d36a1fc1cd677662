extension Shape {
  /// Everything that is wrong with the value, in the order of the document; empty if it is so shaped.
  public func faults(in value: JSONValue) -> [ShapeFault] {
    var checker = ShapeChecker()
    checker.check(value, self, .outermost)
    return checker.faults
  }

  /// The value with the proof that it is so shaped, from which its parts can be read.
  public func check(_ value: JSONValue) throws(ShapeFaults) -> Checked {
    let faults = faults(in: value)
    guard faults.isEmpty else { throw ShapeFaults(list: faults) }
    return Checked(json: value, shape: self, scope: .outermost, isPromised: true, JSONPointer())
  }
}

extension Shape {
  /// Whether the value is of the right JSON type, which is all that its parts need for being looked at.
  func admits(_ value: JSONValue) -> Bool {
    switch self {
    case .text, .code, .date, .instant: value.stringValue != nil
    case .integer, .number: value.numberValue != nil
    case .boolean: value.boolValue != nil
    case .flag: value == true
    case .list: value.arrayValue != nil
    case .object, .oneMember, .map: value.objectValue != nil
    case .any, .named, .reference: true
    }
  }
}

/// A walk over a value beside its shape.
///
/// A list that is too long is not walked, so the work and the faults are bounded by the declaration.
private struct ShapeChecker {
  var faults: [ShapeFault] = []
  /// The names and indices down to where the walk is; made a pointer only for a fault.
  private var path: [String] = []

  mutating func check(_ value: JSONValue, _ shape: Shape, _ scope: ShapeScope) {
    let (shape, scope) = scope.resolve(shape)
    guard shape.admits(value) else {
      return fault(.wrongType, "Must be \(shape.noun)\(value.isNull ? "; it is null" : "").")
    }
    switch shape {
    case .text(let rule): check(value.stringValue ?? "", rule)
    case .code(let codes): check(value.stringValue ?? "", codes)
    case .date: check(date: value.stringValue ?? "")
    case .instant: check(instant: value.stringValue ?? "")
    case .integer(let range): check(value.numberValue, range)
    case .list(let element, let count, let unique):
      check(value.arrayValue ?? [], element, scope, count: count, unique: unique)
    case .object(let members):
      check(value.objectValue ?? [:], members, scope)
      checkMissing(value.objectValue ?? [:], members)
    case .oneMember(let members): check(one: value.objectValue ?? [:], members, scope)
    case .map(let element, let keys, let count):
      check(value.objectValue ?? [:], element, scope, keys: keys, count: count)
    case .number, .boolean, .flag, .any, .named, .reference: break
    }
  }

  private mutating func check(_ text: String, _ rule: TextRule) {
    let before = faults.count
    checkLength(text, rule.count)
    if !text.unicodeScalars.allSatisfy(rule.allows) {
      fault(
        .controlCharacter,
        rule.allowsLines
          ? "Must not hold control characters other than line ends and tabs."
          : "Must be one line without control characters.")
    }
    if let format = rule.format, faults.count == before, !format.accepts(text) {
      fault(.badFormat, format.rule)
    }
  }

  private mutating func checkLength(_ text: String, _ count: ClosedRange<Int>) {
    // A character is one to four bytes, so most texts are known to fit without counting.
    if text.utf8.count > count.upperBound {
      let length = text.unicodeScalars.count
      if length > count.upperBound {
        fault(
          .tooLong, "Must be at most \(count.upperBound) characters long; this is \(length) long.")
      }
    }
    guard count.lowerBound > 0 else { return }
    if text.unicodeScalars.prefix(count.lowerBound).count < count.lowerBound {
      fault(.tooShort, "Must be at least \(count.lowerBound) characters long.")
    } else if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
      fault(.tooShort, "Must hold more than white space.")
    }
  }

  private mutating func check(_ text: String, _ codes: [String]) {
    guard !codes.contains(where: { isSameName($0, text) }) else { return }
    fault(.notACode, "Must be one of: \(codes.joined(separator: ", ")).", allowed: codes)
  }

  private mutating func check(date text: String) {
    switch TimeSyntax.verdict(date: text) {
    case .exists: break
    case .doesNotExist: fault(.noSuchDate, "There is no such date.")
    case .isNoDate: fault(.noSuchDate, "Must be \(Shape.date.noun).")
    }
  }

  private mutating func check(instant text: String) {
    if !TimeSyntax.isInstant(text) { fault(.notAnInstant, "Must be \(Shape.instant.noun).") }
  }

  /// `1.0` is a whole number, `1.5` is none, and one that no `Int64` holds is out of any range.
  private mutating func check(_ number: JSONNumber?, _ range: ClosedRange<Int>) {
    let value = number?.int64
    if value == nil, number?.literal.contains(".") == true {
      fault(.wrongType, "Must be a whole number.")
    } else if value.map({ range.contains(Int($0)) }) != true {
      fault(.outOfRange, "Must be from \(range.lowerBound) to \(range.upperBound).")
    }
  }

  private mutating func check(
    _ values: [JSONValue], _ element: Shape, _ scope: ShapeScope, count: ClosedRange<Int>,
    unique: Bool
  ) {
    guard checkCount(values.count, count, "entries") else { return }
    for (index, value) in values.enumerated() {
      step(to: String(index)) { $0.check(value, element, scope) }
    }
    if unique { checkUnique(values) }
  }

  /// Entries are alike if they are written alike, member by member.
  private mutating func checkUnique(_ values: [JSONValue]) {
    var seen: Set<[UInt8]> = []
    for (index, value) in values.enumerated()
    where !seen.insert(JSONWriter.bytes(of: value)).inserted {
      step(to: String(index)) { $0.fault(.notUnique, "Must not stand here twice.") }
    }
  }

  private mutating func check(_ object: JSONObject, _ members: [Member], _ scope: ShapeScope) {
    for entry in object.members {
      step(to: entry.name) { checker in
        guard let member = members.named(entry.name) else {
          return checker.fault(
            .unknownMember, "There is no such member here.", allowed: members.map(\.name))
        }
        if entry.value.isNull, member.presence != .required { return }
        checker.check(entry.value, member.shape, scope)
      }
    }
  }

  private mutating func checkMissing(_ object: JSONObject, _ members: [Member]) {
    for member in members where member.presence != .optional && object[member.name] == nil {
      step(to: member.name) { $0.fault(.missing, "Must be given: \(member.shape.noun).") }
    }
  }

  private mutating func check(one object: JSONObject, _ members: [Member], _ scope: ShapeScope) {
    check(object, members, scope)
    guard object.count != 1 else { return }
    let names = members.map(\.name)
    fault(
      .exactlyOne, "Must have exactly one member, one of: \(names.joined(separator: ", ")).",
      allowed: names)
  }

  private mutating func check(
    _ object: JSONObject, _ element: Shape, _ scope: ShapeScope, keys: TextFormat,
    count: ClosedRange<Int>
  ) {
    guard checkCount(object.count, count, "members") else { return }
    for entry in object.members {
      step(to: entry.name) { checker in
        if !keys.accepts(entry.name) { checker.fault(.badFormat, "The name: " + keys.rule) }
        checker.check(entry.value, element, scope)
      }
    }
  }

  /// Whether there are not too many to look at.
  private mutating func checkCount(
    _ found: Int, _ count: ClosedRange<Int>, _ noun: String
  ) -> Bool {
    if found < count.lowerBound {
      fault(.tooFew, "Must have at least \(count.lowerBound) \(noun).")
    } else if found > count.upperBound {
      fault(.tooMany, "Must have at most \(count.upperBound) \(noun); this has \(found).")
    }
    return found <= count.upperBound
  }

  private mutating func step(to token: String, _ body: (inout ShapeChecker) -> Void) {
    path.append(token)
    body(&self)
    path.removeLast()
  }

  private mutating func fault(_ code: ShapeFault.Code, _ detail: String, allowed: [String]? = nil) {
    var pointer = JSONPointer()
    for token in path { pointer.append(token) }
    faults.append(ShapeFault(pointer: pointer, code: code, detail: detail, allowed: allowed))
  }
}
