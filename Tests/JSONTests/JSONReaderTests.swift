import JSON
import Testing

@Suite("JSON reader") struct JSONReaderTests {
  @Test(arguments: Accepted.table)
  func `reads what RFC 8259 allows`(row: Accepted) throws {
    #expect(try JSONReader.read(row.text) == row.value)
  }

  @Test(arguments: Refused.table)
  func `refuses what is not JSON, with the place and the reason`(row: Refused) throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONReader.read(row.bytes) }

    #expect(error.code == row.code)
    #expect(error.offset == row.offset)
    #expect(error.pointer.description == row.pointer)
  }

  @Test func `every beginning of a good text is refused and none crashes`() throws {
    let text = Array(#"{"a":[1.5e-3,"ü\ud83d\ude00\n",true,null],"b":{"c":false}}"#.utf8)
    #expect(try JSONReader.read(text)["b"]?["c"] == false)

    for length in 0..<text.count {
      #expect(throws: JSONSyntaxError.self) { try JSONReader.read(Array(text[..<length])) }
    }
  }

  @Test func `every byte put in the place of another is read or refused`() {
    let text = Array(#"{"a":[1.5,"é\u00e9"],"b":{}}"#.utf8)

    for index in text.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = text
        changed[index] = byte
        // Whatever is accepted must survive being written and read again.
        guard let value = try? JSONReader.read(changed) else { continue }
        #expect((try? JSONReader.read(JSONWriter.bytes(of: value))) == value)
      }
    }
  }

  @Test func `the line and the column count characters, from one`() throws {
    let text = "{\n  \"Ärger\": \"ü\" x\n}"

    let error = try #require(throws: JSONSyntaxError.self) { try JSONReader.read(text) }

    #expect(error.line == 2)
    #expect(error.column == 16)
    #expect(error.description == "This byte cannot stand here. (line 2, column 16, byte 19)")
  }

  @Test func `a hundred thousand open brackets are a clean refusal`() throws {
    for bytes in [
      [UInt8](repeating: UInt8(ascii: "["), count: 100_000),
      Array(String(repeating: #"{"a":"#, count: 100_000).utf8),
    ] {
      let error = try #require(throws: JSONSyntaxError.self) { try JSONReader.read(bytes) }
      #expect(error.code == .tooDeep)
      #expect(error.pointer.tokens.count == 64)
    }
  }

  @Test func `the greatest depth that can be set is read`() throws {
    let depth = JSONLimits.greatestDepth
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)

    #expect(try JSONReader.read(text, limits: JSONLimits(depth: depth)).arrayValue?.count == 1)
    #expect(throws: JSONSyntaxError.self) {
      try JSONReader.read("[" + text + "]", limits: JSONLimits(depth: depth))
    }
  }

  @Test(arguments: Limited.table)
  func `a limit lets in what meets it and refuses one more`(row: Limited) throws {
    #expect(throws: Never.self) { try JSONReader.read(row.within, limits: row.limits) }

    let error = try #require(throws: JSONSyntaxError.self) {
      try JSONReader.read(row.beyond, limits: row.limits)
    }

    #expect(error.code == row.code)
  }

  @Test func `a name given twice is found among many members too`() throws {
    let members = (0..<200).map { #""m\#($0)":0"# }
    let text = "{" + members.joined(separator: ",") + #","m7":1}"#

    let error = try #require(throws: JSONSyntaxError.self) { try JSONReader.read(text) }

    #expect(error.code == .duplicateMember)
    #expect(error.pointer.description == "/m7")
  }
}

struct Accepted: Sendable, CustomTestStringConvertible {
  let text: String
  let value: JSONValue
  let because: String
  var testDescription: String { because }

  static let table = [
    Accepted(
      text: " \t\r\n null \n", value: nil, because: "the four kinds of white space surround"),
    Accepted(text: "true", value: true, because: "a text may be a bare word"),
    Accepted(
      text: "[false,[],{}]", value: [false, [], [:]], because: "arrays and objects may be empty"),
    Accepted(text: #""""#, value: "", because: "a string may be empty"),
    Accepted(
      text: #""\"\\\/\b\f\n\r\t""#, value: "\"\\/\u{8}\u{C}\n\r\t", because: "all short escapes"),
    Accepted(text: #""a\u0000b""#, value: "a\0b", because: "NUL may be written escaped"),
    Accepted(text: #""\u00e9\u00E9\u20AC""#, value: "éé€", because: "hex digits of either case"),
    Accepted(text: #""\uD83D\uDE00😀""#, value: "😀😀", because: "a pair of surrogates is one scalar"),
    Accepted(
      text: #""\ufffe\uffff""#, value: "\u{FFFE}\u{FFFF}", because: "noncharacters are scalars"),
    Accepted(
      text: "\"\u{2028}\u{7F}\"", value: "\u{2028}\u{7F}", because: "only C0 must be escaped"),
    Accepted(
      text: "[0,-0,10]", value: [0, .number(negativeZero), 10], because: "zero may be negative"),
    Accepted(
      text: #"{"b":1,"a":{"b":2}}"#, value: ["b": 1, "a": ["b": 2]],
      because: "the same name in another object is another member"),
    Accepted(text: #"{"":0}"#, value: ["": 0], because: "a name may be empty"),
    Accepted(text: #"{"k":1,"K":2}"#, value: ["k": 1, "K": 2], because: "names differ by case"),
  ]
  private static let negativeZero = JSONNumber(literal: "-0") ?? JSONNumber(0)
}

struct Refused: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let code: JSONSyntaxError.Code
  let offset: Int
  let pointer: String
  let because: String
  var testDescription: String { because }

  private init(
    _ text: String, _ code: JSONSyntaxError.Code, _ offset: Int, _ pointer: String = "",
    because: String
  ) {
    self.init(Array(text.utf8), code, offset, pointer, because: because)
  }

  private init(
    _ bytes: [UInt8], _ code: JSONSyntaxError.Code, _ offset: Int, _ pointer: String = "",
    because: String
  ) {
    (self.bytes, self.code, self.offset) = (bytes, code, offset)
    (self.pointer, self.because) = (pointer, because)
  }

  private static func string(_ bytes: UInt8...) -> [UInt8] { [0x22] + bytes + [0x22] }

  static let table = structure + numbers + strings + encodings

  static let structure = [
    Refused("", .unexpectedEnd, 0, because: "nothing at all"),
    Refused("  ", .unexpectedEnd, 2, because: "only white space"),
    Refused("{} {}", .trailingBytes, 3, because: "two texts"),
    Refused("[1,]", .unexpectedByte, 3, "/1", because: "a comma after the last element"),
    Refused("[1 2]", .unexpectedByte, 3, because: "no comma"),
    Refused(#"{"a":1,}"#, .unexpectedByte, 7, because: "a comma after the last member"),
    Refused(#"{"a":1,"a":2}"#, .duplicateMember, 7, "/a", because: "a name twice"),
    Refused(
      #"{"a":1,"\u0061":2}"#, .duplicateMember, 7, "/a", because: "a name twice, once escaped"),
    Refused(
      #"{"\u00e9":1,"e\u0301":2}"#, .duplicateMember, 12, "/e\u{301}",
      because: "a name twice, once decomposed"),
    Refused(#"{"a" 1}"#, .unexpectedByte, 5, "/a", because: "no colon"),
    Refused("{a:1}", .unexpectedByte, 1, because: "a name without quotes"),
    Refused("{'a':1}", .unexpectedByte, 1, because: "single quotes"),
    Refused(#"{"a":[0,{"b~/":nul}]}"#, .unexpectedByte, 18, "/a/1/b~0~1", because: "deep inside"),
    Refused("[1}", .unexpectedByte, 2, because: "closed by the wrong bracket"),
    Refused("// note\n1", .unexpectedByte, 0, because: "a comment"),
    Refused("True", .unexpectedByte, 0, because: "a capital letter"),
    Refused("truely", .trailingBytes, 4, because: "a word runs on"),
    Refused("\u{A0}1", .unexpectedByte, 0, because: "a no-break space is no white space"),
    Refused("\u{C}1", .unexpectedByte, 0, because: "a form feed is no white space"),
  ]

  static let numbers = [
    Refused("NaN", .unexpectedByte, 0, because: "not a number"),
    Refused("-Infinity", .badNumber, 1, because: "infinity"),
    Refused("01", .badNumber, 1, because: "a leading zero"),
    Refused("-", .unexpectedEnd, 1, because: "a sign alone"),
    Refused("+1", .unexpectedByte, 0, because: "a plus"),
    Refused("[.5]", .unexpectedByte, 1, "/0", because: "no digit before the point"),
    Refused("[5.]", .badNumber, 3, "/0", because: "no digit after the point"),
    Refused("[1e+]", .badNumber, 4, "/0", because: "no digit in the exponent"),
    Refused("1.2.3", .badNumber, 3, because: "two points"),
    Refused("0x1F", .badNumber, 1, because: "hexadecimal"),
    Refused("1\u{FF11}", .trailingBytes, 1, because: "a full-width digit"),
  ]

  static let strings = [
    Refused(#""abc"#, .unexpectedEnd, 4, because: "no closing quote"),
    Refused("\"a\nb\"", .controlCharacter, 2, because: "a line break inside"),
    Refused("\"\0\"", .controlCharacter, 1, because: "NUL inside"),
    Refused(#""\x41""#, .badEscape, 1, because: "no such escape"),
    Refused(#""\u12G4""#, .badEscape, 1, because: "not four hex digits"),
    Refused(#""\u12""#, .badEscape, 1, because: "too few hex digits"),
    Refused(#""\U0041""#, .badEscape, 1, because: "a capital U"),
    Refused(#""\"#, .unexpectedEnd, 2, because: "ends after a backslash"),
    Refused(#""\ud83d""#, .loneSurrogate, 1, because: "a high surrogate alone"),
    Refused(#""\ude00""#, .loneSurrogate, 1, because: "a low surrogate alone"),
    Refused(#""\ud83d\ud83d""#, .loneSurrogate, 1, because: "two high surrogates"),
    Refused(#""\ud83d\n""#, .loneSurrogate, 1, because: "a high surrogate and another escape"),
    Refused(#""\ude00\ud83d""#, .loneSurrogate, 1, because: "a pair the wrong way round"),
  ]

  static let encodings = [
    Refused([0xEF, 0xBB, 0xBF, 0x31], .byteOrderMark, 0, because: "a byte order mark"),
    Refused([0xFE, 0xFF, 0x00, 0x31], .unexpectedByte, 0, because: "UTF-16"),
    Refused(string(0x80), .invalidUTF8, 1, because: "a continuation byte alone"),
    Refused(string(0xC0, 0xAF), .invalidUTF8, 1, because: "an overlong solidus"),
    Refused(string(0xC1, 0x81), .invalidUTF8, 1, because: "an overlong letter"),
    Refused(string(0xE0, 0x80, 0xAF), .invalidUTF8, 1, because: "overlong in three bytes"),
    Refused(string(0xF0, 0x80, 0x80, 0xAF), .invalidUTF8, 1, because: "overlong in four bytes"),
    Refused(string(0xED, 0xA0, 0x80), .invalidUTF8, 1, because: "an encoded surrogate"),
    Refused(string(0xF4, 0x90, 0x80, 0x80), .invalidUTF8, 1, because: "beyond U+10FFFF"),
    Refused(string(0xF5, 0x80, 0x80, 0x80), .invalidUTF8, 1, because: "a lead byte of no length"),
    Refused(string(0x61, 0xE2, 0x82), .invalidUTF8, 2, because: "a sequence cut short"),
    Refused([0x22, 0xE2], .invalidUTF8, 1, because: "a sequence cut by the end"),
    Refused(string(0xE2, 0x82, 0x41), .invalidUTF8, 1, because: "a letter where a byte continues"),
  ]
}

struct Limited: Sendable, CustomTestStringConvertible {
  let limits: JSONLimits
  let within: String
  let beyond: String
  let code: JSONSyntaxError.Code
  var testDescription: String { code.rawValue }

  static let table = [
    Limited(limits: JSONLimits(depth: 2), within: "[[1]]", beyond: "[[[1]]]", code: .tooDeep),
    Limited(
      limits: JSONLimits(stringBytes: 4), within: #"["éé","\n\n"]"#, beyond: #"["\n\n."]"#,
      code: .stringTooLong),
    Limited(
      limits: JSONLimits(nameBytes: 2), within: #"{"ab":"abc"}"#, beyond: #"{"abc":0}"#,
      code: .nameTooLong),
    Limited(
      limits: JSONLimits(numberBytes: 3), within: "[123]", beyond: "1234", code: .numberTooLong),
    Limited(
      limits: JSONLimits(members: 1), within: #"{"a":{"b":0}}"#, beyond: #"{"a":0,"b":0}"#,
      code: .tooManyMembers),
    Limited(
      limits: JSONLimits(elements: 2), within: "[1,2]", beyond: "[1,2,3]", code: .tooManyElements),
  ]
}
