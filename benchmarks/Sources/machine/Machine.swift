// The machine's own rates, by the BLAS of the product: what a run is compared with. Prints one line of JSON.

import Arrays
import Glibc

/// Seconds on a clock that only goes forward.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// Doubles of each thread.
struct Operands: @unchecked Sendable {
  let vectors: [UnsafeMutablePointer<Double>]

  init(count: Int) {
    vectors = (0..<3).map { which in
      let vector = UnsafeMutablePointer<Double>.allocate(capacity: count)
      for place in 0..<count { vector[place] = Double(place % (13 + 4 * which)) - 6 }
      return vector
    }
  }

  func free() { for vector in vectors { vector.deallocate() } }
}

/// Best time of `rounds` in which all threads do the same work at the same time.
func best(_ rounds: Int, threads: Int, count: Int, _ work: @Sendable (Operands) -> Void) -> Double {
  let operands = (0..<threads).map { _ in Operands(count: count) }
  defer { for own in operands { own.free() } }
  return (0..<rounds).map { _ -> Double in
    let start = now()
    _ = Parallel.map(threads) { work(operands[$0]) }
    return now() - start
  }.min() ?? 0
}

@main enum Machine {
  static let order = 2048
  static let elements = 20_000_000

  static func main() {
    let threads = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let entries = [1, threads].map { threads -> String in
      let product = best(3, threads: threads, count: order * order) { own in
        let buffers = own.vectors.map { UnsafeMutableBufferPointer(start: $0, count: order * order) }
        let (a, b) = (UnsafeBufferPointer(buffers[0]), UnsafeBufferPointer(buffers[1]))
        BLAS.multiply(
          MatrixBlock(a, rows: order, columns: order), MatrixBlock(b, rows: order, columns: order),
          into: MutableMatrixBlock(buffers[2], rows: order, columns: order))
      }
      let triad = best(3, threads: threads, count: elements) { own in
        let (a, b, c) = (own.vectors[0], own.vectors[1], own.vectors[2])
        for place in 0..<elements { a[place] = b[place] + 0.5 * c[place] }
      }
      let flops = 2.0 * Double(order * order * order) * Double(threads)
      return
        "{\"threads\": \(threads), \"dgemm_flops\": \(flops / product), \"triad_bytes\": \(24 * Double(elements * threads) / triad)}"
    }
    print("{\"core\": \"\(BLAS.coreName)\", \"rates\": [\(entries.joined(separator: ", "))]}")
  }
}
