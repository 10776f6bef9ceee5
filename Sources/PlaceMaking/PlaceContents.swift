import InputFiles
import PolicyModel
import Quantities
import Shapes

/// Fingerprints of what a place gives, so that a copy can be told from what its owner has replaced.
struct PlaceContents {
  /// A name and what stands under it, as a fingerprint.
  typealias Prints = [(name: String, print: String)]

  /// Tables, by file name: their rows, whatever is remarked above them.
  private(set) var tables: Prints = []
  /// Series of rules and assumptions by lever, and figures of the base year by key: numbers, source and all.
  private(set) var values: Prints = []
  /// Other sections of the baseline.
  private(set) var sections: Prints = []

  private static let sectionKeys = ["remarks", "references", "regions"]

  /// The fingerprints of a place.
  init(_ place: Place) throws {
    let folder = FilePath.folder(of: place.baselinePath)
    let baseline = place.written.baseline.root, assumptions = place.written.assumptions?.root
    for tree in [baseline["rules"], assumptions?["assumptions"]].compactMap({ $0 }) {
      append(tree, "", place.baseline.registry)
    }
    for section in baseline["base-year-figures"]?.entries ?? [] {
      values += section.value.entries.map {
        ("base-year-figures.\(section.key).\($0.key)", Self.fingerprint(Self.text($0.value)))
      }
    }
    sections = Self.sectionKeys.compactMap { key in
      baseline[key].map { (key, Self.fingerprint(Self.text($0))) }
    }
    let tables = FilePath.tidy(FilePath.join(folder, baseline["tables"]?.text ?? "tables")) + "/"
    for input in place.inputs where input.file.hasPrefix(tables) {
      let file = try TextFile(name: input.file, bytes: input.bytes)
      let rows = file.text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
      self.tables.append((String(input.file.dropFirst(tables.count)), Self.fingerprint(rows)))
    }
  }

  private mutating func append(_ node: YAMLNode, _ prefix: String, _ registry: LeverRegistry) {
    for entry in node.named {
      let path = prefix.isEmpty ? entry.key : prefix + "." + entry.key
      if registry[path] != nil {
        values.append((path, Self.fingerprint(Self.text(entry.value))))
      } else {
        append(entry.value, path, registry)
      }
    }
  }

  /// What a node says, whatever its layout.
  private static func text(_ node: YAMLNode) -> String {
    switch node.kind {
    case .scalar(let text, _): "<\(text)>"
    case .sequence(let items): "[" + items.map(text).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key):\(text($0.value))" }.sorted().joined(separator: ",") + "}"
    }
  }

  /// FNV-1a, 64 bits: enough to see a change, no more is asked of it.
  private static func fingerprint(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
