import JSON
import Testing

@Suite("JSON pointer") struct JSONPointerTests {
  /// The document and the pointers of RFC 6901 section 5.
  private static let document = #"""
    {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}
    """#

  @Test(
    arguments: [
      ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3), ("/g|h", 4),
      (#"/i\j"#, 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
    ] as [(String, JSONValue)])
  func `finds what the examples of the RFC find`(text: String, expected: JSONValue) throws {
    let pointer = try #require(JSONPointer(text))

    #expect(pointer.resolve(in: try JSONReader.read(Self.document)) == expected)
    #expect(pointer.description == text)
  }

  @Test func `the empty pointer is the whole`() throws {
    let document = try JSONReader.read(Self.document)

    #expect(JSONPointer("")?.resolve(in: document) == document)
  }

  @Test(arguments: ["/foo/2", "/foo/-", "/foo/01", "/foo/+1", "/foo/", "/bar", "/foo/0/x", "/ /0"])
  func `finds nothing where nothing is`(text: String) throws {
    let pointer = try #require(JSONPointer(text))

    #expect(pointer.resolve(in: try JSONReader.read(Self.document)) == nil)
  }

  @Test(arguments: ["a", "/~", "/~2", "/a~", "#/a"])
  func `refuses what is no pointer`(text: String) {
    #expect(JSONPointer(text) == nil)
  }

  @Test func `escapes what it is built from`() {
    let pointer = JSONPointer().appending("a/b").appending(0).appending("~1")

    #expect(pointer.description == "/a~1b/0/~01")
    #expect(JSONPointer(pointer.description) == pointer)
  }
}
