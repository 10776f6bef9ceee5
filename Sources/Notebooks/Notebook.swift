import Foundation
import RunStore

/// A notebook: cells of text and of Python, in the format of Jupyter (nbformat 4.5). Equal notebooks are equal bytes.
struct Notebook {
  /// A cell.
  struct Cell {
    enum Kind: String, Decodable { case markdown, code }

    /// Unique in the notebook, the same in every notebook that has the cell.
    let id: String
    let kind: Kind
    let source: String
    /// Whether the code is folded away at first: tools, which few will want to read.
    var isFolded = false
  }

  let cells: [Cell]
  /// What made it: member `fundcast` of the metadata.
  let origin: [(key: String, value: JSONText)]

  func bytes() throws -> [UInt8] {
    let digest = try Self.digest(cells.map { ($0.kind, $0.source) })
    let metadata: [(key: String, value: JSONText)] = [
      ("fundcast", .object(origin + [("cells-sha256", .string(digest))])),
      (
        "kernelspec",
        .object([
          ("display_name", .string("Python 3")), ("language", .string("python")), ("name", .string("python3")),
        ])
      ),
      ("language_info", .object([("name", .string("python"))])),
    ]
    return JSONText.object([
      ("cells", .array(cells.map(Self.json))), ("metadata", .object(metadata)), ("nbformat", .integer(4)),
      ("nbformat_minor", .integer(5)),
    ]).bytes
  }

  private static func json(_ cell: Cell) -> JSONText {
    let fold = JSONText.object([("jupyter", .object([("source_hidden", .bool(true))]))])
    let head: [(key: String, value: JSONText)] = [
      ("cell_type", .string(cell.kind.rawValue)), ("id", .string(cell.id)),
      ("metadata", cell.isFolded ? fold : .object([])),
    ]
    let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let source = lines.enumerated().map { $0.offset == lines.count - 1 ? $0.element : $0.element + "\n" }
    let body: [(key: String, value: JSONText)] =
      cell.kind == .code
      ? [("execution_count", .null), ("outputs", .array([])), ("source", .strings(source))]
      : [("source", .strings(source))]
    return .object(head + body)
  }

  // MARK: - Changed by hand

  /// One digest of what the cells say. Running a notebook leaves it as it is.
  private static func digest(_ cells: [(kind: Cell.Kind, source: String)]) throws -> String {
    try SHA256Digest.hex(Array(cells.map { "\($0.kind.rawValue)\n\($0.source)\u{0}" }.joined().utf8))
  }

  /// Whether these bytes are a notebook that this program wrote and nobody has edited; it may have been run.
  static func isUntouched(_ bytes: [UInt8]) -> Bool {
    guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(bytes)),
      let digest = try? digest(stored.cells.map { ($0.cell_type, $0.source.text) })
    else { return false }
    return digest == stored.metadata.fundcast.digest
  }

  /// What of a stored notebook tells whether it was edited.
  private struct Stored: Decodable {
    struct Entry: Decodable {
      let cell_type: Cell.Kind
      let source: Source
    }
    /// Jupyter writes lines, or one text.
    struct Source: Decodable {
      let text: String

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        text = try (try? value.decode([String].self))?.joined() ?? value.decode(String.self)
      }
    }
    struct Origin: Decodable {
      let digest: String

      private enum CodingKeys: String, CodingKey { case digest = "cells-sha256" }
    }
    struct Metadata: Decodable { let fundcast: Origin }
    let cells: [Entry]
    let metadata: Metadata
  }
}
