import Digest
import Testing

@Suite("HMAC-SHA-256") struct HMACSHA256Tests {
  /// RFC 4231 sections 4.2 to 4.8; the fifth gives 16 bytes only.
  @Test(arguments: [
    Vector(
      key: .init(repeating: 0x0b, count: 20), message: "Hi There",
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Vector(
      key: Array("Jefe".utf8), message: "what do ya want for nothing?",
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Vector(
      key: .init(repeating: 0xaa, count: 20), message: .init(repeating: 0xdd, count: 50),
      code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Vector(
      key: Array(1...25), message: .init(repeating: 0xcd, count: 50),
      code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    Vector(
      key: .init(repeating: 0x0c, count: 20), message: "Test With Truncation",
      code: "a3b6167473100ee06e0c796c2955552b"),
    Vector(
      key: .init(repeating: 0xaa, count: 131),
      message: "Test Using Larger Than Block-Size Key - Hash Key First",
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Vector(
      key: .init(repeating: 0xaa, count: 131),
      message:
        "This is a test using a larger than block-size key and a larger than block-size data. "
        + "The key needs to be hashed before being used by the HMAC algorithm.",
      code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ])
  func `gives the code of RFC 4231`(vector: Vector) throws {
    let hmac = HMACSHA256(key: vector.key)
    let code = try #require(Hex.decode(vector.code))

    #expect(hmac.code(for: vector.message).hex.hasPrefix(vector.code))
    #expect(hmac.isValid(code, for: vector.message))
  }

  @Test func `refuses a code that was changed, cut too short or made with another key`() {
    let hmac = HMACSHA256(key: [1, 2, 3])
    let message = Array("after=42".utf8)
    let code = hmac.code(for: message).bytes

    for index in code.indices {
      var forged = code
      forged[index] ^= 1
      #expect(!hmac.isValid(forged, for: message))
    }
    #expect(!hmac.isValid(code, for: Array("after=43".utf8)))
    #expect(!hmac.isValid(Array(code.prefix(15)), for: message))
    #expect(!hmac.isValid(code + [0], for: message))
    #expect(!hmac.isValid([], for: message))
    #expect(!HMACSHA256(key: [1, 2, 4]).isValid(code, for: message))
  }

  @Test func `a message may come in pieces`() {
    var hmac = HMACSHA256(key: Array("Jefe".utf8))
    hmac.update("what do ya want ")
    hmac.update("for nothing?")

    #expect(
      hmac.finalize().hex == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  struct Vector: Sendable {
    let key: [UInt8]
    let message: [UInt8]
    let code: String

    init(key: [UInt8], message: [UInt8], code: String) {
      (self.key, self.message, self.code) = (key, message, code)
    }

    init(key: [UInt8], message: String, code: String) {
      self.init(key: key, message: Array(message.utf8), code: code)
    }
  }
}
