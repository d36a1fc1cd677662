import JSON
import Testing

@Suite("JSON object") struct JSONObjectTests {
  @Test func `keeps the order in which members were set`() {
    var object = JSONObject()
    object["b"] = 1
    object["a"] = 2
    object["b"] = 3

    #expect(object.names == ["b", "a"])
    #expect(object["b"] == 3)
  }

  @Test func `setting nothing removes a member`() {
    var object = JSONObject()
    object["a"] = 1
    object["a"] = nil
    object["b"] = nil

    #expect(object.isEmpty)
  }

  @Test func `a name that only looks the same is another`() throws {
    // U+212A, the Kelvin sign, is canonically equivalent to K.
    let value = try JSONReader.read("{\"\u{212A}ind\":1}")

    #expect(value["Kind"] == nil)
    #expect(value["\u{212A}ind"] == 1)
  }
}
