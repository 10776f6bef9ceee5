import InputFiles
import PolicyModel
import Quantities
import Shapes

/// What of a place that was copied from another one still is that one's.
public struct PlaceOrigin: Sendable {
  /// How many were copied, and how many are as they were.
  public struct Count: Sendable {
    /// Copied at first.
    public let all: Int
    /// As they were copied.
    public let left: Int
  }

  /// The place it was copied from.
  public let title: LocalizedText
  /// Tables.
  public let tables: Count
  /// Series of rules and assumptions, and figures of the base year.
  public let values: Count
  /// Sections of the baseline that speak of the other place: `remarks`, `references`, `regions`.
  public let sections: [String]

  /// The record of a copy, beside baseline.yaml.
  static let file = "copied-from.yaml"

  /// Compares a place with the record of what was copied; nil where there is no record or nothing is left.
  ///
  /// - Throws: ``FundcastError`` where the record cannot be read.
  public init?(_ place: Place) throws {
    let path = FilePath.join(FilePath.folder(of: place.baselinePath), Self.file)
    guard place.source.exists(path) else { return nil }
    let record = try Record(place.source.yaml(path)), contents = try PlaceContents(place)
    func left(_ copied: PlaceContents.Prints, _ now: PlaceContents.Prints) -> [String] {
      let now = Dictionary(now.map { ($0.name, $0.print) }, uniquingKeysWith: { first, _ in first })
      return copied.filter { now[$0.name] == $0.print }.map(\.name)
    }
    title = record.title
    tables = Count(all: record.tables.count, left: left(record.tables, contents.tables).count)
    values = Count(all: record.values.count, left: left(record.values, contents.values).count)
    sections = left(record.sections, contents.sections)
    if tables.left == 0, values.left == 0, sections.isEmpty { return nil }
  }

  /// `11 of 11 tables and 61 of 61 values are still those of …`, in both languages.
  public var sentence: LocalizedText {
    let more = sections.isEmpty ? "" : ", and its \(sections.joined(separator: ", "))"
    return LocalizedText(
      en:
        "\(tables.left) of \(tables.all) tables and \(values.left) of \(values.all) values are still those of \(title.en)\(more)",
      zh: "仍为“\(title.zh)”原值: 表\(tables.left)/\(tables.all)，数值\(values.left)/\(values.all)")
  }

  /// The record as a file has it.
  struct Record {
    let title: LocalizedText
    let tables: PlaceContents.Prints
    let values: PlaceContents.Prints
    let sections: PlaceContents.Prints
    private let place: String

    init(place: String, title: LocalizedText, contents: PlaceContents) {
      self.place = place
      self.title = title
      (tables, values, sections) = (contents.tables, contents.values, contents.sections)
    }

    init(_ source: YAMLSource) throws {
      let root = MappingReader(source.document.root, PlaceShapes.origin, collector: source.collector)
      // The languages are those of the other place, as the program wrote them.
      source.collector.languages = source.document.root["title"]?.entries.map(\.key) ?? []
      let title = root?.localizedText("title"), place = root?.text("place")
      func prints(_ key: String) -> PlaceContents.Prints {
        (root?.mapping(key)?.entries ?? []).compactMap { entry in
          source.collector.text(entry.value, key: entry.key).map { (entry.key, $0) }
        }
      }
      (tables, values, sections) = (prints("tables"), prints("values"), prints("sections"))
      try source.collector.throwIfAny()
      self.title = title ?? LocalizedText("")
      self.place = place ?? ""
    }

    /// The file.
    var text: String {
      func group(_ key: String, _ prints: PlaceContents.Prints) -> String {
        prints.isEmpty ? "" : "\(key):\n" + prints.map { "  \($0.name): \"\($0.print)\"\n" }.joined()
      }
      return """
        # What was copied, as fingerprints: `fundcast check` counts what still is the other place's, and is silent when nothing is left.
        # A value is your own as soon as its number or its source is; take out the line of what you keep on purpose.
        # 复制来源的指纹：check 据此统计尚未替换的表与数值；有意沿用者，删去该行即可。
        place: \(place)
        title: \(PlaceTemplateFiles.written(title))

        """ + group("tables", tables) + group("values", values) + group("sections", sections)
    }
  }
}
