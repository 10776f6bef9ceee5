import Foundation
import Quantities
import RunStore

/// Writes a notebook on a folder of results: pictures with a sentence or two on each. It holds no figure of its own, its code
/// reads the tables of the folder when it is run.
public struct NotebookWriter: Sendable {
  private let run: StoredRun
  private let language: NotebookLanguage
  private let file: CompanionFile
  /// The file that is written.
  public let output: String

  /// Reads the manifest of a folder and finds out whether the notebook may be written. Changes nothing.
  ///
  /// - Parameter output: the file to write; nil for a name after the folder, beside it.
  /// - Throws: ``FundcastError`` where there is no run, or something stands where the notebook is to go that is no notebook of
  ///   this program or was edited.
  public init(folder: String, language: NotebookLanguage, output: String? = nil) throws {
    run = try StoredRun(folder: folder)
    self.language = language
    self.output = output ?? Self.defaultName(folder, language)
    file = try CompanionFile(self.output)
    if let present = try file.present(), !Notebook.isUntouched(present) {
      throw FundcastError(
        .usage,
        Diagnostic(
          "what stands there is no notebook as this command writes it, or was edited since", file: self.output,
          remedy: "name another file with --output, or move that one away"))
    }
  }

  /// The tables that the run has not, whose pictures are left out.
  public var missingTables: [String] {
    var seen: Set<String> = []
    return NotebookCells.pictures.map(\.table).filter { table in
      !run.tables.contains(table) && (table != "differences.csv" || run.reforms > 0) && seen.insert(table).inserted
    }
  }

  /// Writes the notebook.
  ///
  /// - Throws: ``FundcastError`` where the disk refuses.
  public func write() throws { try file.write(notebook.bytes()) }

  private var notebook: Notebook {
    let way = file.way(to: run.folder)
    var origin: [(key: String, value: JSONText)] = [
      ("version", .string(run.version)), ("place", .string(run.place.id)), ("language", .string(language.rawValue)),
      ("inputs-sha256", .string(run.inputsDigest)),
    ]
    origin += [
      ("paths", run.futures.map { .integer($0.paths) } ?? .null),
      // As text: JSON numbers lose digits.
      ("seed", run.futures.map { .string("\($0.seed)") } ?? .null),
    ]
    return Notebook(cells: NotebookCells(run: run, language: language, way: way).all, origin: origin)
  }

  /// `out/shandong.ipynb` for out/shandong, `out/shandong.zh.ipynb` in Chinese.
  private static func defaultName(_ folder: String, _ language: NotebookLanguage) -> String {
    var name = folder
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    if [".", ".."].contains(name.split(separator: "/").last.map(String.init) ?? "."), let real = realpath(name, nil) {
      defer { free(real) }
      name = String(cString: real)
    }
    return name + (language == .en ? "" : ".\(language.rawValue)") + ".ipynb"
  }
}
