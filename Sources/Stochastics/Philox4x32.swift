/// The counter-based generator Philox 4×32 with ten rounds: a keyed bijection of 128-bit counters whose outputs pass
/// as independent uniform words, so that any draw can be made without those before it.
///
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", *SC '11* (2011), section 3
/// (Philox); Crush-resistant with seven rounds, ten are its authors' default.
///
/// Goals: the published words; then speed in a loop over counters (no table, no branch, 32-bit products in 64-bit
/// lanes, which SSE2 and AVX multiply directly).
public enum Philox4x32 {
  /// The four words of a counter under a key.
  ///
  /// - Parameters:
  ///   - counter: any 128 bits, lowest word first.
  ///   - key: any 64 bits, lowest word first.
  public static func block(_ counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    let words = State(
      UInt64(counter.x), UInt64(counter.y), UInt64(counter.z), UInt64(counter.w)
    ).encrypted(UInt64(key.x), UInt64(key.y))
    return SIMD4(
      UInt32(truncatingIfNeeded: words.a), UInt32(truncatingIfNeeded: words.b), UInt32(truncatingIfNeeded: words.c),
      UInt32(truncatingIfNeeded: words.d))
  }

  /// Four 32-bit words, each in a 64-bit lane whose upper half may hold anything: products read the lower half only.
  struct State {
    var a: UInt64
    var b: UInt64
    var c: UInt64
    var d: UInt64

    @inline(__always) init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
      self.a = a
      self.b = b
      self.c = c
      self.d = d
    }

    /// Ten rounds; the key moves by its Weyl constants between rounds. Written out, because a loop inside the loop
    /// over counters would keep the compiler from vectorising that one.
    @inline(__always) func encrypted(_ low: UInt64, _ high: UInt64) -> State {
      round(low, high, 0).round(low, high, 1).round(low, high, 2).round(low, high, 3).round(low, high, 4)
        .round(low, high, 5).round(low, high, 6).round(low, high, 7).round(low, high, 8).round(low, high, 9)
    }

    /// One round: two products of 32 bits, their halves crossed over and mixed with the other words and the key.
    @inline(__always) private func round(_ low: UInt64, _ high: UInt64, _ number: UInt64) -> State {
      let first = 0xD251_1F53 &* (a & 0xffff_ffff)
      let second = 0xCD9E_8D57 &* (c & 0xffff_ffff)
      return State(
        (second >> 32) ^ b ^ (low &+ 0x9E37_79B9 &* number), second,
        (first >> 32) ^ d ^ (high &+ 0xBB67_AE85 &* number), first)
    }
  }
}
