import Foundation
import Quantities
import Synchronization

/// Brings files to the disk and closes them, in the background, so that the next file is rendered meanwhile.
///
/// A full disk may show only now: file systems keep what is written in memory for a while.
final class FileSyncing: Sendable {
  private let queue = DispatchQueue(label: "fundcast.sync")
  private let fault = Mutex<FundcastError?>(nil)

  /// Takes over an open file; `name` is for messages.
  func close(_ descriptor: Int32, _ name: String) {
    queue.async { [self] in
      let isDone = fsync(descriptor) == 0
      let reason = DiskFile.reason
      let isClosed = Foundation.close(descriptor) == 0
      guard !isDone || !isClosed else { return }
      let message = "the file cannot be brought to the disk: \(isDone ? DiskFile.reason : reason)"
      fault.withLock { $0 = $0 ?? OutputTarget.refusal(message, name) }
    }
  }

  /// Waits until all files are on the disk.
  ///
  /// - Throws: ``FundcastError`` for the first that could not be brought there.
  func wait() throws {
    queue.sync {}
    if let fault = fault.withLock({ $0 }) { throw fault }
  }
}
