import Quantities

/// Net migrants: half of them join at the age at the start of the year, half at the age reached.
struct CohortMigrants {
  private let layout: CohortLayout
  private let columns: Int
  private let width: Int
  private let half: [Double]
  private let priorMix: [[Double]]

  init(_ layout: CohortLayout, columns: Int, width: Int, half: [Double], _ priorMix: [[Double]]) {
    self.layout = layout
    self.columns = columns
    self.width = width
    self.half = half
    self.priorMix = priorMix
  }

  /// The people of a cell with half the migrants, in `tile`; the people themselves where nobody migrates.
  func joined(
    _ cell: Int, _ people: UnsafePointer<Double>, _ count: Int, _ tile: UnsafeMutablePointer<Double>
  ) throws -> UnsafePointer<Double> {
    guard moves(cell) else { return people }
    tile.update(from: people, count: count * width)
    try add(cell, count, tile)
    return UnsafePointer(tile)
  }

  /// Adds half the migrants to every cell.
  func join(_ people: UnsafeMutablePointer<Double>) throws {
    for sex in 0..<Sex.count {
      for age in 0..<layout.ages {
        let cell = sex * layout.ages + age, (first, count) = layout.cohort(sex, age)
        if moves(cell) { try add(cell, count, people + first * width) }
      }
    }
  }

  private func moves(_ cell: Int) -> Bool { half[(cell * width)..<((cell + 1) * width)].contains { $0 != 0 } }

  private func add(_ cell: Int, _ count: Int, _ people: UnsafeMutablePointer<Double>) throws {
    for column in 0..<width {
      let migrants = half[cell * width + column]
      guard migrants != 0 else { continue }
      var residents = 0.0
      for carrier in 0..<count { residents += people[carrier * width + column] }
      if residents + migrants < 0, column < columns {
        throw CohortEmigration(cell: cell, column: column, leaving: -migrants, residents: residents)
      }
      for carrier in 0..<count {
        let place = carrier * width + column
        let share =
          residents > 0 ? people[place] / residents : count == 1 && layout.isFactored ? 1 : priorMix[carrier][cell]
        people[place] += migrants * share
      }
    }
  }
}
