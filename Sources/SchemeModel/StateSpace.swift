import Quantities

/// The states of people: the product of the axes, flattened. The status is outermost, each later axis lies within the one before
/// it, so that with levels l₀, l₁, l₂ of axes with n₀, n₁, n₂ of them the index of a state is (l₀·n₁ + l₁)·n₂ + l₂.
public struct StateSpace: Sendable {
  /// The axes; the first is that of membership statuses.
  public let axes: [StateAxis]
  /// Every state, by index.
  public let states: [Status]
  /// By axis, how far apart the indices of two neighbouring levels are.
  private let strides: [Int]

  /// The most states: the moves of a year are a matrix of states by states for every sex and age, 0.4 GB at the limit.
  public static let limit = 512

  /// The product of `axes`, the first of them the membership statuses.
  public init(_ axes: [StateAxis]) {
    self.axes = axes
    strides = axes.indices.map { axis in axes[(axis + 1)...].reduce(1) { $0 * $1.levels.count } }
    states = axes.reduce(nil) { Self.within($0, $1.levels) } ?? []
  }

  /// States that are membership statuses and nothing else.
  public init(statuses: [StateLevel]) {
    self.init([StateAxis(id: StateAxis.status, title: LocalizedText(en: "Status", zh: "参保状态"), levels: statuses)])
  }

  private static func within(_ outer: [Status]?, _ levels: [StateLevel]) -> [Status] {
    guard let outer else { return levels.map { Status(id: $0.id, title: $0.title, group: $0.group) } }
    return outer.flatMap { state in
      levels.map { level in
        Status(id: state.id + "." + level.id, title: joined(state.title, level.title), group: state.group)
      }
    }
  }

  /// The title of a state that is at a further level.
  static func joined(_ state: LocalizedText, _ level: LocalizedText) -> LocalizedText {
    state.joined(level, en: ", ", local: "（", end: "）")
  }

  /// The number of states.
  public var count: Int { states.count }

  /// The state with one level of each axis, in the order of the axes.
  public func state(at levels: [Int]) -> Int { zip(levels, strides).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The index of the level that a state has on an axis, both by index.
  public func level(of state: Int, on axis: Int) -> Int { state / strides[axis] % axes[axis].levels.count }

  /// The names of the levels of a state, in the order of the axes.
  public func levels(of state: Int) -> [String] {
    axes.enumerated().map { axis, declared in declared.levels[level(of: state, on: axis)].id }
  }

  /// The state that differs from `state` in its level on one axis; all are indices.
  public func moved(_ state: Int, along axis: Int, to level: Int) -> Int {
    state + (level - self.level(of: state, on: axis)) * strides[axis]
  }

  /// Where people enter a membership status who come from no other state: at the first level of the other axes.
  public func entry(_ status: Int) -> Int { status * (strides.first ?? 1) }

  /// Relative mortality of the levels of a state; empty for mortality as in the table.
  public func mortality(of state: Int) -> [RelativeMortality] {
    axes.enumerated().compactMap { axis, declared in declared.levels[level(of: state, on: axis)].mortality }
  }

  /// The parameters of relative mortality, in the order of axes and levels.
  public var mortalityParameters: [ParameterID] { axes.flatMap(\.levels).compactMap(\.mortality?.factor) }
}
