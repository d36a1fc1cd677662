/// The compression function of SHA-256 (FIPS 180-4 section 6.2.2) and its state.
///
/// Eight words in eight locals and no array a block: verifying the record hashes every event there
/// is, so this is the hottest loop of the program.
struct SHA256State: Sendable {
  private var a: UInt32 = 0x6a09_e667
  private var b: UInt32 = 0xbb67_ae85
  private var c: UInt32 = 0x3c6e_f372
  private var d: UInt32 = 0xa54f_f53a
  private var e: UInt32 = 0x510e_527f
  private var f: UInt32 = 0x9b05_688c
  private var g: UInt32 = 0x1f83_d9ab
  private var h: UInt32 = 0x5be0_cd19

  /// The words as a digest.
  var digest: SHA256Digest { SHA256Digest(words: (a, b, c, d, e, f, g, h)) }

  /// Takes in the 64 bytes of `block` from `offset` on.
  mutating func compress(_ block: Span<UInt8>, at offset: Int) {
    var w = Self.schedule(block, at: offset)
    var r = Registers(a: a, b: b, c: c, d: d, e: e, f: f, g: g, h: h)
    var t = 0
    while true {
      r.sixteenRounds(w, t)
      t += 16
      if t == 64 { break }
      Self.extend(&w)
    }
    a &+= r.a
    b &+= r.b
    c &+= r.c
    d &+= r.d
    e &+= r.e
    f &+= r.f
    g &+= r.g
    h &+= r.h
  }

  /// The sixteen big-endian words of a block.
  @inline(__always)
  private static func schedule(_ block: Span<UInt8>, at offset: Int) -> [16 of UInt32] {
    var w: [16 of UInt32] = .init(repeating: 0)
    // One check for the whole block; the sixteen reads need none of their own.
    let bytes = block.extracting(offset..<offset + 64)
    for t in 0..<16 {
      w[t] =
        UInt32(bytes[4 * t]) << 24 | UInt32(bytes[4 * t + 1]) << 16
        | UInt32(bytes[4 * t + 2]) << 8 | UInt32(bytes[4 * t + 3])
    }
    return w
  }

  /// The next sixteen words of the message schedule, in the place of the last.
  @inline(__always)
  private static func extend(_ w: inout [16 of UInt32]) {
    for t in 0..<16 {
      let w15 = w[(t + 1) & 15]
      let w2 = w[(t + 14) & 15]
      let s0 = rotated(w15, 7) ^ rotated(w15, 18) ^ w15 >> 3
      let s1 = rotated(w2, 17) ^ rotated(w2, 19) ^ w2 >> 10
      w[t] = w[t] &+ s0 &+ w[(t + 9) & 15] &+ s1
    }
  }
}

/// The working variables of one block.
private struct Registers {
  var a, b, c, d, e, f, g, h: UInt32

  /// Rounds `t` to `t + 15`: the registers change places by name instead of being moved.
  @inline(__always)
  mutating func sixteenRounds(_ w: [16 of UInt32], _ t: Int) {
    for i in stride(from: 0, to: 16, by: 8) {
      Self.round(a, b, c, &d, e, f, g, &h, roundConstants[t + i] &+ w[i])
      Self.round(h, a, b, &c, d, e, f, &g, roundConstants[t + i + 1] &+ w[i + 1])
      Self.round(g, h, a, &b, c, d, e, &f, roundConstants[t + i + 2] &+ w[i + 2])
      Self.round(f, g, h, &a, b, c, d, &e, roundConstants[t + i + 3] &+ w[i + 3])
      Self.round(e, f, g, &h, a, b, c, &d, roundConstants[t + i + 4] &+ w[i + 4])
      Self.round(d, e, f, &g, h, a, b, &c, roundConstants[t + i + 5] &+ w[i + 5])
      Self.round(c, d, e, &f, g, h, a, &b, roundConstants[t + i + 6] &+ w[i + 6])
      Self.round(b, c, d, &e, f, g, h, &a, roundConstants[t + i + 7] &+ w[i + 7])
    }
  }

  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ kw: UInt32
  ) {
    let choice = g ^ (e & (f ^ g))
    let majority = (a & b) | (c & (a | b))
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
private let roundConstants: [64 of UInt32] = [
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
