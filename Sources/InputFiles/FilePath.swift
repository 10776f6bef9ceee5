import Foundation
import Quantities
import Shapes

/// Paths as the user writes them.
package enum FilePath {
  /// The folder a file stands in.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `name` as seen from `folder`; an absolute name stays.
  package static func join(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") { return name }
    return folder == "." ? name : folder + "/" + name
  }

  /// The name without folder and ending.
  package static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// The path from the root, symbolic links unresolved.
  package static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

  /// The way from `folder` to `path`, both absolute.
  package static func relative(_ path: String, to folder: String) -> String {
    let target = path.split(separator: "/"), start = folder.split(separator: "/")
    let common = zip(target, start).prefix { $0 == $1 }.count
    let up = [Substring](repeating: "..", count: start.count - common)
    return (up + target[common...]).joined(separator: "/")
  }

  /// The same file always has the same canonical path.
  package static func canonical(_ path: String) -> String {
    // What exists of it as the system has it: `..` behind a link leads above what the link names.
    var head = path.hasPrefix("/") ? path : "./" + path, tail: [String] = []
    while !head.isEmpty {
      if let real = realpath(head, nil) {
        defer { free(real) }
        let whole = ([String(cString: real)] + tail.reversed()).joined(separator: "/")
        // What leads up from a folder that does not exist leads nowhere, and stays so.
        return tail.contains("..") ? whole : tidy(whole)
      }
      let parts = head.split(separator: "/", omittingEmptySubsequences: false)
      tail.append(parts.last.map(String.init) ?? "")
      head = parts.dropLast().joined(separator: "/")
    }
    return URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  /// What to say of a path where nothing stands: characters in it that mislead are named.
  package static func missing(_ message: String, _ path: String) -> Diagnostic {
    guard let strange = StrangeCharacter.all(in: path).first(where: { $0.isUnseen }) else {
      return Diagnostic(message, file: path, remedy: "check the spelling and the folder")
    }
    return Diagnostic(
      "\(message); its name holds \(strange.name), \(strange.reason)", file: DiagnosticCollector.printable(path),
      remedy: "type the name anew: \(StrangeCharacter.cleaned(path))")
  }

  /// Whether something stands there.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a file stands there, and no folder.
  package static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  /// The names in a folder, sorted; nil where there is no folder.
  package static func names(in folder: String) -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  /// Whether a file stands in a folder or below it, links followed.
  package static func isInside(_ path: String, _ folder: String) -> Bool {
    let root = canonical(folder)
    return root == "/" || canonical(path).hasPrefix(root + "/")
  }

  /// `a/b/../c` as `a/c`, so that messages and manifests stay readable.
  package static func tidy(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != "." {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }
}
