import Dispatch
import Synchronization

/// Independent tasks on all processors.
public enum Parallel {
  private static let limit = Atomic<Int>(Int.max)

  /// The most threads ``map(_:_:)`` uses; all processors unless said.
  public static var threads: Int {
    get { limit.load(ordering: .relaxed) }
    set { limit.store(max(1, newValue), ordering: .relaxed) }
  }

  /// `body(0)` … `body(count − 1)`, run at the same time, results in order. What comes out does not depend on the number of
  /// threads, as long as the tasks share no state.
  ///
  /// - Throws: the error of the lowest index that failed.
  public static func map<Value: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    var outcomes = [Result<Value, Failure>?](repeating: nil, count: count)
    outcomes.withUnsafeMutableBufferPointer { buffer in
      let slots = Slots(base: buffer)
      let threads = threads
      if threads >= count || threads == Int.max {
        DispatchQueue.concurrentPerform(iterations: count) { index in
          slots.base[index] = Result { () throws(Failure) in try body(index) }
        }
        return
      }
      let next = Atomic<Int>(0)
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        while true {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < count else { return }
          slots.base[index] = Result { () throws(Failure) in try body(index) }
        }
      }
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for outcome in outcomes {
      guard let outcome else { preconditionFailure("every task has an outcome") }
      values.append(try outcome.get())
    }
    return values
  }

  /// The outcomes of two tasks run at the same time; neither is stopped where the other fails.
  public static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second
  ) -> (first: Result<First, any Error>, second: Result<Second, any Error>) {
    let outcomes = map(2) { index in
      index == 0 ? Outcome.first(Result { try first() }) : Outcome.second(Result { try second() })
    }
    guard case .first(let one) = outcomes[0], case .second(let other) = outcomes[1] else {
      preconditionFailure("results come in order")
    }
    return (one, other)
  }

  private enum Outcome<First: Sendable, Second: Sendable>: Sendable {
    case first(Result<First, any Error>)
    case second(Result<Second, any Error>)
  }

  /// One slot for each task: nobody writes another's.
  private struct Slots<Element>: @unchecked Sendable {
    let base: UnsafeMutableBufferPointer<Element>
  }
}
