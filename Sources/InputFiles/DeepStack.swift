import Foundation

/// Runs a piece of work on a thread with room for deep recursion, and waits for it.
///
/// The YAML parser recurses a thousand levels and more before it gives up, which the stacks of some threads do not hold.
enum DeepStack {
  /// Address space only: pages never touched cost nothing.
  private static let byteCount = 64 << 20

  /// The result of `body`, or what it throws. The caller waits, so `body` shares nothing with a running thread.
  static func run<Output>(_ body: @escaping () throws -> Output) throws -> Output {
    let job = Job(body)
    let thread = Thread { job.run() }
    thread.stackSize = byteCount
    thread.start()
    return try job.wait()
  }

  private final class Job<Output>: @unchecked Sendable {
    private var body: (() throws -> Output)?
    private var result: Result<Output, any Error>?
    private let isDone = DispatchSemaphore(value: 0)

    init(_ body: @escaping () throws -> Output) {
      self.body = body
    }

    func run() {
      if let body { result = Result(catching: body) }
      body = nil
      isDone.signal()
    }

    func wait() throws -> Output {
      isDone.wait()
      guard let result else { throw CancellationError() }
      return try result.get()
    }
  }
}
