import Arrays
import PolicyModel
import Quantities
import SchemeModel

/// A place as a value: the scheme it models, its rules, assumptions, figures and tables, as its files say them. From a folder on the
/// disk or from bytes in memory; nothing is read again.
public struct Place: Sendable {
  /// Where its files come from.
  public let source: PlaceSource
  /// Rules, assumptions, registry and scheme.
  public let baseline: Baseline
  /// The baseline file, as the user named it.
  public let baselinePath: String
  /// The line of `default-horizon` in it.
  public let horizonLine: Int?
  /// The files of the place as they were read, in order.
  public let inputs: [InputRecord]
  /// The reform files in `reforms/`, sorted by name: what a run compares unless told otherwise.
  public let reformPaths: [String]
  /// The reform files in `reforms/levers/`, sorted by name: one policy lever each, to show what it does.
  public let leverReformPaths: [String]
  /// The reform files in `reforms/drafts/`, sorted by name, unread: they run only when they are named.
  public let draftPaths: [String]
  /// The regions, at least one: the place is their sum.
  public let regions: [PlaceRegion]
  /// What was read, as it is written.
  package let written: Written
  let tables: PlaceTablesReader
  /// The tables of each region where the section `regions:` declares them, else none.
  let regionTables: [PlaceTablesReader?]

  /// The files of a place as trees, and its whole scheme: what is copied of it.
  package struct Written: Sendable {
    package let baseline: YAMLDocument
    package let assumptions: YAMLDocument?
    package let scheme: SchemeSource
  }

  /// The folder, as the user named it.
  public var path: String { source.folder }

  /// The last horizon the tables allow.
  public var lastHorizon: Int { regionTables.reduce(tables.lastHorizon) { min($0, $1?.lastHorizon ?? $0) } }

  /// Whether the section `regions:` declares regions.
  public var isRegional: Bool { regions[0].location != nil }

  /// Reads everything of the place in a folder on the disk and reports everything that is wrong with it.
  public init(_ folder: String) throws { try self.init(PlaceSource(folder)) }

  /// Reads everything of a place and reports everything that is wrong with it.
  ///
  /// - Throws: ``FundcastError``, `missingInput` where nothing but files is missing.
  public init(_ source: PlaceSource) throws {
    self.source = source
    let root = source.from(".", source.folder)
    guard !source.isFile(root) else {
      throw FundcastError(
        .data,
        Diagnostic("this is a file, not a place", file: root, remedy: "name the folder: \(FilePath.folder(of: root))"))
    }
    let file = try PlaceBaseline(in: root, of: source)
    let read = try PlaceReading(file)
    baselinePath = file.path
    horizonLine = file.horizonLine
    (baseline, regions, inputs) = (read.baseline, read.regions, read.inputs)
    (tables, regionTables) = (read.tables, read.regionTables)
    written = Written(
      baseline: file.document, assumptions: file.assumptions?.document, scheme: file.scheme.source)
    reformPaths = try ReformFolder.paths(in: FilePath.join(root, "reforms"), of: source)
    leverReformPaths = try ReformFolder.paths(in: FilePath.join(root, "reforms/levers"), of: source)
    draftPaths = ReformFolder.drafts(in: FilePath.join(root, "reforms/drafts"), of: source)
  }

  /// Names of the profiles in hazard-profiles.csv that the scheme refers to.
  package var hazardProfiles: [String] { tables.hazardProfiles }

  /// The tables over a timeline, by region; regions share what is not their own.
  public func tables(_ timeline: Timeline) throws -> [PlaceTables] {
    let whole = try tables.tables(timeline)
    guard isRegional else { return [whole] }
    return try zip(regions, regionTables).map { region, own in
      try own?.tables(timeline, share: region.share, of: whole) ?? PlaceTablesReader.scaled(whole, region.share)
    }
  }

  /// The files of the tables a region has of its own.
  public func ownTables(region: Int) -> [String] {
    isRegional ? regionTables[region]?.inputs.map(\.file) ?? [] : tables.inputs.map(\.file)
  }

  // MARK: - Reforms

  /// Reads the reform of a file.
  ///
  /// - Throws: ``FundcastError`` with everything that is wrong with it; also where it is a sweep.
  public func reform(_ path: String) throws -> Reform {
    let reforms = try reforms(path)
    guard let first = reforms.first, reforms.count == 1 else {
      throw FundcastError(
        .data, Diagnostic("the reform is a sweep", file: path, key: "sweep", remedy: "run it with `fundcast run`"))
    }
    return first
  }

  /// Reads the reform of a file, or the points of its sweep.
  ///
  /// - Throws: as ``reform(_:)``.
  public func reforms(_ path: String) throws -> [Reform] {
    try ReformFile.read(source.yaml(path), baseline: baselinePath, in: source, baseline.registry)
  }

  /// A file as it is, whatever it says; nil where it is no text that could be read.
  public func record(of path: String) -> InputRecord? { try? source.text(path).record }
}
