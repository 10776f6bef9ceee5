/// The place of a parameter in the lever registry, and so in every ``ParameterSet``.
public struct ParameterID: Sendable, Hashable {
  /// The index in registry order.
  public let index: Int
  /// A handle for the parameter at `index`.
  public init(_ index: Int) { self.index = index }
}

/// The value of one parameter in every computed year.
public struct ParameterPath: Sendable, Hashable {
  /// One value a year, the mean of its months; index 0 is the base year.
  public let annual: [Double]
  /// Twelve values a year where the parameter changes within some year, else nil.
  public let monthly: [Double]?

  /// A path of values in the unit of the lever.
  ///
  /// - Parameters:
  ///   - annual: `[year]`, means of the months.
  ///   - monthly: `[year][month]`, flat; nil where no year has a change within it.
  /// - Precondition: twelve months for each year.
  public init(annual: [Double], monthly: [Double]? = nil) {
    precondition(monthly == nil || monthly?.count == annual.count * 12, "twelve months a year")
    self.annual = annual
    self.monthly = monthly
  }

  /// One mix of all values: sets of paths are looked up by the thousand, and differ in a value or two.
  public func hash(into hasher: inout Hasher) {
    func mixed(_ values: [Double], _ start: UInt64) -> UInt64 {
      // Zeros of both signs are equal, and alike when zero is added.
      values.reduce(start) { ($0 ^ ($1 + 0).bitPattern) &* 0x9E37_79B9_7F4A_7C15 }
    }
    hasher.combine(mixed(monthly ?? [], mixed(annual, 0)))
  }

  /// The same path with the value of the year at index `year` moved by `difference`, in the unit of the lever; its
  /// months move in proportion, or as much where the year is zero.
  public func moved(in year: Int, by difference: Double) -> ParameterPath {
    guard difference != 0 else { return self }
    var annual = annual, monthly = monthly
    let before = annual[year]
    annual[year] += difference
    if monthly != nil {
      for month in (year * 12)..<(year * 12 + 12) {
        let value = monthly?[month] ?? before
        monthly?[month] = before == 0 ? value + difference : value * (annual[year] / before)
      }
    }
    return ParameterPath(annual: annual, monthly: monthly)
  }

  /// Whether both have the same value in every month of the year at `year`.
  public func agrees(with other: ParameterPath, in year: Int) -> Bool {
    guard annual[year] == other.annual[year] else { return false }
    guard monthly != nil || other.monthly != nil else { return true }
    return (0..<12).allSatisfy { value(year: year, month: $0) == other.value(year: year, month: $0) }
  }

  /// The value in `month` (0…11) of the year at `year`.
  public func value(year: Int, month: Int) -> Double {
    if let monthly { return monthly[year * 12 + month] }
    return annual[year]
  }
}

/// All parameters of one scenario in one region, by ``ParameterID``.
public struct ParameterSet: Sendable {
  /// The paths in registry order.
  public var paths: [ParameterPath]

  /// A set of paths in registry order.
  public init(paths: [ParameterPath]) { self.paths = paths }

  /// The path of a parameter.
  public subscript(_ id: ParameterID) -> ParameterPath { paths[id.index] }

  /// The yearly value of a parameter; `year` 0 is the base year.
  public func value(_ id: ParameterID, _ year: Int) -> Double { paths[id.index].annual[year] }

  /// Whether any of `ids` changes between months of the year at index `year`.
  public func movesWithin(_ year: Int, _ ids: [ParameterID]) -> Bool {
    ids.contains { id in
      guard let monthly = paths[id.index].monthly else { return false }
      let first = monthly[year * 12]
      return (1..<12).contains { monthly[year * 12 + $0] != first }
    }
  }
}
