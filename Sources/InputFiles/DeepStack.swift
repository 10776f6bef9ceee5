import Dispatch
import Glibc
import Quantities

/// Runs a piece of work on a thread with room for deep recursion, and waits for it.
///
/// The YAML parser recurses a thousand levels and more before it gives up, which the stacks of some threads do not hold.
enum DeepStack {
  /// Address space only: pages never touched cost nothing.
  private static let byteCount = 64 << 20

  /// The result of `body`, or what it throws. The caller waits, so `body` shares nothing with a running thread.
  ///
  /// - Throws: also ``FundcastError`` where the system gives no such thread.
  static func run<Output>(_ body: @escaping () throws -> Output) throws -> Output {
    var result: Result<Output, any Error>?
    let job = Job { result = Result(catching: body) }
    var attributes = pthread_attr_t(), thread = pthread_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, byteCount)
    let held = Unmanaged.passRetained(job)
    let fault = pthread_create(
      &thread, &attributes,
      { held in
        if let held { Unmanaged<Job>.fromOpaque(held).takeRetainedValue().work() }
        return nil
      }, held.toOpaque())
    guard fault == 0 else {
      held.release()
      throw FundcastError(
        .output,
        Diagnostic(
          "the system gives no memory to read files with: \(String(cString: strerror(fault)))",
          remedy: "allow the program more (ulimit -v, or the limits of its container)"))
    }
    pthread_join(thread, nil)
    guard let result else { preconditionFailure("a thread that has ended has done its work") }
    return try result.get()
  }

  private final class Job {
    let work: () -> Void
    init(_ work: @escaping () -> Void) { self.work = work }
  }
}
