import Quantities

/// What the base year fixes once, on the baseline, for every scenario.
public struct BaseYearFit: Sendable {
  /// Persons at 31 December before the base year, `[sex·age][status]`, status innermost.
  public var openingState: [Double]
  /// Multiplies fertility in the base year, so that the newborn of the base table are met; 1 in all other years.
  public var baseYearBirthsFactor: Double
  /// Boys among the births of the base year, so that the newborn of the base table are met by sex; nil for the table's ratio.
  public var baseYearBoysShare: Double?
  /// Normalises ρ, one for each earnings rule: Σ E·ρ = Σ E over contributors of the base year.
  public var earningsScale: [Double]
  /// Normalises relative use, one for each branch.
  public var useScale: [Double]
  /// Normalises relative cost, one for each branch: the mean bill of the base year is the unit cost.
  public var costScale: [Double]

  /// What was fitted to the figures of the base year; 1 leaves a table as it is.
  ///
  /// - Parameters:
  ///   - openingState: `[sex·age][status]`, persons, status innermost.
  ///   - baseYearBoysShare: 0…1; nil for what the table's sex ratio gives.
  ///   - earningsScale: `[rule]`.
  ///   - useScale: `[branch]`.
  ///   - costScale: `[branch]`.
  public init(
    openingState: [Double], baseYearBirthsFactor: Double, baseYearBoysShare: Double? = nil, earningsScale: [Double],
    useScale: [Double], costScale: [Double]
  ) {
    self.openingState = openingState
    self.baseYearBirthsFactor = baseYearBirthsFactor
    self.baseYearBoysShare = baseYearBoysShare
    self.earningsScale = earningsScale
    self.useScale = useScale
    self.costScale = costScale
  }
}

/// One region of a projection.
public struct Region: Sendable {
  /// The name in files.
  public let id: String
  /// Its tables.
  public let tables: PlaceTables
  /// What its base year fixed.
  public var fit: BaseYearFit

  /// A region under the name `id`, with what is read for it and what is fitted to it.
  public init(id: String, tables: PlaceTables, fit: BaseYearFit) {
    self.id = id
    self.tables = tables
    self.fit = fit
  }

  /// Boys among the births of a year: by the sex ratio at birth, in the base year as fitted.
  public func boysShare(year: Int) -> Double {
    let perGirl = tables.sexRatioAtBirth[year]
    return (year == 0 ? fit.baseYearBoysShare : nil) ?? perGirl / (1 + perGirl)
  }
}
