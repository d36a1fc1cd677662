import Digest
import Testing

@Suite("SHA-256") struct SHA256Tests {
  @Test(arguments: Vector.table)
  func `gives the published digest`(vector: Vector) {
    #expect(SHA256.digest(of: vector.message).hex == vector.digest)
  }

  @Test(arguments: Vector.table)
  func `gives the published digest on a processor without instructions for it`(vector: Vector) {
    var hash = SHA256(portably: ())
    hash.update(vector.message)

    #expect(hash.finalize().hex == vector.digest)
  }

  @Test func `gives the same digest of any length with and without instructions for it`() {
    let message = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * $0) }
    for length in 0...message.count {
      var hash = SHA256(portably: ())
      hash.update(Array(message[..<length]))

      #expect(hash.finalize() == SHA256.digest(of: Array(message[..<length])), "\(length) bytes")
    }
  }

  @Test func `gives the published digest of a million letters a`() {
    let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(SHA256.digest(of: message).hex == expected)

    var hash = SHA256()
    for start in stride(from: 0, to: message.count, by: 999) {
      hash.update(Array(message[start..<min(start + 999, message.count)]))
    }

    #expect(hash.finalize().hex == expected)
  }

  @Test func `passes the Monte Carlo procedure of NIST's validation system`() {
    // SHAVS section 6.4, the first of its hundred rounds, with the seed of SHA256Monte.rsp.
    let seed = "6d1e72ad03ddeb5de891e572e2396f8da015d899ef0e79503152d6010a3fe691"
    let first = Hex.decode(seed) ?? []
    var last = [first, first, first]
    for _ in 0..<1_000 {
      last.append(SHA256.digest(of: last[0] + last[1] + last[2]).bytes)
      last.removeFirst()
    }

    #expect(
      Hex.encode(last[2]) == "e93c330ae5447738c8aa85d71a6c80f2a58381d05872d26bdd39f1fcd4f2b788")
  }

  @Test func `does not depend on how the message is cut`() {
    let message = (0..<600).map { UInt8(truncatingIfNeeded: $0) }
    for length in 0...message.count {
      let whole = SHA256.digest(of: Array(message[..<length]))
      for cut in [0, 1, 55, 56, 63, 64, 65, 127, 128, 191, 192, 200, 255, 256, 257]
      where cut <= length {
        var hash = SHA256()
        hash.update(Array(message[..<cut]))
        hash.update(Array(message[cut..<length]))
        #expect(hash.finalize() == whole, "\(length) bytes cut at \(cut)")
      }
    }
  }

  @Test func `pieces of every kind and size, wherever they begin, are what their text is`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      var hash = SHA256()
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        switch Int.random(in: 0...4, using: &random) {
        case 0:
          let number = UInt64.random(in: 0...(.max), using: &random) >> UInt64.random(in: 0...63)
          hash.update(decimal: number, digits: String(number).utf8.count)
          text += Array(String(number).utf8)
        case 1:
          let digest = SHA256.digest(of: text)
          digest.updateHex(&hash)
          text += Array(digest.hex.utf8)
        case 2:
          let bytes = (0..<Int.random(in: 0...20)).map { UInt8(truncatingIfNeeded: $0 &* 37) }
          Hex.update(&hash, with: bytes.span)
          text += Array(Hex.encode(bytes).utf8)
        case 3:
          hash.update(byte: 7)
          text.append(7)
        default:
          let bytes = [UInt8](repeating: 9, count: Int.random(in: 0...300, using: &random))
          hash.update(bytes)
          text += bytes
        }
      }
      #expect(hash.finalize() == SHA256.digest(of: text))
    }
  }

  @Test
  func `a number of fewer digits than asked for has zeros before them, and one of more loses them`()
  {
    for (number, digits, text) in [
      (0, 1, "0"), (7, 2, "07"), (0, 12, "000000000000"), (123_456_789_012, 12, "123456789012"),
      (1_234, 2, "34"), (5, 0, ""), (UInt64.max, 20, "18446744073709551615"),
    ] {
      var hash = SHA256()
      hash.update(decimal: number, digits: digits)

      #expect(hash.finalize() == SHA256.digest(of: text), "\(text)")
    }
  }

  @Test func `a copy goes its own way`() {
    var common = SHA256()
    common.update("ab")
    var other = common
    common.update("c")
    other.update("d")

    #expect(common.finalize() == SHA256.digest(of: "abc"))
    #expect(other.finalize() == SHA256.digest(of: "abd"))
  }

  @Test func `hashes text as its UTF-8`() {
    #expect(SHA256.digest(of: "é😀") == SHA256.digest(of: Array("é😀".utf8)))
  }

  /// FIPS 180-4 examples and byte-oriented CAVS vectors (SHA256ShortMsg.rsp).
  struct Vector: Sendable, CustomTestStringConvertible {
    let message: [UInt8]
    let digest: String
    var testDescription: String { "\(message.count) bytes" }

    init(_ text: String, _ digest: String) { (message, self.digest) = (Array(text.utf8), digest) }

    init(hex: String, _ digest: String) {
      (message, self.digest) = (Hex.decode(hex) ?? [0], digest)
    }

    static let table = [
      Vector("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      Vector("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      Vector(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
      Vector(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"),
      Vector(hex: "d3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"),
      Vector(hex: "11af", "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"),
      Vector(hex: "b4190e", "dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2"),
      Vector(hex: "74ba2521", "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e"),
    ]
  }
}
