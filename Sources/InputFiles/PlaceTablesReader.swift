import Arrays
import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// The tables of a place as read, for all the years they hold; sliced to a timeline when a projection is asked for.
struct PlaceTablesReader: Sendable {
  /// The files as they were read, in order.
  let inputs: [InputRecord]
  /// What was done to tables by groups of ages.
  let notes: [LocalizedText]
  private let population: AgeTable
  private let mortality: AgeTable
  private let fertility: AgeTable
  private let birthSexRatio: AgeTable
  let migration: AgeTable
  let shares: AgeTable
  let hazards: AgeTable
  private let earnings: AgeTable
  let services: AgeTable
  private let dependency: AgeTable
  /// Only places with a mortality index have it.
  private let sensitivity: AgeTable?
  let scheme: SchemeFile
  /// By name, and of a region the names of those that are its own; nil for a place, whose tables are all its own.
  private let tables: [String: AgeTable]
  private let own: Set<String>?

  static let index = "mortality-index.csv"

  /// Reads every table of a folder; all faults of all tables at once.
  ///
  /// - Parameters:
  ///   - place: the name of the place, by which its people are found among those of several regions.
  ///   - baseYear: the year whose people weight what is split.
  init(folder: String, of source: PlaceSource, scheme: SchemeFile, place: String?, baseYear: Int?) throws {
    let layouts = Self.layouts(scheme)
    let wanted = layouts.filter {
      $0.name != Self.index || source.exists(FilePath.join(folder, Self.index))
    }
    let read = try Self.read(wanted, folder, source, place: place, baseYear: baseYear)
    let (tables, notes) = SplitTables(layouts: wanted, baseYear: baseYear).split(read)
    try self.init(
      tables, own: nil, inputs: wanted.compactMap { tables[$0.name]?.record }, notes: notes, folder, scheme)
  }

  /// Reads the tables of a region: those in its folder are its own, all others the place's.
  ///
  /// - Throws: ``FundcastError`` also where the folder is missing, holds no table, or holds one that nothing reads.
  init(region folder: String, of source: PlaceSource, id: String, place: PlaceTablesReader, baseYear: Int?) throws {
    let layouts = Self.layouts(place.scheme)
    let names = try Self.names(folder, source)
    let strange = names.filter { name in !layouts.contains { $0.name == name } }
    guard strange.isEmpty, !names.isEmpty else {
      throw FundcastError(
        .data,
        names.isEmpty
          ? [
            Diagnostic(
              "the folder of a region holds no table", file: folder,
              remedy: "put its own tables there, population.csv say, or leave `tables` out")
          ]
          : strange.map {
            Diagnostic(
              "no table of a region has this name", file: FilePath.join(folder, $0),
              remedy: Suggestion.remedy(for: $0, in: layouts.map(\.name)))
          })
    }
    let own = layouts.filter { names.contains($0.name) }
    let (read, notes) = SplitTables(layouts: own, baseYear: baseYear).split(
      try Self.read(own, folder, source, place: id, baseYear: baseYear), others: place.tables)
    try self.init(
      place.tables.merging(read, uniquingKeysWith: { $1 }), own: Set(names),
      inputs: layouts.compactMap { read[$0.name]?.record }, notes: notes, folder, place.scheme)
  }

  /// The tables in a folder.
  private static func names(_ folder: String, _ source: PlaceSource) throws -> [String] {
    guard let names = source.names(in: folder) else {
      throw FundcastError(
        .missingInput, FilePath.missing("there is no such folder", folder))
    }
    return names.filter { $0.hasSuffix(".csv") }
  }

  private static func read(
    _ wanted: [(name: String, layout: AgeTableLayout)], _ folder: String, _ source: PlaceSource, place: String?,
    baseYear: Int?
  ) throws -> [String: AgeTable] {
    let collector = DiagnosticCollector(file: folder)
    let outcomes = Parallel.map(wanted.count) { index in
      Result {
        let (name, layout) = wanted[index]
        return try AgeTable(source.text(FilePath.join(folder, name)), layout: layout) { table, collector in
          name != "population.csv"
            ? nil : try RowSelection.ownPopulation(table, collector, place: place, baseYear: baseYear)
        }
      }
    }
    var tables: [String: AgeTable] = [:]
    for (file, outcome) in zip(wanted, outcomes) { tables[file.name] = try collector.collect { try outcome.get() } }
    try collector.throwIfAny()
    return tables
  }

  private init(
    _ tables: [String: AgeTable], own: Set<String>?, inputs: [InputRecord], notes: [LocalizedText], _ folder: String,
    _ scheme: SchemeFile
  ) throws {
    self.notes = notes
    guard let population = tables["population.csv"], let mortality = tables["mortality.csv"],
      let fertility = tables["fertility.csv"], let birthSexRatio = tables["birth-sex-ratio.csv"],
      let migration = tables["migration-profile.csv"], let shares = tables["membership-shares.csv"],
      let hazards = tables["hazard-profiles.csv"], let earnings = tables["earnings-profile.csv"],
      let services = tables["service-profiles.csv"], let dependency = tables["dependency-prevalence.csv"]
    else {
      throw FundcastError(
        .data, Diagnostic("the tables are not complete", file: folder, remedy: "compare them with shipped ones"))
    }
    self.population = population
    self.mortality = mortality
    self.fertility = fertility
    self.birthSexRatio = birthSexRatio
    self.migration = migration
    self.shares = shares
    self.hazards = hazards
    self.earnings = earnings
    self.services = services
    self.dependency = dependency
    sensitivity = tables[Self.index]
    self.scheme = scheme
    self.tables = tables
    self.own = own
    self.inputs = inputs
    try checkNames()
    try checkSums()
  }

  /// Whether a region has a table of its own.
  func isOwn(_ name: String) -> Bool { own?.contains(name) ?? true }

  /// Persons in a year; nil where the table does not hold it.
  func people(_ year: Int) -> Double? { population.panel("persons", year: year)?.reduce(0, +) }

  /// Where a row of a table stands; the line is nil where no row has these keys, the whole where no table has the name.
  func place(of cell: TableCell) -> (file: String, line: Int?)? {
    cell.table.flatMap { tables[$0] }.map { ($0.file, $0.rows.line(of: cell)) }
  }

  /// The comment lines above the header of a table.
  func header(_ name: String) -> [String] { tables[name]?.sourceHeader ?? [] }

  /// Names of the hazard profiles the scheme refers to.
  var hazardProfiles: [String] { scheme.hazardProfiles }

  /// The last horizon the tables allow: the year before the last one all of them hold.
  var lastHorizon: Int { ([mortality, fertility, birthSexRatio].compactMap { $0.years?.upperBound }.min() ?? 0) - 1 }

  /// The tables of a region over a timeline: what is not its own is shared with `place`, and people are a share of the
  /// place's where it has no population of its own.
  func tables(_ timeline: Timeline, share: Double, of place: PlaceTables) throws -> PlaceTables {
    guard let own else { return try tables(timeline) }
    var result = isOwn("population.csv") ? place : Self.scaled(place, share)
    if isOwn("population.csv") { result.population = try basePopulation(timeline) }
    guard own != ["population.csv"] else { return result }
    let whole = try tables(timeline)
    if isOwn("mortality.csv") { result.mortality = whole.mortality }
    if isOwn(Self.index) { result.mortalitySensitivity = whole.mortalitySensitivity }
    if isOwn("fertility.csv") { result.fertility = whole.fertility }
    if isOwn("birth-sex-ratio.csv") { result.sexRatioAtBirth = whole.sexRatioAtBirth }
    if isOwn("migration-profile.csv") { result.migrationProfile = whole.migrationProfile }
    if isOwn("membership-shares.csv") { result.membershipShares = whole.membershipShares }
    if isOwn("hazard-profiles.csv") { result.hazardProfiles = whole.hazardProfiles }
    if isOwn("earnings-profile.csv") { result.earningsProfiles = whole.earningsProfiles }
    if isOwn("service-profiles.csv") {
      result.relativeUse = whole.relativeUse
      result.relativeCost = whole.relativeCost
    }
    if isOwn("dependency-prevalence.csv") { result.dependencyPrevalence = whole.dependencyPrevalence }
    return result
  }

  /// The tables of a region that has none of its own.
  static func scaled(_ place: PlaceTables, _ share: Double) -> PlaceTables {
    var result = place
    result.population = AgePanel(place.population.values.map { $0 * share })
    return result
  }

  /// The tables over a timeline.
  func tables(_ timeline: Timeline) throws -> PlaceTables {
    for table in [mortality, fertility, birthSexRatio] {
      guard let years = table.years, years.contains(timeline.baseYear), years.contains(timeline.hiddenYear) else {
        throw FundcastError(
          .data,
          Diagnostic(
            "the table does not hold every year from \(timeline.baseYear) to \(timeline.hiddenYear) (one year after the horizon is computed)",
            file: table.file, value: table.years.map { "\($0.lowerBound)–\($0.upperBound)" },
            remedy: "choose a horizon up to \(lastHorizon), or extend the table"))
      }
    }
    let base = try basePopulation(timeline)
    let branches = scheme.scheme.branches
    func profile(_ branch: Branch, _ value: String) -> AgePanel {
      panel(services, value, [branch.name.rows.group, branch.name.rows.service])
    }
    let people = PopulationTables(
      population: base,
      mortality: timeline.years.map { AgePanel(mortality.panel("central_death_rate", year: $0) ?? []) },
      mortalitySensitivity: sensitivity.map { panel($0, "log_rate_per_unit", []) } ?? AgePanel(repeating: 0),
      fertility: timeline.years.map { year in
        [Double](repeating: 0, count: 15) + (fertility.panel("births_per_woman", year: year) ?? [])
          + [Double](repeating: 0, count: Age.open - 49)
      },
      sexRatioAtBirth: timeline.years.compactMap { birthSexRatio.panel("males_per_female", year: $0)?.first },
      migrationProfile: panel(migration, "share", []))
    let membership = MembershipTables(
      membershipShares: shareKeys.map { panel(shares, "share", $0) },
      hazardProfiles: scheme.hazardProfiles.map { panel(hazards, "relative", [$0]) })
    let person = PersonTables(
      earningsProfiles: scheme.scheme.earnings.map { _ in panel(earnings, "relative", []) },
      relativeUse: branches.map { profile($0, "relative_use") },
      relativeCost: branches.map { profile($0, "relative_cost") }, dependencyPrevalence: panel(dependency, "share", []))
    return PlaceTables(people: people, membership: membership, person: person)
  }

  private func basePopulation(_ timeline: Timeline) throws -> AgePanel {
    guard let base = population.panel("persons", year: timeline.baseYear) else {
      throw FundcastError(
        .data,
        Diagnostic(
          "no population of the base year \(timeline.baseYear)", file: population.file,
          value: population.years.map { "\($0.lowerBound)–\($0.upperBound)" },
          remedy: "add a column \(timeline.baseYear)"))
    }
    return AgePanel(base)
  }

  /// The words of the columns of membership-shares.csv for each state: its level on every axis.
  var shareKeys: [[String]] {
    let states = scheme.scheme.people.states
    return states.states.indices.map(states.levels(of:))
  }

  func panel(_ table: AgeTable, _ value: String, _ category: [String]) -> AgePanel {
    AgePanel(table.panel(value, category: category) ?? [Double](repeating: 0, count: Age.panelCount))
  }
}
