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

  /// A column, or a flow, that is computed by itself.
  private struct Alone: Hashable {
    let weights: Int
    let group: Int
  }

  /// Every flow by group of months and column, persons, services or money at the yearly rate.
  func values(_ year: Int) -> [[[Double]]] {
    let counts = Counts(self)
    let products = plan.groups.indices.map { counts.product(compiled.matrices[$0], $0) }
    let standings = plan.weights.indices.map { self.standings($0, year) }
    let apart = plan.weights.indices.map { self.apart($0, year) }
    // Flows and columns of weights that are compiled for each column: one column's rows are held at a time.
    var alone: [Alone: (columns: [Int], flows: [Int])] = [:]
    var values = plan.flows.enumerated().map { index, flow -> [[Double]] in
      surfaces[flow.weights].evaluations[year].enumerated().map { group, evaluation in
        let first = compiled.rows[index][group] * Self.width, place = Alone(weights: flow.weights, group: group)
        switch evaluation {
        case .central:
          if !apart[flow.weights].isEmpty { alone[place, default: (apart[flow.weights], [])].flows.append(index) }
          return Array(products[flow.group][first..<(first + Self.width)])
        case .direct:
          alone[place, default: (Array(0..<columns.used), [])].flows.append(index)
          return [Double](repeating: 0, count: Self.width)
        case .surface:
          guard let standing = standings[flow.weights][group] else { preconditionFailure("a surface has a place") }
          if !standing.outside.isEmpty { alone[place, default: (standing.outside, [])].flows.append(index) }
          return value(standing, flow, products[flow.group], first, counts)
        }
      }
    }
    for (place, item) in alone {
      let entry = plan.weights[place.weights], month = compiled.months[place.weights].first[place.group]
      for column in item.columns {
        let rows = entry.columns.rows(entry.variant, columns, year, month: month, column)
        for index in item.flows { values[index][place.group][column] = sum(plan.flows[index], rows, column, counts) }
      }
    }
    return values
  }

  /// A flow of a column from rows of its own.
  private func sum(_ flow: PathFlow, _ rows: [Double], _ column: Int, _ counts: Counts) -> Double {
    let panel = Age.panelCount, (people, first) = counts.persons(flow.group)
    return (0..<panel).reduce(0) { $0 + rows[flow.row * panel + $1] * people[first + $1 * Self.width + column] }
  }

  /// A flow from a surface: Σ products by people × products by place, times what use and bill were divided by.
  private func value(
    _ standing: Standing, _ flow: PathFlow, _ products: [Double], _ first: Int, _ counts: Counts
  ) -> [Double] {
    let width = Self.width, own = standing.surface.rows[flow.row]
    let places = standing.surface.products(flow.row, standing.terms)
    var values = [Double](repeating: 0, count: width)
    if own.isFloored {
      let cells = standing.surface.cells(flow.row, places), (people, first) = counts.persons(flow.group)
      Self.add(cells, people, from: first, rows: Age.panelCount, to: &values)
    } else {
      Self.add(places, products, from: first, rows: own.rank, to: &values)
    }
    guard !own.factors.isEmpty else { return values }
    var factors = [Double](repeating: 0, count: width)
    for group in own.factors { for column in 0..<width { factors[column] += standing.logs[group][column] } }
    VectorMath.exp(&factors)
    for column in 0..<width { values[column] *= factors[column] }
    return values
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

  /// Where the columns of a set of weights stand, by group of months; nil where they stand on no surface.
  private func standings(_ weights: Int, _ year: Int) -> [Standing?] {
    let own = surfaces[weights]
    guard own.evaluations[year].contains(where: { if case .surface = $0 { true } else { false } }) else {
      return own.evaluations[year].map { _ in nil }
    }
    let multipliers = plan.weights[weights].columns.multipliers
    return own.evaluations[year].enumerated().map { group, evaluation in
      guard case .surface(let place, let shifts) = evaluation else { return nil }
      let month = compiled.months[weights].first[group]
      return standing(
        own.surfaces[place], multipliers, shifts,
        multipliers.map { $0.moves ? $0.ratios(columns, year, month: month) : nil })
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

  /// - Parameter ratios: by multiplier, value ÷ central value on columns; nil where none differs.
  private func standing(
    _ surface: WeightSurface, _ multipliers: [ColumnMultiplier], _ shifts: [Double], _ ratios: [[Double]?]
  ) -> Standing {
    let width = Self.width
    var isAlike = [Bool](repeating: true, count: width)
    // An amount that nobody reaches has no coordinate: it must be out of reach on the column too.
    let held = Set(surface.space.groups.joined())
    for place in multipliers.indices where !held.contains(place) {
      guard let own = ratios[place] else { continue }
      for column in 0..<width where !multipliers[place].isOutOfReach(own[column]) { isAlike[column] = false }
    }
    let groups = surface.space.groups.map { members -> [Double] in
      let first = ratios[members[0]], shift = shifts[members[0]]
      for member in members.dropFirst() {
        // Those that moved alike on the probe paths do so here, but for what only far away differs.
        let own = ratios[member], level = shifts[member] == shift ? 1 : exp(shifts[member] - shift)
        for column in 0..<width {
          let ratio = first?[column] ?? 1, other = (own?[column] ?? 1) * level
          if !(abs(other - ratio) <= Self.alike * abs(ratio)) { isAlike[column] = false }
        }
      }
      guard var logs = first else { return [Double](repeating: shift, count: width) }
      VectorMath.log(&logs)
      for column in 0..<width { logs[column] += shift }
      return logs
    }
    let (places, isInside) = surface.space.places(groups)
    return Standing(
      surface: surface, terms: surface.terms(at: places), logs: groups,
      outside: (0..<columns.used).filter { !isInside[$0] || !isAlike[$0] })
  }
}

/// People of all groups on a slab.
private struct Counts {
  private let counted: [CountedGroups]
  /// Of each group, the way of moving people and its place among those that share it.
  private let places: [(membership: Int, place: Int)]

  init(_ flows: PathFlows) {
    var places: [(membership: Int, place: Int)] = []
    var groups = flows.people.map { _ in [CountedGroup]() }
    for group in flows.plan.groups {
      places.append((group.membership, groups[group.membership].count))
      groups[group.membership].append(CountedGroup(statuses: group.statuses, basis: group.basis))
    }
    self.places = places
    let people = flows.compiled.people
    counted = groups.indices.map {
      flows.people[$0].counted(groups[$0], sharesBefore: people.sharesBefore[$0], shares: people.shares[$0])
    }
  }

  /// Persons of a group, `[sex·age][column]`, from a place on.
  func persons(_ group: Int) -> (persons: [Double], first: Int) {
    let own = counted[places[group].membership]
    return (own.persons, places[group].place * own.size)
  }

  /// Rows by cell times the people of a group, `[row][column]`.
  func product(_ matrix: [Double], _ group: Int) -> [Double] {
    let rows = matrix.count / Age.panelCount, width = ColumnSlab.width, (people, first) = persons(group)
    return [Double](unsafeUninitializedCapacity: rows * width) { target, filled in
      matrix.withUnsafeBufferPointer { a in
        people.withUnsafeBufferPointer { b in
          TileProduct.multiply(
            MatrixBlock(a, rows: rows, columns: Age.panelCount),
            MatrixBlock(b, from: first, rows: Age.panelCount, columns: width, stride: width),
            into: MutableMatrixBlock(target, rows: rows, columns: width))
        }
      }
      filled = rows * width
    }
  }
}
