import Foundation
import InputFiles
import PolicyModel
import Quantities
import Shapes

/// The files of a place of version 0.1.0 with the names of today. Nothing is written here.
public struct PlaceUpgrade: Sendable {
  /// A file that has names of then.
  public struct File: Sendable {
    /// The file, below the folder of the place.
    public let path: String
    /// Its text as it should be.
    public let bytes: [UInt8]
    /// What changes: the line as it was, from 1, and the lines before and after.
    public let changes: [(line: Int, then: [String], now: [String])]
  }

  /// The files to rewrite, in order; none where the place has the names of today.
  public let files: [File]

  /// Reads baseline.yaml, the assumptions it names and every YAML file in the folders of reforms and examples.
  ///
  /// - Throws: ``FundcastError`` where a file cannot be read, or the scheme is of another version: schemes are not rewritten, as
  ///   their language is another now.
  public init(_ folder: String) throws {
    let place = PlaceSource(folder), root = place.from(".", folder), baseline = FilePath.join(root, "baseline.yaml")
    let source = try place.yaml(baseline)
    guard let scheme = source.document.root["scheme"]?.text else {
      throw FundcastError(
        .data, Diagnostic("no scheme is named", file: baseline, remedy: "add scheme: ../schemes/china.yaml"))
    }
    let declared = try SchemeSource(place.yaml(FilePath.join(root, scheme)), from: place).declaration
    let layers = Set(
      declared.entities.filter { entity in
        entity.rules.contains { $0.parameters.contains { $0.name.hasPrefix("tiers.") } }
      }.map(\.path.text))
    let assumptions = source.document.root["assumptions"]?.text ?? "assumptions.yaml"
    let beside = try ["reforms", "examples"].flatMap { try Self.yaml(in: root, below: $0) }
    files = try (["baseline.yaml", assumptions] + beside).compactMap { path in
      let file = try place.text(FilePath.join(root, path), byteLimit: YAMLDocument.byteLimit)
      let now = UpgradedText(String(decoding: file.bytes, as: UTF8.self), layers: layers)
      guard !now.changes.isEmpty else { return nil }
      // A file of Windows keeps its ends of lines and its mark.
      let hasReturns = file.record.bytes.contains(UInt8(ascii: "\r"))
      let mark: [UInt8] = file.record.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
      return File(
        path: FilePath.join(root, path),
        bytes: mark + Array(now.lines.joined(separator: hasReturns ? "\r\n" : "\n").utf8),
        changes: now.changes.map { ($0.line, $0.then, $0.now) })
    }
  }

  /// The YAML files of a folder and those in it, sorted.
  private static func yaml(in root: String, below folder: String) throws -> [String] {
    let top = FilePath.join(root, folder)
    guard FileManager.default.fileExists(atPath: top) else { return [] }
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: top).filter { $0.hasSuffix(".yaml") }.sorted()
        .map { FilePath.join(folder, $0) }
    } catch {
      throw FundcastError(
        .missingInput, Diagnostic("the folder cannot be read", file: top, remedy: "check its permissions"))
    }
  }
}
