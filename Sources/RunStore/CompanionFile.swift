import Foundation
import Quantities

/// One file that stands beside folders of results, never in one: a run refuses a folder with files it did not write, and
/// `verify` names them. Finding out where it goes changes nothing on disk; writing it is one step.
package struct CompanionFile: Sendable {
  /// The file as the user named it, for messages.
  private let given: String
  /// The file without symbolic links.
  private let path: String

  /// The folder it stands in, without symbolic links.
  package var folder: String { Self.parent(path) }

  /// Looks at what the user named.
  ///
  /// - Throws: ``FundcastError``: `usage` where it would stand among results or something else stands there, `output` where
  ///   the disk refuses.
  package init(_ given: String) throws {
    self.given = given
    guard let name = given.split(separator: "/").last.map(String.init), !given.hasSuffix("/"), name != ".", name != ".."
    else { throw Self.misuse("this names no file", given) }
    let parent = Self.parent(given)
    guard let folder = Self.canonical(parent) else { throw Self.misuse("there is no folder \(parent)", given) }
    // A link is followed and stays.
    path = Self.canonical(given) ?? (folder == "/" ? "" : folder) + "/" + name
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw Self.misuse(
        status.st_mode & S_IFMT == S_IFDIR ? "this is a folder, not a file" : "this is no ordinary file", given)
    }
    var above = self.folder
    while true {
      for kind in [OutputKind.run, .plan] where kind.contents(of: above) != nil {
        throw Self.misuse("\(above) holds results of \(kind.command), and takes no other file", given)
      }
      if above == "/" { break }
      above = Self.parent(above)
    }
    guard access(self.folder, W_OK | X_OK) == 0 else {
      throw OutputTarget.refusal("\(self.folder) may not be written to: \(DiskFile.reason)", given)
    }
  }

  /// What stands there now; nil where nothing does.
  package func present() throws -> [UInt8]? {
    do {
      return try DiskFile.bytes(path)
    } catch let fault as DiskFile.Fault {
      if fault.isMissing { return nil }
      throw OutputTarget.refusal("what stands there cannot be read: \(fault)", given)
    }
  }

  /// Puts bytes in the place of the file, with its permissions where there is one; what stood there is as it was if anything fails.
  ///
  /// - Throws: ``FundcastError`` where the disk refuses.
  package func write(_ bytes: [UInt8]) throws {
    let temporary = folder + "/.fundcast-\(getpid())"
    let stream = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard stream >= 0 else { throw fault() }
    do {
      defer { close(stream) }
      try bytes.withUnsafeBytes { try OutputFolder.put($0, to: stream, given) }
      var before = stat()
      if stat(path, &before) == 0, fchmod(stream, before.st_mode & 0o7777) != 0 { throw fault() }
      guard fsync(stream) == 0 else { throw fault() }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let reason = fault()
      unlink(temporary)
      throw reason
    }
  }

  /// The way from the folder of this file to another folder.
  package func way(to other: String) -> String {
    let target = (Self.canonical(other) ?? other).split(separator: "/"), start = folder.split(separator: "/")
    let common = zip(target, start).prefix { $0 == $1 }.count
    let up = [Substring](repeating: "..", count: start.count - common)
    return (up + target[common...]).joined(separator: "/")
  }

  private func fault() -> FundcastError {
    OutputTarget.refusal("the file cannot be written: \(DiskFile.reason)", given)
  }

  private static func misuse(_ message: String, _ given: String) -> FundcastError {
    FundcastError(
      .usage, Diagnostic(message, file: given, remedy: "name a file in a folder that exists and holds no results"))
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func canonical(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
