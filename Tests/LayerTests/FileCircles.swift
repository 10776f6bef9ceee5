import Foundation

/// Files of one target that know each other: neither can be read first.
///
/// A plain scan: a file knows another where it names a type or function that stands at the top level there. An extension names
/// its type and is no circle by that; names within comments and texts do not count.
struct FileCircles {
  struct Circle: Hashable, Comparable, CustomStringConvertible {
    let first: String, second: String
    /// What the first names of the second, and the other way.
    let there: [String], back: [String]
    var description: String {
      "\(first) names \(there.joined(separator: ", ")) of \(second), which names \(back.joined(separator: ", "))"
    }
    static func < (one: Circle, other: Circle) -> Bool {
      (one.first, one.second) < (other.first, other.second)
    }
  }

  /// Every pair of files that name each other.
  let circles: [Circle]

  init(_ files: [SourceFile]) {
    let codes = files.map { Self.code($0.text) }
    var homes: [String: Int] = [:]
    var declared = Set<String>()
    for (file, code) in codes.enumerated() {
      for match in code.matches(
        of:
          /(?m)^(?:@\w+ )*(?:public |package |private |fileprivate |internal |final |indirect )*(?:struct|class|enum|protocol|actor|typealias|func) (\w+)/
      ) where !match.0.contains("private") {
        let name = String(match.1)
        // A name that several files declare says nothing.
        if declared.insert(name).inserted { homes[name] = file } else { homes[name] = nil }
      }
    }
    var known: [[Int: Set<String>]] = codes.map { _ in [:] }
    for (file, code) in codes.enumerated() {
      let extended = Set(code.matches(of: /(?m)^(?:\w+ )*extension (\w+)/).map { String($0.1) })
      for match in code.matches(of: /\b[A-Za-z_]\w*\b/) {
        let name = String(match.0)
        guard let home = homes[name], home != file, !extended.contains(name) else { continue }
        known[file][home, default: []].insert(name)
      }
    }
    var circles: [Circle] = []
    for (one, names) in known.enumerated() {
      for (other, there) in names where other > one {
        guard let back = known[other][one] else { continue }
        circles.append(
          Circle(first: files[one].path, second: files[other].path, there: there.sorted(), back: back.sorted()))
      }
    }
    self.circles = circles.sorted()
  }

  /// Without comments and texts.
  private static func code(_ text: String) -> String {
    text.replacing(/"""[\s\S]*?"""/, with: "\"\"").replacing(/"(?:\\.|[^"\\\n])*"/, with: "\"\"")
      .replacing(/\/\/[^\n]*/, with: "")
  }
}
