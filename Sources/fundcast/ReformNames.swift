import Foundation
import Quantities

/// The files that `--reform` names.
enum ReformNames {
  /// The files of `a.yaml+b.yaml`, as seen from the current folder, or else from the place.
  static func files(_ text: String, place: String) throws -> [String] {
    let pieces = text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    guard !pieces.contains("") else {
      throw FundcastError(
        .usage,
        Diagnostic(
          "a file name is missing", key: "--reform", value: text, remedy: "write for example --reform a.yaml+b.yaml"))
    }
    // A file may have a + in its name: as many pieces as name one belong together.
    var files: [String] = [], rest = pieces[...]
    while !rest.isEmpty {
      let names = (1...rest.count).map { rest.prefix($0).joined(separator: "+") }
      let found = names.indices.last { existing(names[$0], place) != nil }
      let name = names[found ?? 0]
      files.append(existing(name, place) ?? name)
      rest = rest.dropFirst((found ?? 0) + 1)
    }
    return files
  }

  private static func existing(_ name: String, _ place: String) -> String? {
    let inPlace = (place.hasSuffix("/") ? place : place + "/") + name
    return [name, inPlace].first { FileManager.default.fileExists(atPath: $0) }
  }
}
