import Quantities
import SchemeModel
import Testing

/// The product of axes, and selections on it.
@Suite struct StateSpaceTests {
  private static func axis(_ id: String, _ levels: [(id: String, group: String?)]) -> StateAxis {
    let title = LocalizedText(en: id, zh: id)
    return StateAxis(
      id: id, title: title, levels: levels.map { StateLevel(id: $0.id, title: title, group: $0.group) })
  }

  /// Two statuses, three levels, four classes.
  static let space = StateSpace([
    axis("status", [("worker", "employee"), ("child", nil)]),
    axis("dependency", [("independent", nil), ("moderate", "dependent"), ("severe", "dependent")]),
    axis("income", [("d1", "poor"), ("d2", "poor"), ("d3", nil), ("d4", nil)]),
  ])

  /// Every state and its levels, counted out by hand: the status outermost, the last axis innermost.
  @Test func statesAreNumberedFromTheInnermostAxis() {
    let space = Self.space
    #expect(space.count == 24)
    var state = 0
    for status in 0..<2 {
      for dependency in 0..<3 {
        for income in 0..<4 {
          let levels = [status, dependency, income]
          #expect(space.state(at: levels) == state)
          #expect((0..<3).map { space.level(of: state, on: $0) } == levels)
          for axis in 0..<3 {
            for level in space.axes[axis].levels.indices {
              var moved = levels
              moved[axis] = level
              #expect(space.moved(state, along: axis, to: level) == space.state(at: moved))
            }
          }
          state += 1
        }
      }
    }
    #expect(space.states[17].id == "child.moderate.d2" && space.levels(of: 17) == ["child", "moderate", "d2"])
    #expect(space.entry(1) == 12 && space.states[12].group == nil && space.states[11].group == "employee")
  }

  /// Without further axes a state is a status and bears its name.
  @Test func statusesAlone() {
    let space = StateSpace([Self.space.axes[0]])
    #expect(space.states.map(\.id) == ["worker", "child"] && space.entry(1) == 1)
    #expect(StateSpace(statuses: []).count == 0 && StateSpace([]).states.isEmpty)
  }

  @Test func selections() throws {
    let space = Self.space
    func named(_ name: String) throws -> [Int] { space.states(try #require(space.selection(named: name))) }
    #expect(try named("all") == Array(0..<24))
    #expect(try named("employee") == Array(0..<12))
    #expect(try named("severe") == [8, 9, 10, 11, 20, 21, 22, 23])
    #expect(try named("dependent") == Array(4..<12) + Array(16..<24))
    #expect(try named("poor").count == 12)
    #expect(space.selection(named: "rich") == nil)
    let both = StateSelection.both([.levels(axis: 0, [1]), .levels(axis: 1, [1, 2]), .levels(axis: 2, [3])])
    #expect(space.states(both) == [19, 23])
    #expect(space.states(.either([.levels(axis: 2, [3]), both])).count == 8)
    #expect(
      space.names == [
        "worker", "child", "independent", "moderate", "severe", "d1", "d2", "d3", "d4", "employee", "dependent", "poor",
        "all",
      ])
  }

  /// Names with dots between them choose whom all of them choose; the title is that of the levels.
  @Test func namesWithDots() {
    let space = Self.space
    #expect(
      space.states(path: "child.dependent.d4") == [19, 23] && space.states(path: "d4.child.dependent") == [19, 23])
    #expect(space.states(path: "worker") == Array(0..<12) && space.states(path: "worker.child") == [])
    for name in ["", "all", "worker.", ".worker", "worker..severe", "worker.rich", "worker.all"] {
      #expect(space.states(path: name) == nil, "\(name)")
    }
    #expect(space.title(path: "worker.severe").en == "status, dependency")
    #expect(space.title(path: "worker.severe").zh == "status, dependency" && space.title(path: "poor").en == "poor")
  }

  /// A move along one axis, of everybody: whoever is there stays, the others keep their levels on the other axes.
  @Test func movesAlongAnAxis() {
    let space = Self.space
    let one = AxisMove(
      id: "m", from: Array(0..<24), axis: 1, to: [(2, ScalarProduct())], hazard: .profile(0)
    ).moves(in: space)
    #expect(one.map(\.from) == (0..<24).filter { $0 / 4 % 3 != 2 })
    for move in one { #expect(move.destinations.map(\.status) == [move.from / 12 * 12 + 8 + move.from % 4]) }
    let two = AxisMove(
      id: "m", from: [5], axis: 2, to: [(0, ScalarProduct()), (1, ScalarProduct())], hazard: .profile(0)
    ).moves(in: space)
    #expect(two.map { $0.destinations.map(\.status) } == [[4, 5]])
  }
}
