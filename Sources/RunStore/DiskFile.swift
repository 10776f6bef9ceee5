import Foundation
import Tables

/// Ordinary files on disk, read whole or for their digest, and the fault where that fails.
enum DiskFile {
  /// Why a file could not be read.
  struct Fault: Error, CustomStringConvertible {
    /// Whether there is no such file.
    let isMissing: Bool
    let description: String
  }

  /// The last error of the system in words.
  static var reason: String { String(cString: strerror(errno)) }

  /// The bytes of a file.
  static func bytes(_ path: String) throws -> [UInt8] {
    var all: [UInt8] = []
    try read(path) { all += $0 }
    return all
  }

  /// The SHA-256 of a file.
  static func digest(_ path: String) throws -> String {
    let digest = try SHA256Digest()
    try read(path) { try digest.update($0) }
    return try digest.finish()
  }

  private static func read(_ path: String, _ take: ByteSink) throws {
    // Without O_NONBLOCK the opening of a named pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Fault(isMissing: errno == ENOENT || errno == ENOTDIR, description: reason) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Fault(isMissing: false, description: "this is no ordinary file")
    }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { piece.deallocate() }
    while true {
      let count = Foundation.read(descriptor, piece.baseAddress, piece.count)
      if count == 0 { return }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Fault(isMissing: false, description: reason) }
      try take(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
  }
}
