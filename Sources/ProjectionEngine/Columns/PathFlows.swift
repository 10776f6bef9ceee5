import Arrays
import Demography
import Glibc
import Quantities
import SchemeModel

/// Flows of one year on one slab: one matrix product for every group of people, then products of surfaces into values.
struct PathFlows {
  private static let width = ColumnSlab.width
  /// Ratios of values that are no further apart, as a share, move alike.
  private static let alike = 1e-9

  let plan: RegionPathPlan
  let surfaces: [WeightSurfaces]
  let compiled: PathYear
  let columns: ColumnSlab
  let people: [CohortPeople]

  /// Where the columns of a set of weights stand in a group of months.
  private struct Standing {
    let surface: WeightSurface
    let terms: [Double]
    /// Logarithms of groups of multipliers, `[group][column]`.
    let logs: [[Double]]
    /// Columns outside the box.
    let outside: [Int]
  }

  /// A set of weights in a group of months.
  private struct Moment: Hashable {
    let weights: Int
    let group: Int
  }

  /// Every flow by group of months and column, persons, services or money at the yearly rate.
  func values(_ year: Int) -> [[[Double]]] {
    var counts = Counts(self)
    let products = counts.products()
    // Columns of weights that are compiled for each column: one column's rows are held at a time.
    var alone: [(moment: Moment, columns: [Int])] = []
    var values = plan.flows.map { surfaces[$0.weights].evaluations[year].map { _ in [Double]() } }
    for weights in plan.weights.indices {
      let apart = apart(weights, year)
      for (group, evaluation) in surfaces[weights].evaluations[year].enumerated() {
        let moment = Moment(weights: weights, group: group)
        switch evaluation {
        case .central:
          for index in plan.flowsOfWeights[weights] {
            let first = compiled.rows[index][group] * Self.width
            values[index][group] = Array(products[plan.flows[index].group][first..<(first + Self.width)])
          }
          if !apart.isEmpty { alone.append((moment, apart)) }
        case .direct:
          for index in plan.flowsOfWeights[weights] {
            values[index][group] = [Double](repeating: 0, count: Self.width)
          }
          alone.append((moment, Array(0..<columns.used)))
        case .surface(let place, let shifts):
          let standing = standing(moment, surfaces[weights].surfaces[place], shifts, year)
          enter(standing, moment, products, &counts, into: &values)
          if !standing.outside.isEmpty { alone.append((moment, standing.outside)) }
        }
      }
    }
    for (moment, some) in alone {
      let entry = plan.weights[moment.weights], month = compiled.months[moment.weights].first[moment.group]
      for column in some {
        let rows = entry.columns.rows(entry.variant, columns, year, month: month, column)
        for index in plan.flowsOfWeights[moment.weights] {
          values[index][moment.group][column] = sum(plan.flows[index], rows, column, &counts)
        }
      }
    }
    return values
  }

  /// A flow of a column from rows of its own.
  private func sum(_ flow: PathFlow, _ rows: [Double], _ column: Int, _ counts: inout Counts) -> Double {
    let panel = Age.panelCount, people = counts.persons(flow.group)
    return (0..<panel).reduce(0) { $0 + rows[flow.row * panel + $1] * people[$1 * Self.width + column] }
  }

  /// Flows from a surface: Σ products by people × products by place, times what use and bill were divided by.
  private func enter(
    _ standing: Standing, _ moment: Moment, _ products: [[Double]], _ counts: inout Counts,
    into values: inout [[[Double]]]
  ) {
    let width = Self.width
    // Flows of one row stand next to each other: they differ by who is counted.
    var places: [Double] = [], row = -1
    var factor: [Double] = [], factorGroups: [Int] = []
    for index in plan.flowsOfWeights[moment.weights] {
      let flow = plan.flows[index], own = standing.surface.rows[flow.row]
      if flow.row != row {
        row = flow.row
        places = standing.surface.products(row, standing.terms)
      }
      var sum = [Double](repeating: 0, count: width)
      if own.isFloored {
        let cells = standing.surface.cells(flow.row, places)
        Self.add(cells, counts.persons(flow.group), from: 0, rows: Age.panelCount, to: &sum)
      } else {
        let first = compiled.rows[index][moment.group] * width
        Self.add(places, products[flow.group], from: first, rows: standing.surface.basis(flow.row).rank, to: &sum)
      }
      if !own.factors.isEmpty {
        if own.factors != factorGroups {
          factorGroups = own.factors
          factor = [Double](repeating: 0, count: width)
          for group in factorGroups { RowMath.add(1, standing.logs[group], to: &factor) }
          VectorMath.exp(&factor)
        }
        RowMath.multiply(factor, into: &sum)
      }
      values[index][moment.group] = sum
    }
  }

  /// Adds the products of two tables, `[row][column]`, row by row.
  private static func add(_ a: [Double], _ b: [Double], from first: Int, rows: Int, to values: inout [Double]) {
    precondition(a.count >= rows * width && b.count >= first + rows * width && values.count == width)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        values.withUnsafeMutableBufferPointer { values in
          guard let a = a.baseAddress, let b = b.baseAddress, let values = values.baseAddress else { return }
          for row in 0..<rows { RowMath.addProduct(a + row * width, b + first + row * width, to: values, width) }
        }
      }
    }
  }

  /// Columns that differ in a year in which no probe path does: a rule that reacts may act in some years and not in others.
  private func apart(_ weights: Int, _ year: Int) -> [Int] {
    let own = plan.weights[weights].columns
    guard !own.isCentral, plan.hasReactions,
      surfaces[weights].evaluations[year].contains(where: { if case .central = $0 { true } else { false } })
    else { return [] }
    let ratios = own.multipliers.filter(\.moves).map { $0.ratios(columns, year, month: 0) }
    return (0..<columns.used).filter { column in ratios.contains { $0[column] != 1 } }
  }

  /// Where the columns of a set of weights stand on a surface.
  private func standing(_ moment: Moment, _ surface: WeightSurface, _ shifts: [Double], _ year: Int) -> Standing {
    let width = Self.width, multipliers = plan.weights[moment.weights].columns.multipliers
    let month = compiled.months[moment.weights].first[moment.group]
    // By multiplier, value ÷ central value on columns; nil where none differs.
    let ratios = multipliers.map { $0.moves ? $0.ratios(columns, year, month: month) : nil }
    var isAlike = [Bool](repeating: true, count: width)
    // An amount that nobody reaches has no coordinate: it must be out of reach on the column too.
    for place in surface.space.apart {
      guard let own = ratios[place] else { continue }
      for column in 0..<width where !multipliers[place].isOutOfReach(own[column]) { isAlike[column] = false }
    }
    let still = [Double](repeating: 1, count: width)
    let groups = surface.space.groups.map { members -> [Double] in
      let first = ratios[members[0]] ?? still, shift = shifts[members[0]]
      for member in members.dropFirst()
      where ratios[member] != nil || ratios[members[0]] != nil || shifts[member] != shift {
        // Those that moved alike on the probe paths do so here, but for what only far away differs.
        let own = ratios[member] ?? still, level = shifts[member] == shift ? 1 : exp(shifts[member] - shift)
        for column in own.indices where !(abs(own[column] * level - first[column]) <= Self.alike * abs(first[column])) {
          isAlike[column] = false
        }
      }
      guard ratios[members[0]] != nil else { return [Double](repeating: shift, count: width) }
      var logs = first
      VectorMath.log(&logs)
      RowMath.add(shift, to: &logs)
      return logs
    }
    let (places, isInside) = surface.space.places(groups)
    return Standing(
      surface: surface, terms: surface.terms(at: places), logs: groups,
      outside: (0..<columns.used).filter { !isInside[$0] || !isAlike[$0] })
  }
}

/// People by group on a slab.
private struct Counts {
  private let flows: PathFlows
  /// Persons by cell of those groups that are asked for, `[sex·age][column]`.
  private var known: [Int: [Double]] = [:]
  /// Cells that are counted for all groups before the next are: their people stay in the cache.
  private static let cells = 32

  init(_ flows: PathFlows) { self.flows = flows }

  private func count(_ group: Int, _ cells: Range<Int>, into persons: UnsafeMutableBufferPointer<Double>) {
    let own = flows.plan.groups[group], people = flows.compiled.people
    flows.people[own.membership].count(
      own, cells, sharesBefore: people.sharesBefore[own.membership], shares: people.shares[own.membership],
      into: persons)
  }

  /// Persons of a group, `[sex·age][column]`.
  mutating func persons(_ group: Int) -> [Double] {
    if let persons = known[group] { return persons }
    let size = Age.panelCount * ColumnSlab.width
    let persons = [Double](unsafeUninitializedCapacity: size) { target, filled in
      count(group, 0..<Age.panelCount, into: target)
      filled = size
    }
    known[group] = persons
    return persons
  }

  /// By group, rows by cell times people, `[row][column]`.
  func products() -> [[Double]] {
    let panel = Age.panelCount, width = ColumnSlab.width, matrices = flows.compiled.matrices
    var products = matrices.map { [Double](repeating: 0, count: $0.count / panel * width) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.cells * width) { persons in
      for first in stride(from: 0, to: panel, by: Self.cells) {
        let cells = first..<min(first + Self.cells, panel)
        for group in matrices.indices where !matrices[group].isEmpty {
          count(group, cells, into: persons)
          let rows = matrices[group].count / panel
          products[group].withUnsafeMutableBufferPointer { target in
            matrices[group].withUnsafeBufferPointer { matrix in
              TileProduct.multiply(
                MatrixBlock(matrix, from: first, rows: rows, columns: cells.count, stride: panel),
                MatrixBlock(UnsafeBufferPointer(persons), rows: cells.count, columns: width),
                into: MutableMatrixBlock(target, rows: rows, columns: width), accumulate: first > 0)
            }
          }
        }
      }
    }
    return products
  }
}
