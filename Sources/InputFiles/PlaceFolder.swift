import Arrays
import PolicyModel
import Quantities
import SchemeModel

/// A place: a folder with baseline.yaml, the assumptions and tables it names, and reforms beside it.
public struct PlaceFolder: Sendable {
  /// Rules, assumptions, registry and scheme.
  public let baseline: Baseline
  /// The folder, as the user named it.
  public let path: String
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
  let tables: PlaceTablesReader
  /// The tables of each region where the section `regions:` declares them, else none.
  let regionTables: [PlaceTablesReader?]

  /// The last horizon the tables allow.
  public var lastHorizon: Int { regionTables.reduce(tables.lastHorizon) { min($0, $1?.lastHorizon ?? $0) } }

  /// Whether the section `regions:` declares regions.
  public var isRegional: Bool { regions[0].location != nil }

  /// Reads everything of a place and reports everything that is wrong with it.
  public init(_ folder: String) throws {
    path = folder
    let root = FilePath.from(".", folder)
    guard !FilePath.isFile(root) else {
      throw FundcastError(
        .data,
        Diagnostic("this is a file, not a place", file: root, remedy: "name the folder: \(FilePath.folder(of: root))"))
    }
    let file = try PlaceBaseline(in: root)
    let read = try PlaceReading(file)
    baselinePath = file.path
    horizonLine = file.horizonLine
    (baseline, regions, inputs) = (read.baseline, read.regions, read.inputs)
    (tables, regionTables) = (read.tables, read.regionTables)
    reformPaths = try ReformFolder.paths(in: FilePath.join(root, "reforms"))
    leverReformPaths = try ReformFolder.paths(in: FilePath.join(root, "reforms/levers"))
    draftPaths = ReformFolder.drafts(in: FilePath.join(root, "reforms/drafts"))
  }

  /// Names of the profiles in hazard-profiles.csv that the scheme refers to.
  var hazardProfiles: [String] { tables.hazardProfiles }

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
}
