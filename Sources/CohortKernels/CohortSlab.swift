/// The people of 64 columns and the results of their latest year.
///
/// One copy of the state: ``CohortWorkspace/step(_:_:weights:)`` overwrites it from the open age down, which halves
/// memory and memory traffic against a state before and a state after.
public final class CohortSlab: Sendable {
  /// The extents.
  public let shape: CohortShape
  /// Persons at the end of the year, `[cell][state][column]`.
  public let people: AlignedDoubles
  /// Flow rows of the year, `[row][column]`: weights · ½(before + after).
  public let flows: AlignedDoubles
  /// Births of the year, `[column]`.
  public let births = AlignedDoubles(count: CohortShape.columns)
  /// Deaths of the year, newborns included, `[column]`.
  public let deaths = AlignedDoubles(count: CohortShape.columns)

  /// An empty slab.
  public init(_ shape: CohortShape) {
    self.shape = shape
    people = AlignedDoubles(count: shape.cells * shape.tile)
    flows = AlignedDoubles(count: shape.rows * CohortShape.columns)
  }

  /// Sets the same state, `[cell][state]`, in every column.
  public func open(with state: [Double]) {
    precondition(state.count == shape.cells * shape.states, "an opening state of another shape")
    for (row, value) in state.enumerated() {
      (people.base + row * CohortShape.columns).update(repeating: value, count: CohortShape.columns)
    }
  }
}
