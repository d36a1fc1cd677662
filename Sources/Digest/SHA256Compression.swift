/// The compression function of SHA-256 (FIPS 180-4 section 6.2.2) and its state.
///
/// Verifying the record hashes every event there is, so this is the hottest loop of the program: done
/// by the processor's own instructions where there are any, else in eight locals and no array a block.
struct SHA256State: Sendable {
  /// The words a to h.
  typealias Words = (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)

  private var words: Words = (
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
  )
  private let isPortable: Bool

  /// The initial value; portable is what every processor can do.
  init(isPortable: Bool) { self.isPortable = isPortable }

  /// The words as a digest.
  var digest: SHA256Digest { SHA256Digest(words: words) }

  /// Takes in `count` blocks of 64 bytes from `offset` on.
  mutating func compress(_ bytes: Span<UInt8>, at offset: Int, count: Int) {
    #if arch(x86_64)
      if !isPortable, SHA256Instructions.areThere {
        return SHA256Instructions.compress(&words, bytes, at: offset, count: count)
      }
    #endif
    for start in stride(from: offset, to: offset + 64 * count, by: 64) {
      compressPortably(bytes.extracting(start..<start + 64))
    }
  }

  private mutating func compressPortably(_ block: Span<UInt8>) {
    var w = Schedule(block)
    var r = Registers(words)
    r.sixteenRounds(w, from: 0)
    for t in stride(from: 16, to: 64, by: 16) {
      w.advance()
      r.sixteenRounds(w, from: t)
    }
    words.0 &+= r.a
    words.1 &+= r.b
    words.2 &+= r.c
    words.3 &+= r.d
    words.4 &+= r.e
    words.5 &+= r.f
    words.6 &+= r.g
    words.7 &+= r.h
  }

  /// The word, big-endian, that begins at a byte of a block.
  @inline(__always)
  static func word(_ block: Span<UInt8>, _ i: Int) -> UInt32 {
    UInt32(block[i]) << 24 | UInt32(block[i + 1]) << 16 | UInt32(block[i + 2]) << 8
      | UInt32(block[i + 3])
  }
}

/// Sixteen words of the message schedule, each a variable of its own.
///
/// In an indexed array, even a fixed one, the compiler copies all sixteen for each word that a round
/// reads; with names, hashing is half as fast again (measured: 125-145 MB/s before, 200-213 after).
private struct Schedule {
  private(set) var w0, w1, w2, w3, w4, w5, w6, w7: UInt32
  private(set) var w8, w9, w10, w11, w12, w13, w14, w15: UInt32

  /// The first sixteen: the block's own, big-endian.
  @inline(__always)
  init(_ bytes: Span<UInt8>) {
    // Read in a loop, which the compiler proves to be within bounds and does in one go.
    var x: [16 of UInt32] = .init(repeating: 0)
    for i in 0..<16 { x[i] = SHA256State.word(bytes, 4 * i) }
    w0 = x[0]
    w1 = x[1]
    w2 = x[2]
    w3 = x[3]
    w4 = x[4]
    w5 = x[5]
    w6 = x[6]
    w7 = x[7]
    w8 = x[8]
    w9 = x[9]
    w10 = x[10]
    w11 = x[11]
    w12 = x[12]
    w13 = x[13]
    w14 = x[14]
    w15 = x[15]
  }

  /// Goes on to the next sixteen, in the place of the last.
  @inline(__always)
  mutating func advance() {
    w0 = Self.next(w0, w1, w9, w14)
    w1 = Self.next(w1, w2, w10, w15)
    w2 = Self.next(w2, w3, w11, w0)
    w3 = Self.next(w3, w4, w12, w1)
    w4 = Self.next(w4, w5, w13, w2)
    w5 = Self.next(w5, w6, w14, w3)
    w6 = Self.next(w6, w7, w15, w4)
    w7 = Self.next(w7, w8, w0, w5)
    w8 = Self.next(w8, w9, w1, w6)
    w9 = Self.next(w9, w10, w2, w7)
    w10 = Self.next(w10, w11, w3, w8)
    w11 = Self.next(w11, w12, w4, w9)
    w12 = Self.next(w12, w13, w5, w10)
    w13 = Self.next(w13, w14, w6, w11)
    w14 = Self.next(w14, w15, w7, w12)
    w15 = Self.next(w15, w0, w8, w13)
  }

  /// Section 6.2.2 step 1: from the words 16, 15, 7 and 2 before.
  @inline(__always)
  private static func next(_ w16: UInt32, _ w15: UInt32, _ w7: UInt32, _ w2: UInt32) -> UInt32 {
    let s0 = rotated(w15, 7) ^ rotated(w15, 18) ^ w15 >> 3
    let s1 = rotated(w2, 17) ^ rotated(w2, 19) ^ w2 >> 10
    return w16 &+ s0 &+ w7 &+ s1
  }
}

/// The working variables of one block.
private struct Registers {
  private(set) var a, b, c, d, e, f, g, h: UInt32

  @inline(__always)
  init(_ words: SHA256State.Words) { (a, b, c, d, e, f, g, h) = words }

  /// Rounds `t` to `t + 15`: the registers change places by name instead of being moved.
  @inline(__always)
  mutating func sixteenRounds(_ w: Schedule, from t: Int) {
    @inline(__always) func k(_ i: Int) -> UInt32 { roundConstants[t &+ i] }
    Self.round(a, b, c, &d, e, f, g, &h, k(0) &+ w.w0)
    Self.round(h, a, b, &c, d, e, f, &g, k(1) &+ w.w1)
    Self.round(g, h, a, &b, c, d, e, &f, k(2) &+ w.w2)
    Self.round(f, g, h, &a, b, c, d, &e, k(3) &+ w.w3)
    Self.round(e, f, g, &h, a, b, c, &d, k(4) &+ w.w4)
    Self.round(d, e, f, &g, h, a, b, &c, k(5) &+ w.w5)
    Self.round(c, d, e, &f, g, h, a, &b, k(6) &+ w.w6)
    Self.round(b, c, d, &e, f, g, h, &a, k(7) &+ w.w7)
    Self.round(a, b, c, &d, e, f, g, &h, k(8) &+ w.w8)
    Self.round(h, a, b, &c, d, e, f, &g, k(9) &+ w.w9)
    Self.round(g, h, a, &b, c, d, e, &f, k(10) &+ w.w10)
    Self.round(f, g, h, &a, b, c, d, &e, k(11) &+ w.w11)
    Self.round(e, f, g, &h, a, b, c, &d, k(12) &+ w.w12)
    Self.round(d, e, f, &g, h, a, b, &c, k(13) &+ w.w13)
    Self.round(c, d, e, &f, g, h, a, &b, k(14) &+ w.w14)
    Self.round(b, c, d, &e, f, g, h, &a, k(15) &+ w.w15)
  }

  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ kw: UInt32
  ) {
    let choice = g ^ (e & (f ^ g))
    // The majority of a, b, c; `b ^ c` was `a ^ b` a round ago, and the compiler sees it.
    let majority = b ^ ((a ^ b) & (b ^ c))
    let t1 = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ choice &+ kw
    d &+= t1
    h = t1 &+ (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
  }
}

@inline(__always)
private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
  word &>> count | word &<< (32 &- count)
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (section 4.2.2).
let roundConstants: [64 of UInt32] = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5,
  0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
  0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
  0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
  0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc,
  0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
  0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
  0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
  0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
  0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
  0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3,
  0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
  0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5,
  0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
  0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
  0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]
