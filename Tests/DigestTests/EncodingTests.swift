import Digest
import Testing

@Suite("Hexadecimal and base64url") struct EncodingTests {
  /// RFC 4648 section 10, without the padding, and the two characters of the URL alphabet.
  @Test(arguments: [
    ("", ""), ("66", "Zg"), ("666f", "Zm8"), ("666f6f", "Zm9v"), ("666f6f62", "Zm9vYg"),
    ("666f6f6261", "Zm9vYmE"), ("666f6f626172", "Zm9vYmFy"), ("fbff", "-_8"), ("000000", "AAAA"),
  ])
  func `bytes have one spelling in each`(hex: String, base64URL: String) throws {
    let bytes = try #require(Hex.decode(hex))

    #expect(Hex.encode(bytes) == hex)
    #expect(Base64URL.encode(bytes) == base64URL)
    #expect(Base64URL.decode(base64URL) == bytes)
  }

  @Test func `every byte comes back`() {
    let bytes = Array(UInt8.min...UInt8.max)

    #expect(Hex.decode(Hex.encode(bytes)) == bytes)
    #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
  }

  @Test(arguments: ["Z", "Zg==", "Zh", "Zm9", "Zm9vZ", "Zm+/", "Zm 9", "é"])
  func `another spelling of base64url is refused`(text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test(arguments: ["6", "6G", "AB", " 66", "0x66", "٣٣"])
  func `another spelling of hexadecimal is refused`(text: String) {
    #expect(Hex.decode(text) == nil)
  }

  @Test func `secrets are equal only as a whole`() {
    #expect(isEqualInConstantTime([1, 2], [1, 2]))
    #expect(isEqualInConstantTime([], []))
    #expect(!isEqualInConstantTime([1, 2], [1, 3]))
    #expect(!isEqualInConstantTime([1, 2], [1, 2, 3]))
  }
}
