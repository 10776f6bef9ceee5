import Foundation

/// Ends the program cleanly on SIGHUP, SIGINT and SIGTERM: temporary folders are removed, the exit code is 128 + the
/// signal.
///
/// The signal handler does the one thing that is safe wherever the signal strikes: it writes the number to a pipe. A thread
/// waits at the other end and clears up with ordinary code, under the lock without which no file is made or renamed. A flag
/// that the program looks at now and then would leave the user waiting for the end of a projection; blocking signals in
/// favour of sigwait fails because libraries start threads before `main`, and those would still receive them.
public enum Interruption {
  /// Begins to watch. Signals the caller of the program has switched off (nohup) stay off.
  public static func watch() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wakeUp = ends[1]
    let thread = Thread { [source = ends[0]] in waitForEnd(source) }
    thread.name = "interruption"
    thread.start()
    for number in [SIGHUP, SIGINT, SIGTERM] { handle(number) }
    // A file that meets the limit of `ulimit -f` is then a fault of writing like any other.
    signal(SIGXFSZ, SIG_IGN)
  }

  private static func handle(_ number: Int32) {
    var old = sigaction()
    guard sigaction(number, nil, &old) == 0 else { return }
    let ignore = unsafeBitCast(SIG_IGN, to: Int.self)
    guard unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) != ignore else { return }
    var new = sigaction()
    new.__sigaction_handler.sa_handler = { number in
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(wakeUp, &byte, 1)
      errno = saved
    }
    new.sa_flags = Int32(SA_RESTART)
    sigaction(number, &new, nil)
  }

  private static func waitForEnd(_ source: Int32) {
    // A caller may have left signals blocked by accident (programs that start others from a pool of threads do); one
    // thread that takes them is enough.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGHUP, SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    var number: UInt8 = 0
    while read(source, &number, 1) != 1 {
      guard errno == EINTR else { return }
    }
    StagingArea.state.withLock { state in
      for folder in state.folders { state.discard(folder.path) }
      let outcome = state.hasFinished ? "the results are complete" : "nothing was written"
      try? FileHandle.standardError.write(contentsOf: Data("interrupted; \(outcome)\n".utf8))
      _exit(128 + Int32(number))
    }
  }
}

/// The end of the pipe a signal handler writes to; a plain number, because a handler may not wait for anything.
nonisolated(unsafe) private var wakeUp: Int32 = -1
