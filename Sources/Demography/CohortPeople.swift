import Quantities

/// People of all cohorts on columns, and what the latest year did to them. Columns are contiguous and padded: the last bits of a
/// product may depend on its width, so that is a multiple of 8.
public struct CohortPeople: Sendable {
  /// Where cohorts stand.
  public let layout: CohortLayout
  /// Columns in use.
  public private(set) var columns: Int
  /// Columns held.
  public let width: Int
  /// Persons at the end of the year before, `[carrier][column]`.
  public internal(set) var before: [Double]
  /// Persons at the end of the year.
  public internal(set) var now: [Double]
  /// Who died in it, at the age they reached or would have reached.
  public internal(set) var died: [Double]
  /// Live births of the year, by column.
  public internal(set) var births: [Double]

  /// The same people in every column.
  ///
  /// - Parameters:
  ///   - opening: persons `[cell][state]`.
  ///   - columns: those in use.
  ///   - slabWidth: the columns of a slab, all of which hold people though the last ones may not be in use. Nil: as many as
  ///     are in use and padding, which stays empty.
  public init(opening: [Double], _ layout: CohortLayout, columns: Int, slabWidth: Int? = nil) {
    precondition(opening.count == layout.cells * layout.states, "an opening of another shape")
    precondition(slabWidth.map { $0 >= columns && $0 % 8 == 0 } ?? true, "columns come by eights")
    self.layout = layout
    self.columns = columns
    width = slabWidth ?? (columns + 7) / 8 * 8
    now = [Double](repeating: 0, count: layout.carriers * width)
    died = now
    births = [Double](repeating: 0, count: width)
    let filled = slabWidth ?? columns
    for sex in 0..<Sex.count {
      for age in 0..<layout.ages {
        let start = (sex * layout.ages + age) * layout.states
        let state = opening[start..<(start + layout.states)]
        let (first, count) = layout.cohort(sex, age)
        for (offset, value) in (count == layout.states ? Array(state) : [state.reduce(0, +)]).enumerated() {
          for column in 0..<filled { now[(first + offset) * width + column] = value }
        }
      }
    }
    before = now
  }

  /// The same people, so many columns of whom are in use.
  ///
  /// - Precondition: no more than are held.
  public func inUse(_ columns: Int) -> CohortPeople {
    precondition(columns <= width, "columns that are not there")
    var people = self
    people.columns = columns
    return people
  }

  /// One column of a dense layout, `[cell][state]`.
  public func column(_ column: Int) -> [Double] { stride(from: column, to: now.count, by: width).map { now[$0] } }

  /// Deaths of the year in a column.
  public func deaths(_ column: Int) -> Double {
    stride(from: column, to: died.count, by: width).reduce(0) { $0 + died[$1] }
  }
}
