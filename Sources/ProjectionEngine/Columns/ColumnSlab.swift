import Arrays
import Quantities
import SchemeModel

/// Innovations of the drivers on the columns of one slab, by drawn year: what ``ColumnSlab`` is moved by.
struct DriverSlab: Sendable {
  /// x, `[year][driver][column]`.
  let levels: [Double]
  /// Σ x over the years so far.
  let cumulated: [Double]
  let drivers: Int
  /// Year index of the first drawn year.
  let firstYear: Int

  /// Nothing is drawn.
  static let none = DriverSlab(levels: [], cumulated: [], drivers: 0, firstYear: .max)
}

/// The differences between columns and central path in one slab, a year at a time (<doc:Uncertainty>: index rules act
/// per column; the steps are those of ``ColumnStep``).
struct ColumnSlab: Sendable {
  static let width = 64

  let nodes: [ColumnNode]
  let firstPath: Int
  /// Whether the one column is the central path.
  var isCentral = false
  /// Columns that stand for paths; the others pad the slab.
  let used: Int
  /// δ of this year and of the year before, `[node][column]`.
  var differences: [Double]
  private(set) var lastDifferences: [Double]
  /// What a step remembers: its value ÷ central value at the end of the dated years (or the difference), and the growth, or
  /// the source's ratio, since then.
  var anchors: [Double]
  var runs: [Double]

  init(_ graph: ColumnGraph, firstPath: Int, used: Int) {
    nodes = graph.nodes
    self.firstPath = firstPath
    self.used = used
    let size = nodes.count * Self.width
    differences = [Double](repeating: 0, count: size)
    lastDifferences = differences
    anchors = [Double](repeating: 1, count: size)
    runs = anchors
  }

  /// The columns of another slab as those of other paths.
  init(_ other: ColumnSlab, firstPath: Int, used: Int) {
    nodes = other.nodes
    self.firstPath = firstPath
    self.used = used
    differences = other.differences
    lastDifferences = other.lastDifferences
    anchors = other.anchors
    runs = other.runs
  }

  /// δ of a node, by column.
  func difference(_ node: Int) -> ArraySlice<Double> {
    differences[(node * Self.width)..<((node + 1) * Self.width)]
  }

  /// Goes on to the year at `year`; call it for every year from 0 on.
  ///
  /// - Parameter acting: whether the reaction of a scenario acts on a column this year; nil where none does.
  /// - Throws: ``FundcastError`` where drivers take a value out of its range.
  mutating func advance(
    to year: Int, _ drivers: DriverSlab, baseYear: Int, acting: ((_ scenario: Int, _ column: Int) -> Bool)? = nil
  ) throws {
    move(to: year, drivers, acting: acting)
    for (place, node) in nodes.enumerated() { try check(node, place * Self.width, year, baseYear) }
  }

  /// The same whatever values come out.
  mutating func move(
    to year: Int, _ drivers: DriverSlab, acting: ((_ scenario: Int, _ column: Int) -> Bool)? = nil
  ) {
    swap(&differences, &lastDifferences)
    for (place, node) in nodes.enumerated() {
      if case .reacting(let step) = node.step {
        react(node, step, place * Self.width, year) { acting?(node.scenario, $0) ?? false }
      } else {
        evaluate(node, place, year, drivers)
      }
    }
  }

  private mutating func evaluate(_ node: ColumnNode, _ place: Int, _ year: Int, _ drivers: DriverSlab) {
    let width = Self.width, start = place * width
    for column in 0..<width {
      differences[start + column] = node.input.map { differences[$0 * width + column] } ?? 0
    }
    let isRunning = year > node.after
    switch node.step {
    case .added(let driver, let isCumulated):
      guard isRunning else { return }
      let x = moves(driver, isCumulated, year, drivers)
      for column in 0..<width { differences[start + column] += x[column] }
    case .scaled(let driver, let isCumulated):
      guard isRunning else { return }
      var factors = moves(driver, isCumulated, year, drivers)
      VectorMath.exp(&factors)
      let central = node.central[year]
      for column in 0..<width {
        differences[start + column] = (central + differences[start + column]) * factors[column] - central
      }
    case .grown(_, let central): grow(node, start, year, central)
    case .indexed(_, let central): index(node, start, year, central)
    case .sum:
      guard isRunning else { return }
      for column in 0..<width {
        differences[start + column] = node.sources.reduce(0) { $0 + sourceDifference($1, column) }
      }
    case .multiple(let factor, _):
      guard isRunning else { return }
      for column in 0..<width { differences[start + column] = factor * sourceDifference(node.sources[0], column) }
    case .carried(let central): carry(node, start, year, central)
    case .lagged:
      let source = node.sources[0]
      for column in 0..<width {
        differences[start + column] = year == 0 ? 0 : source.node.map { lastDifferences[$0 * width + column] } ?? 0
      }
    case .reacting: return
    case .kept(let weights):
      for column in 0..<width { differences[start + column] *= weights[year] }
    case .blended(let kept, let earlier, _):
      for column in 0..<width {
        differences[start + column] =
          kept[year] * differences[start + column] + earlier[year] * sourceDifference(node.sources[0], column)
      }
    }
  }

  /// A level that grows by a parameter's own values from its last dated year on.
  private mutating func grow(_ node: ColumnNode, _ start: Int, _ year: Int, _ central: [Double]) {
    guard year > node.after else { return anchor(node, start, year, central[year]) }
    let source = node.sources[0], growth = source.central[year]
    for column in 0..<Self.width {
      runs[start + column] *= (1 + growth + sourceDifference(source, column)) / (1 + growth)
      differences[start + column] = central[year] * (anchors[start + column] * runs[start + column] - 1)
    }
  }

  /// A level that moves in proportion to a parameter from its last dated year on.
  private mutating func index(_ node: ColumnNode, _ start: Int, _ year: Int, _ central: [Double]) {
    let source = node.sources[0]
    if year <= node.after {
      anchor(node, start, year, central[year])
      guard year == node.after else { return }
      for column in 0..<Self.width { runs[start + column] = sourceRatio(source, year, column) }
      return
    }
    for column in 0..<Self.width {
      let ratio = sourceRatio(source, year, column) / runs[start + column]
      differences[start + column] = central[year] * (anchors[start + column] * ratio - 1)
    }
  }

  /// A value kept from its last dated year on: in proportion to the central one, or, without one, as a difference.
  private mutating func carry(_ node: ColumnNode, _ start: Int, _ year: Int, _ central: [Double]?) {
    let isRunning = year > node.after
    if let central, !isRunning { return anchor(node, start, year, central[year]) }
    if central == nil, year == node.after {
      for column in 0..<Self.width { anchors[start + column] = differences[start + column] * node.decemberShare }
    }
    guard isRunning else { return }
    guard node.after >= 0 else { return clear(start) }
    for column in 0..<Self.width {
      differences[start + column] = central.map { $0[year] * (anchors[start + column] - 1) } ?? anchors[start + column]
    }
  }

  private mutating func clear(_ start: Int) {
    for column in 0..<Self.width { differences[start + column] = 0 }
  }

  /// Remembers value ÷ central value at the end of the last dated year.
  private mutating func anchor(_ node: ColumnNode, _ start: Int, _ year: Int, _ central: Double) {
    let central = node.decemberCentral ?? central
    guard year == node.after, central != 0 else { return }
    for column in 0..<Self.width {
      anchors[start + column] = 1 + differences[start + column] * node.decemberShare / central
    }
  }

  func sourceDifference(_ source: ColumnNode.Source, _ column: Int) -> Double {
    source.node.map { differences[$0 * Self.width + column] } ?? 0
  }

  /// What a parameter is on a column ÷ its central value; one where it is the same, nothing by nothing included.
  private func sourceRatio(_ source: ColumnNode.Source, _ year: Int, _ column: Int) -> Double {
    let difference = sourceDifference(source, column)
    return difference == 0 ? 1 : 1 + difference / source.central[year]
  }

  private func moves(_ driver: Int, _ isCumulated: Bool, _ year: Int, _ drivers: DriverSlab) -> [Double] {
    guard year >= drivers.firstYear else { return [Double](repeating: 0, count: Self.width) }
    let start = ((year - drivers.firstYear) * drivers.drivers + driver) * Self.width
    return Array((isCumulated ? drivers.cumulated : drivers.levels)[start..<(start + Self.width)])
  }

  private func check(_ node: ColumnNode, _ start: Int, _ year: Int, _ baseYear: Int) throws {
    for column in 0..<used {
      let value = node.central[year] + differences[start + column]
      guard differences[start + column] != 0, !node.range.contains(value) else { continue }
      throw FundcastError(.data, outOfRange(node, year, baseYear, column: column, value))
    }
  }

  /// What is said of a value out of its range. Where the central path stands on the bound, no deviation is small enough.
  private func outOfRange(
    _ node: ColumnNode, _ year: Int, _ baseYear: Int, column: Int, _ value: Double
  ) -> Diagnostic {
    let range = [node.range.lowerBound, node.range.upperBound], texts = range.map { ShortNumber.text($0) }
    let central = node.central[year], calendar = baseYear + year
    let place = isCentral ? "on the central path" : "on path \(firstPath + column)"
    var remedy =
      "lower the deviation or the persistence of the driver behind it in `draws:`, or what the reform changes"
    if !isCentral, central == (value < central ? range[0] : range[1]) {
      remedy =
        "it is \(ShortNumber.text(central)) without drivers, where every deviation leads out: give it a value inside, take it out of the driver's `levers:`"
      if case .added = node.step, central == 0 { remedy += ", or write `effect: scale`, under which 0 stays 0" }
    }
    return Diagnostic(
      "\(isCentral ? "the rule that reacts takes" : "drivers take") \(node.name) out of \(texts[0])…\(texts[1]) in \(calendar) \(place)",
      of: isCentral ? .lever(node.name) : .driven(node.name), in: FaultScope(year: calendar),
      value: ShortNumber.text(value), remedy: remedy)
  }
}
