import Quantities

/// Bills of a year of a status in one bundle or branch, in groups by the bill in its first branch, and who pays them.
///
/// Group 0 does not use the first branch (it may have bills in others); 1 to 10 are its users in equal numbers by exact
/// quantiles of their bills, over sexes, ages, numbers of uses, settings and, where terms move within the year, its months. What
/// the first branch decides is in closed form; others that count are integrated over (``GroupedSum``). What a closing layer
/// pays on the mean of a sex and age is divided in proportion to what is left before it.
public struct RankedBills: Sendable {
  /// The deciles and group 0.
  public static let groups = 11
  /// Person-years by group.
  public private(set) var persons = none
  /// Bills by group.
  public private(set) var bill = none
  /// Eligible expense by group.
  public private(set) var eligible = none
  /// What the basic scheme pays by group.
  public private(set) var basic = none
  /// What each layer pays, `[layer][group]`.
  public private(set) var layers: [[Double]]

  private static let none = [Double](repeating: 0, count: groups)

  /// - Parameters:
  ///   - moments: the same bundle at the moments of a year, each for an equal part of it.
  ///   - exposure: person-years by cell.
  public init(_ moments: [BundleMoment], exposure: [Double]) {
    layers = moments.first?.layers.map { _ in Self.none } ?? []
    let cells = moments.map { RankedCells($0, exposure: exposure.map { $0 / Double(moments.count) }) }
    var ranking = BillRanking()
    for cells in cells { cells.rank(into: &ranking) }
    let bounds = ranking.bounds(groups: Self.groups - 1)
    for cells in cells {
      for cell in cells.weights.indices where cells.weights[cell] > 0 { add(cells, cell, bounds) }
    }
  }

  private mutating func add(_ cells: RankedCells, _ cell: Int, _ bounds: [Double]) {
    let group = cells.groups(cell, bounds), weight = cells.weights[cell]
    for place in 0..<Self.groups {
      persons[place] += weight * group.chance[place]
      bill[place] += weight * group.bill[place]
      eligible[place] += weight * group.eligible[place]
      basic[place] += weight * group.basic[place]
      for layer in layers.indices { layers[layer][place] += weight * group.layers[layer][place] }
    }
  }
}
