import Documents
import Foundation
import Quantities

/// A folder of results as those see it who draw from its tables: what made it, which tables it has and how things are called.
package struct StoredRun: Sendable {
  /// The folder as the user named it.
  package let folder: String
  /// The version of the program that wrote it.
  package let version: String
  /// The place by its name in files and, in both languages, the title of its rules.
  package let place: (id: String, title: LocalizedText)
  /// The years reported.
  package let years: ClosedRange<Int>
  /// How many scenarios there are beside the baseline.
  package let reforms: Int
  /// How many regions there are; one where the place has none of its own.
  package let regions: Int
  /// Futures drawn, and from which seed; nil where there is the central path only.
  package let futures: (paths: Int, seed: UInt64)?
  /// The files of the folder but the manifest.
  package let tables: Set<String>
  /// One SHA-256 of all inputs: of their digests in hexadecimal, in order, each on a line.
  package let inputsDigest: String

  /// Reads the manifest of a folder.
  ///
  /// - Throws: ``FundcastError``: `missingInput` where there is no folder or no manifest, `data` where it is not whole or of a
  ///   version that wrote no titles.
  package init(folder: String) throws {
    let record = try ManifestRecord(folder: folder), path = folder + "/manifest.json"
    guard let names = try? JSONDecoder().decode(Names.self, from: Data(DiskFile.bytes(path))) else {
      throw FundcastError(
        .data,
        Diagnostic(
          "the manifest names no titles: an older version wrote it", file: path,
          remedy: "run again with this version, then write the notebook"))
    }
    self.folder = folder
    version = record.program.version
    place = (names.place, names.titles.name)
    guard names.baseYear <= names.horizon else {
      throw FundcastError(
        .data,
        Diagnostic(
          "the horizon lies before the base year", file: path, key: "horizon", value: "\(names.horizon)",
          remedy: "bring the manifest back from a copy, or run again into a new folder"))
    }
    years = names.baseYear...names.horizon
    reforms = max(0, names.titles.scenarios.count - 1)
    regions = names.titles.regions.count
    futures = record.request.paths.map { ($0.paths, $0.seed) }
    tables = Set(record.outputs.map(\.file))
    inputsDigest = try RunStamp.together(record.inputs.map(\.sha256))
  }

  /// What of a manifest.json names things.
  private struct Names: Decodable {
    /// A text by language.
    typealias Title = [String: String]
    struct Titles: Decodable {
      let place: Title
      let regions: [String: Title]
      let scenarios: [String: Title]

      /// The title of the place.
      var name: LocalizedText {
        let en = place["en"] ?? "", other = place.first { $0.key != "en" }
        return LocalizedText(en: en, local: other?.value ?? en, language: other?.key ?? "en")
      }
    }
    let place: String
    let baseYear: Int
    let horizon: Int
    let titles: Titles

    private enum CodingKeys: String, CodingKey {
      case place, horizon, titles
      case baseYear = "base-year"
    }
  }
}
