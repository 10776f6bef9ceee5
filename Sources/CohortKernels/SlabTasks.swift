import Dispatch
import Synchronization

/// Independent slabs on a chosen number of threads.
public enum SlabTasks {
  /// Runs `body(worker, task)` once for every task in 0..<count. A worker runs one task at a time, so workspaces can be
  /// held by worker. Tasks are handed out as workers come free: which worker gets which task is left open, and must not
  /// show.
  ///
  /// - Parameters:
  ///   - count: the number of tasks.
  ///   - threads: workers, at least 1; with 1 everything runs on the calling thread.
  public static func run(_ count: Int, threads: Int, _ body: @Sendable (_ worker: Int, _ task: Int) -> Void) {
    let workers = min(threads, count)
    if workers <= 1 {
      for task in 0..<max(0, count) { body(0, task) }
      return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while true {
        let task = next.add(1, ordering: .relaxed).oldValue
        if task >= count { return }
        body(worker, task)
      }
    }
  }
}
