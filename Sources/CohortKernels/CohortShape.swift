/// The extents of a dense cohort projection and the order in which a year visits its cells.
///
/// A cell is a sex and an age, `cell = sex · ages + age`; the last age is open. Within a cell people are in one of
/// `states` states. A slab holds ``columns`` columns.
public struct CohortShape: Sendable, Hashable {
  /// Columns of a slab, always all of them computed: the last bits of a product depend on its width, so it never
  /// varies.
  public static let columns = 64

  /// Sexes, the outermost extent.
  public let sexes: Int
  /// Ages, the last one open; at least 2.
  public let ages: Int
  /// States of a cell.
  public let states: Int
  /// Flow rows.
  public let rows: Int
  /// Every cell once: the ages of each sex from the open one down to 1, then age 0 of every sex.
  ///
  /// From the top down, survivors of age a overwrite age a + 1 when that has moved already, so ageing needs no second
  /// copy of the state. Newborns come last because births depend on the women of all other ages.
  public let order: [Int]
  /// Positions in ``order`` that share one flow product. Age 0 has blocks of its own.
  public let blocks: [Range<Int>]

  /// The number of cells.
  public var cells: Int { sexes * ages }
  /// Doubles of a cell of one slab.
  public var tile: Int { states * Self.columns }

  /// - Parameters:
  ///   - sexes: at least 1.
  ///   - ages: at least 2; the last is open.
  ///   - states: at least 1.
  ///   - rows: flow rows, may be 0.
  public init(sexes: Int, ages: Int, states: Int, rows: Int) {
    precondition(sexes >= 1 && ages >= 2 && states >= 1 && rows >= 0, "an extent is too small")
    self.sexes = sexes
    self.ages = ages
    self.states = states
    self.rows = rows
    var order: [Int] = []
    for sex in 0..<sexes {
      for age in stride(from: ages - 1, through: 1, by: -1) { order.append(sex * ages + age) }
    }
    let grown = order.count
    for sex in 0..<sexes { order.append(sex * ages) }
    self.order = order
    // 128 × 64 doubles of exposure, 64 KiB, are still near when they are multiplied.
    let perBlock = max(1, 128 / states)
    var blocks: [Range<Int>] = []
    for (from, to) in [(0, grown), (grown, order.count)] {
      for start in stride(from: from, to: to, by: perBlock) { blocks.append(start..<min(start + perBlock, to)) }
    }
    self.blocks = blocks
  }
}
