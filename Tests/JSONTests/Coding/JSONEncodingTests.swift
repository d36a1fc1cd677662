import JSON
import Testing

@Suite("Encoding straight to bytes") struct JSONEncodingTests {
  @Test func `members come in the order encoded, keys of dictionaries sorted, and nil is left out`()
    throws
  {
    let bytes = try JSONEncoding.bytes(of: Sample.Everything())

    let pieces = [
      #"{"text":"a\"b\u2028é","int":-3,"large":9223372036854775807,"huge":18446744073709551615,"#,
      #""small":-128,"yes":true,"half":0.5,"kind":"other","name":"n","present":"p","#,
      #""list":[1,2,3],"gaps":[1,null],"none":[],"nested":[["x"],[]],"#,
      #""shapes":[{"dot":{}},{"circle":{"radius":2}},{"pair":{"_0":{"dot":{}},"#,
      #""_1":{"pair":{"_0":{"circle":{"radius":1}},"_1":{"dot":{}}}}}}],"#,
      #""table":{"a":"other","b":"plain","z":"plain","é":"plain"},"deep":{"k":{"x":2,"y":1}},"#,
      #""empty":{},"optionalShape":{"dot":{}}}"#,
    ]
    #expect(String(decoding: bytes, as: UTF8.self) == pieces.joined())
  }

  @Test(arguments: 0..<20) func `a dictionary is written alike every time`(round: Int) throws {
    // Another capacity is another order of the same keys in memory.
    var table = [String: Int](minimumCapacity: 1 << (round % 10))
    for number in 0..<12 { table["k\((number * 7 + round) % 12)"] = 0 }

    let bytes = try JSONEncoding.bytes(of: table)

    let names = table.keys.sorted().map { "\"\($0)\":0" }
    #expect(String(decoding: bytes, as: UTF8.self) == "{\(names.joined(separator: ","))}")
  }

  @Test func `a single value needs no container`() throws {
    #expect(try JSONEncoding.value(of: 7) == 7)
    #expect(try JSONEncoding.value(of: "x") == "x")
    #expect(try JSONEncoding.value(of: [Sample.Kind.plain]) == ["plain"])
    #expect(try JSONEncoding.value(of: Sample.Empty()) == [:])
  }

  @Test func `a number without a literal is refused`() {
    let error = #expect(throws: JSONEncodingError.self) {
      try JSONEncoding.bytes(of: [Double.nan])
    }
    #expect(error?.reason == "JSON has no literal for nan")
    #expect(throws: JSONEncodingError.self) { try JSONEncoding.bytes(of: Float.infinity) }
  }

  @Test func `nested containers close when their parent goes on`() throws {
    struct Nesting: Encodable {
      enum Outer: CodingKey { case a, b, c }

      func encode(to encoder: any Encoder) throws {
        var outer = encoder.container(keyedBy: Outer.self)
        var list = outer.nestedUnkeyedContainer(forKey: .a)
        try list.encode(1)
        var inner = list.nestedContainer(keyedBy: Outer.self)
        try inner.encode(2, forKey: .b)
        try list.encodeNil()
        try outer.encodeNil(forKey: .b)
        try 3.encode(to: outer.superEncoder(forKey: .c))
      }
    }

    #expect(try JSONEncoding.value(of: Nesting()) == ["a": [1, ["b": 2], nil], "b": nil, "c": 3])
  }

  @Test func `a container written to after its parent went on stops the program`() async {
    struct Interleaved: Encodable {
      enum Key: CodingKey { case a, b, c }

      func encode(to encoder: any Encoder) throws {
        var outer = encoder.container(keyedBy: Key.self)
        var first = outer.nestedContainer(keyedBy: Key.self, forKey: .a)
        var second = outer.nestedContainer(keyedBy: Key.self, forKey: .b)
        try second.encode(1, forKey: .a)
        try first.encode(2, forKey: .b)
      }
    }

    await #expect(processExitsWith: .failure) { _ = try JSONEncoding.bytes(of: Interleaved()) }
  }
}
