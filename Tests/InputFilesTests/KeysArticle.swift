import InputFiles
import Shapes

/// The article on the keys of files: a table for each mapping that a file may hold, written from the shapes that files are read by.
struct KeysArticle {
  private var parts: [String] = []
  private var seen: Set<String> = []

  /// The whole article.
  static var text: String {
    var article = KeysArticle()
    for kind in FileKind.allCases { article.add(kind.shape(), level: 2, title: headings[kind] ?? kind.rawValue) }
    return head + article.parts.joined(separator: "\n") + "\n" + KindTables.text + foot
  }

  private static let headings: [FileKind: String] = [
    .scheme: "A scheme: china.yaml", .form: "A form: china.form.yaml", .levers: "Policies and words: china.levers.yaml",
    .baseline: "baseline.yaml", .assumptions: "assumptions.yaml", .reform: "A reform",
  ]

  private static let head = """
    # Keys of the files

    Every key that a YAML file may hold, what stands there, and what it means. Written from the same values that the program
    checks files by, and that `fundcast schema` prints for editors: <doc:Editors>.

    Keys in **bold** must stand. *Names* in the second column have a table of their own.


    """

  private static let foot = """

    ## What the program does not do

    A key that is not in these tables is refused, with the nearest right one. Nothing is read from a comment.

    """

  private mutating func add(_ shape: Shape, level: Int, title: String) {
    // What only has names of its own is told where it stands.
    guard !shape.keys.isEmpty else { return shape.entries.map { addMappings(of: $0.value) } ?? () }
    guard seen.insert(shape.name + shape.names.joined(separator: ",")).inserted else { return }
    var lines = [
      String(repeating: "#", count: level) + " " + title, "", shape.summary, "",
      "| key | what stands there | what it means |", "|---|---|---|",
    ]
    lines += shape.keys.map { key in
      let name = key.isRequired ? "**`\(key.name)`**" : "`\(key.name)`"
      let unit = key.unit.isEmpty ? "" : " Unit: \(key.unit)."
      return "| \(name) | \(Self.told(key.value)) | \(Self.cell(key.summary + unit)) |"
    }
    if let own = shape.entries { lines.append("| *name* (\(own.named)) | \(Self.told(own.value)) | |") }
    if shape.isChoice { lines += ["", "Exactly one of these."] }
    if !shape.alternatives.isEmpty {
      lines += ["", "At least one of " + shape.alternatives.map { "`\($0)`" }.joined(separator: " and ") + "."]
    }
    parts.append(lines.joined(separator: "\n") + "\n")
    for key in shape.keys { addMappings(of: key.value) }
    if let own = shape.entries { addMappings(of: own.value) }
  }

  private mutating func addMappings(of value: ValueShape) {
    switch value {
    case .mapping(let shape): add(shape, level: 3, title: shape.name)
    case .list(let item), .oneOrMore(let item): addMappings(of: item)
    case .either(let values): for value in values { addMappings(of: value) }
    default: break
    }
  }

  /// What stands under a key, in words.
  private static func told(_ value: ValueShape) -> String {
    switch value {
    case .text: "text"
    case .title: "text, or `{ en: …, zh: … }`"
    case .yesNo: "`true` or `false`"
    case .number(let range):
      range.upperBound == .greatestFiniteMagnitude
        ? "number" : "number from \(range.lowerBound) to \(range.upperBound)"
    case .integer(let range): "whole number from \(range.lowerBound) to \(range.upperBound)"
    case .fraction: "number, or a fraction `1/365`"
    case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .reference(let kind): "name (\(kind))"
    case .list(let item): "list: " + told(item)
    case .oneOrMore(let item): told(item) + ", or a list"
    case .mapping(let shape):
      shape.entries.flatMap { shape.keys.isEmpty ? "by name (\($0.named)): \(told($0.value))" : nil }
        ?? "*\(shape.name)*"
    case .either(let values): values.map(told).joined(separator: "; or ")
    case .anything: "as described"
    }
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("<", with: "\\<")
  }
}
