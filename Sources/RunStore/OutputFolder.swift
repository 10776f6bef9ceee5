import Foundation
import Quantities

/// A folder of results in the making: a temporary folder beside its target, filled file by file and then put in the
/// target's place as a whole. Until that one step the target is as it was, whatever happens to the program.
///
/// The temporary folder is called `.<target>.fundcast-<process>` and locked while its process lives. One that was left by
/// a process that was killed is removed when the same target is next written. Rendering knows nothing of it.
final class OutputFolder: Sendable {
  private let target: OutputTarget
  private let path: String
  private let descriptor: Int32
  private let syncing = FileSyncing()

  /// Puts the files that `fill` writes in the place of the target; what stood there goes.
  ///
  /// - Throws: ``FundcastError`` where the disk refuses, and what `fill` throws; the target is then as it was.
  static func replace(_ target: OutputTarget, _ fill: (OutputFolder) throws -> Void) throws {
    removeLeftovers(of: target)
    let folder = try OutputFolder(target)
    // What this removes after a success is the old folder, which then has the temporary name.
    defer { StagingArea.state.withLock { $0.discard(folder.path) } }
    try fill(folder)
    try folder.finish()
  }

  private init(_ target: OutputTarget) throws {
    self.target = target
    let path = Self.temporaryPath(target, process: getpid())
    self.path = path
    try StagingArea.state.withLock { state in
      var parents: [String] = []
      func make(_ folder: String) throws {
        if mkdir(folder, 0o777) == 0 { return }
        let fault = OutputTarget.refusal("the folder cannot be made: \(DiskFile.reason)", folder)
        for parent in parents.reversed() { rmdir(parent) }
        throw fault
      }
      for parent in Self.missingParents(of: target) {
        try make(parent)
        parents.append(parent)
      }
      try make(path)
      state.folders.append(StagingArea.Folder(path: path, parents: parents))
    }
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // Where folders cannot be locked the number of the process alone says whether it lives.
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Renders a file into the folder and returns the SHA-256 of its bytes.
  ///
  /// - Throws: ``FundcastError`` where it cannot be written, and what rendering throws.
  func write(_ file: OutputFile) throws -> String {
    let name = target.given + "/" + file.name
    let stream = StagingArea.state.withLock { _ in
      open(path + "/" + file.name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    }
    guard stream >= 0 else { throw Self.fault(name) }
    let digest = try SHA256Digest()
    do {
      try file.render { bytes in
        try digest.update(bytes)
        try Self.put(bytes, to: stream, name)
      }
    } catch {
      close(stream)
      throw error
    }
    syncing.close(stream, name)
    return try digest.finish()
  }

  /// Writes all bytes to an open file; `name` is for messages.
  static func put(_ bytes: UnsafeRawBufferPointer, to stream: Int32, _ name: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Foundation.write(stream, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw fault(name) }
      rest = rest.dropFirst(count)
    }
  }

  private static func fault(_ name: String) -> FundcastError {
    OutputTarget.refusal("the file cannot be written: \(DiskFile.reason)", name)
  }

  // MARK: - Taking the place

  private func finish() throws {
    try syncing.wait()
    guard fsync(descriptor) == 0 else { throw Self.fault(target.given) }
    try StagingArea.state.withLock { state in
      try takePlace()
      state.hasFinished = true
    }
    // The results are in place. Were this to fail, a power cut might bring the old ones back, whole.
    let parent = open(target.parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { return }
    fsync(parent)
    close(parent)
  }

  /// One system call either way. Others may have made or removed the target since it was looked at, hence the repetition.
  private func takePlace() throws {
    for _ in 0..<3 {
      switch try target.occupant() {
      case .nothing, .emptyFolder:
        if rename(path, target.path) == 0 { return }
        guard errno == ENOTEMPTY || errno == EEXIST else { throw Self.failure(target) }
      case .results:
        if FolderExchange.exchange(path, target.path) { return }
        guard errno == ENOENT else { throw Self.failure(target) }
      }
    }
    throw OutputTarget.refusal("another program keeps changing the folder", target.given)
  }

  private static func failure(_ target: OutputTarget) -> FundcastError {
    guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else {
      return OutputTarget.refusal("the results cannot take the place of the folder: \(DiskFile.reason)", target.given)
    }
    return FundcastError(
      .output,
      Diagnostic(
        "this file system cannot exchange two folders in one step: \(DiskFile.reason)", file: target.given,
        remedy: "name a folder that does not exist yet, or remove the old results first"))
  }

  // MARK: - Names

  private static func temporaryPath(_ target: OutputTarget, process: Int32) -> String {
    (target.parent == "/" ? "" : target.parent) + "/" + temporaryPrefix(target) + String(process)
  }

  private static func temporaryPrefix(_ target: OutputTarget) -> String { ".\(target.name).fundcast-" }

  /// The folders above the target that do not exist, outermost first.
  private static func missingParents(of target: OutputTarget) -> [String] {
    var missing: [String] = []
    var folder = target.parent
    while access(folder, F_OK) != 0, errno == ENOENT, let slash = folder.lastIndex(of: "/") {
      missing.insert(folder, at: 0)
      folder = String(folder[..<slash])
    }
    return missing
  }

  /// Removes the temporary folders of processes that no longer run.
  private static func removeLeftovers(of target: OutputTarget) {
    let prefix = temporaryPrefix(target)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: target.parent)) ?? [] {
      guard name.hasPrefix(prefix), let process = Int32(name.dropFirst(prefix.count)), process > 0,
        isDead(process, temporaryPath(target, process: process))
      else { continue }
      StagingArea.state.withLock { _ in StagingArea.remove(temporaryPath(target, process: process)) }
    }
  }

  /// Whether nobody fills a temporary folder. The number tells for this machine; the lock also for containers, which
  /// count processes from 1 each.
  private static func isDead(_ process: Int32, _ path: String) -> Bool {
    guard process == getpid() || (kill(process, 0) != 0 && errno == ESRCH) else { return false }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }
}
