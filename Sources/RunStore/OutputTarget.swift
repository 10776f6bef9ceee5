import Foundation
import Quantities

/// Where a folder of results goes, found fit for it. Finding out changes nothing on disk.
///
/// Fit is a folder that does not exist yet (missing parents are made), an empty one, or one of the same kind that holds
/// nothing but what Fundcast wrote, because everything in it goes when new results take its place. A symbolic link to
/// a folder is followed and stays; the folder it leads to is replaced.
public struct OutputTarget: Sendable {
  /// What stands at the target now.
  enum Occupant { case nothing, emptyFolder, results }

  /// The folder as the user named it, for messages.
  let given: String
  /// The folder without symbolic links; only its last parts may be missing.
  let path: String
  /// What it is to hold.
  let kind: OutputKind
  /// Results that stood there at first, which need not be read again while they are the same.
  private var seen: OutputKind.Contents?

  /// The folder the target stands in.
  var parent: String {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  /// The name of the target in its parent.
  var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

  /// Looks at what the user named.
  ///
  /// - Throws: ``FundcastError``: `usage` where something else stands there, `output` where the disk refuses.
  init(_ given: String, holding kind: OutputKind) throws {
    self.given = given
    self.kind = kind
    let existing: String
    (path, existing) = try Self.resolve(given)
    guard path != "/" else { throw Self.misuse("the root of the file system is no output folder", given) }
    guard name.utf8.count <= Self.longestName else { throw Self.misuse("the name of the folder is too long", given) }
    if existing == path { try checkExisting() } else { try Self.checkWritable(existing, given) }
    seen = kind.contents(of: path)
    _ = try occupant()
  }

  /// File names have 255 bytes on the file systems of Linux; the temporary name needs some of them.
  private static let longestName = 220

  /// What stands at the target now; it may change while results are made, so it is asked twice.
  ///
  /// - Throws: ``FundcastError`` where it is something that is not to be replaced.
  func occupant() throws -> Occupant {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .nothing }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw Self.misuse("this is a file, not a folder", given) }
    let entries: [String]
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw Self.refusal("the folder cannot be looked into", given)
    }
    if entries.isEmpty { return .emptyFolder }
    guard let own = kind.contents(of: path, seen: seen)?.files else {
      throw Self.misuse("the folder holds files that \(kind.command) did not write", given, entries)
    }
    let foreign = entries.filter { !own.contains($0) || isFolder(path + "/" + $0) }
    guard foreign.isEmpty else {
      throw Self.misuse(
        "beside results of \(kind.command), which would be replaced, the folder holds other files", given, foreign)
    }
    return .results
  }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// An existing folder is renamed: its parent must allow that, and it must not carry the user or a file system.
  private func checkExisting() throws {
    var own = stat(), above = stat()
    if let here = Self.canonical("."), (here + "/").hasPrefix(path + "/") {
      throw Self.misuse("the output folder is the current folder or holds it, and is replaced as a whole", given)
    }
    guard stat(path, &own) == 0, stat(parent, &above) == 0, above.st_dev == own.st_dev else {
      throw Self.refusal(
        "the folder is a file system of its own and cannot be replaced", given, remedy: "choose a folder inside it")
    }
    try Self.checkWritable(path, given)
    try Self.checkWritable(parent, given)
  }

  private static func checkWritable(_ folder: String, _ given: String) throws {
    guard access(folder, W_OK | X_OK) == 0 else {
      throw refusal("\(folder) may not be written to: \(DiskFile.reason)", given)
    }
  }

  /// The path without links, and as much of it as exists.
  private static func resolve(_ given: String) throws -> (path: String, existing: String) {
    guard !given.isEmpty else { throw misuse("the folder to write to has no name", "\"\"") }
    let parts = given.split(separator: "/").filter { $0 != "." }.map(String.init)
    for count in stride(from: parts.count, through: 0, by: -1) {
      let head = (given.hasPrefix("/") ? "/" : "./") + parts.prefix(count).joined(separator: "/")
      var status = stat()
      if let path = canonical(head) {
        let missing = Array(parts[count...])
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
          throw misuse(missing.isEmpty ? "this is a file, not a folder" : "\(path) is a file, not a folder", given)
        }
        guard !missing.contains("..") else { throw misuse("the path goes up from a folder that does not exist", given) }
        return (([path == "/" && !missing.isEmpty ? "" : path] + missing).joined(separator: "/"), path)
      }
      guard errno == ENOENT || errno == ENOTDIR else {
        throw refusal("the path cannot be followed: \(DiskFile.reason)", given)
      }
      if lstat(head, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
        throw misuse("this is a symbolic link that leads nowhere", given)
      }
    }
    throw refusal("the current folder is gone", given)
  }

  /// The absolute path without links; nil, and `errno` set, where there is none.
  private static func canonical(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func misuse(_ message: String, _ given: String, _ names: [String] = []) -> FundcastError {
    let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    return FundcastError(
      .usage,
      Diagnostic(
        message, file: given, value: names.isEmpty ? nil : shown,
        remedy: "name a folder that does not exist yet, or one that holds nothing but earlier results"))
  }

  /// The disk does not let results be written here.
  static func refusal(
    _ message: String, _ file: String, remedy: String = "choose a folder that can be written to and has room"
  ) -> FundcastError {
    FundcastError(.output, Diagnostic(message, file: file, remedy: remedy))
  }
}
