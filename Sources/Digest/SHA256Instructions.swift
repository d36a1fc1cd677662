#if arch(x86_64)
  import CSHA

  /// The compression function by the processor's own instructions (Intel SDM volume 2, SHA256RNDS2,
  /// SHA256MSG1, SHA256MSG2): five to seven times the bytes a second.
  enum SHA256Instructions {
    /// Four words; the first is the lowest.
    private typealias Words = SIMD4<UInt32>

    /// Whether this processor has them, as most have had since 2017.
    static let areThere = csha_is_there() != 0

    /// Takes in `count` blocks of 64 bytes from `offset` on.
    ///
    /// Not to be inlined: only this module is compiled with leave to use the instructions.
    @inline(never)
    static func compress(
      _ state: inout SHA256State.Words, _ bytes: Span<UInt8>, at offset: Int, count: Int
    ) {
      // Two rounds change a, b, e and f, so the instruction wants the state in these halves.
      var abef = Words(state.5, state.4, state.1, state.0)
      var cdgh = Words(state.7, state.6, state.3, state.2)
      for start in stride(from: offset, to: offset + 64 * count, by: 64) {
        let (abefBefore, cdghBefore) = (abef, cdgh)
        let block = bytes.extracting(start..<start + 64)
        var (w0, w1) = (words(block, 0), words(block, 16))
        var (w2, w3) = (words(block, 32), words(block, 48))
        fourRounds(&abef, &cdgh, w0, from: 0)
        fourRounds(&abef, &cdgh, w1, from: 4)
        fourRounds(&abef, &cdgh, w2, from: 8)
        fourRounds(&abef, &cdgh, w3, from: 12)
        for t in stride(from: 16, to: 64, by: 16) {
          w0 = next(w0, w1, w2, w3)
          fourRounds(&abef, &cdgh, w0, from: t)
          w1 = next(w1, w2, w3, w0)
          fourRounds(&abef, &cdgh, w1, from: t + 4)
          w2 = next(w2, w3, w0, w1)
          fourRounds(&abef, &cdgh, w2, from: t + 8)
          w3 = next(w3, w0, w1, w2)
          fourRounds(&abef, &cdgh, w3, from: t + 12)
        }
        abef &+= abefBefore
        cdgh &+= cdghBefore
      }
      state = (abef[3], abef[2], cdgh[3], cdgh[2], abef[1], abef[0], cdgh[1], cdgh[0])
    }

    /// Rounds `t` to `t + 3`, two by two: after each two the halves change places.
    @inline(__always)
    private static func fourRounds(
      _ abef: inout Words, _ cdgh: inout Words, _ w: Words, from t: Int
    ) {
      let k = Words(
        roundConstants[t], roundConstants[t + 1], roundConstants[t + 2], roundConstants[t + 3])
      let wk = w &+ k
      cdgh = csha_rounds(cdgh, abef, wk)
      abef = csha_rounds(abef, cdgh, Words(wk[2], wk[3], wk[2], wk[3]))
    }

    /// The next four words of the message schedule, from the sixteen before.
    @inline(__always)
    private static func next(_ a: Words, _ b: Words, _ c: Words, _ d: Words) -> Words {
      let sevenBefore = Words(c[1], c[2], c[3], d[0])
      return csha_schedule2(csha_schedule1(a, b) &+ sevenBefore, d)
    }

    @inline(__always)
    private static func words(_ block: Span<UInt8>, _ start: Int) -> Words {
      var words = Words()
      for i in 0..<4 { words[i] = SHA256State.word(block, start + 4 * i) }
      return words
    }
  }
#endif
