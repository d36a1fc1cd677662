import Digest
import Testing

@Suite("SHA-256 digest") struct SHA256DigestTests {
  private let digest = SHA256.digest(of: "abc")

  @Test func `is read back from its bytes and its digits`() {
    #expect(SHA256Digest(bytes: digest.bytes) == digest)
    #expect(SHA256Digest(hex: digest.hex) == digest)
    #expect(digest.description == digest.hex)
  }

  @Test func `differs if any one bit does`() {
    for bit in 0..<256 {
      var bytes = digest.bytes
      bytes[bit / 8] ^= 1 << (bit % 8)

      #expect(SHA256Digest(bytes: bytes) != digest)
    }
  }

  @Test func `is 32 bytes and lower-case digits, nothing else`() {
    #expect(SHA256Digest(bytes: Array(digest.bytes.dropLast())) == nil)
    #expect(SHA256Digest(hex: digest.hex.uppercased()) == nil)
    #expect(SHA256Digest(hex: digest.hex + "00") == nil)
    #expect(SHA256Digest(hex: "") == nil)
  }

  @Test func `is hashed by its digits as a text of them would be`() {
    var hash = SHA256()
    digest.updateHex(&hash)

    #expect(hash.finalize() == SHA256.digest(of: digest.hex))

    var text = Array("digest ".utf8)
    digest.appendHex(to: &text)

    #expect(String(decoding: text, as: UTF8.self) == "digest \(digest.hex)")
  }
}
