import Dispatch

/// Independent tasks on all processors.
public enum Parallel {
  /// `body(0)` … `body(count − 1)`, run at the same time, results in order. What comes out does not depend on the number of
  /// threads, as long as the tasks share no state.
  ///
  /// - Throws: the error of the lowest index that failed.
  public static func map<Value: Sendable>(_ count: Int, _ body: @Sendable (Int) throws -> Value) throws -> [Value] {
    var outcomes = [Result<Value, any Error>?](repeating: nil, count: count)
    outcomes.withUnsafeMutableBufferPointer { buffer in
      let slots = Slots(base: buffer)
      DispatchQueue.concurrentPerform(iterations: count) { index in
        slots.base[index] = Result { try body(index) }
      }
    }
    return try outcomes.compactMap { try $0?.get() }
  }

  /// One slot for each task: nobody writes another's.
  private struct Slots<Element>: @unchecked Sendable {
    let base: UnsafeMutableBufferPointer<Element>
  }
}
