import Arrays
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

@testable import Calibration

/// The fit of the base year against answers that are known beforehand, and figures that cannot be met.
@Suite struct BaseYearFitTests {
  let place: FittedPlace

  init() throws { place = try FittedPlace.shandong.get() }

  // MARK: - Known answers

  /// Levers are set at will, their figures computed, and the fit is to find the levers again from the shipped starts.
  @Test(arguments: 0..<4) func knownLeversAreFound(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let known = Dictionary(
      uniqueKeysWithValues: place.result.targets.map { entry in
        (entry.target.unknown, entry.solved * Double.random(in: 0.94...1.04, using: &random))
      })
    let figures = try place.measures(known)
    let found = try BaseYear.fit(place.with(figures: figures), tables: place.tables)
    #expect(found.targets.count == figures.count && found.iterations.solver > 0)
    for (entry, figure) in zip(found.targets, figures) {
      let wanted = try #require(known[entry.target.unknown])
      #expect((entry.achieved / figure - 1).magnitude < Within.chained, "\(entry.target.id)")
      #expect((entry.solved / wanted - 1).magnitude < Within.solved, "\(entry.target.id)")
    }
  }

  /// What the fit says it achieves, a projection of its own achieves.
  @Test func everyFigureIsMet() throws {
    let measured = try place.measures(place.result.solved)
    for (entry, value) in zip(place.result.targets, measured) {
      #expect((entry.achieved / entry.target.value - 1).magnitude < Within.chained, "\(entry.target.id)")
      #expect((value / entry.target.value - 1).magnitude < Within.chained, "\(entry.target.id)")
    }
  }

  /// Started at its solution it has nothing to do but find that out.
  @Test func aSolutionIsRecognised() throws {
    let starts = place.result.targets.map(\.solved)
    let found = try BaseYear.fit(place.with(starts: starts), tables: place.tables)
    for (entry, start) in zip(found.targets, starts) {
      #expect((entry.solved / start - 1).magnitude < Within.chained, "\(entry.target.id)")
    }
    #expect(found.iterations.solver <= 1)
  }

  /// The opening is shifted at will and moved through the base year; from the persons counted then the shifts are found again,
  /// and the people of every age with them.
  @Test(arguments: 0..<4) func aKnownOpeningIsFound(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let parameters = try place.parameters(place.result.solved)
    let opening = try OpeningPopulation(place.baseline, place.tables, parameters)
    func membership(_ baseline: Baseline) -> OpeningMembership {
      OpeningMembership(baseline, place.tables, parameters, opening: opening, timeline: place.timeline)
    }
    let targeted = Set(place.baseline.membershipTargets.flatMap(\.states))
    let shifts = place.baseline.scheme.statuses.indices.map { status in
      targeted.contains(status)
        ? place.result.statuses[status].logitShift + Double.random(in: -0.3...0.3, using: &random) : 0
    }
    let known = membership(place.baseline), state = known.state(shifts)
    let year = try known.baseYear()
    let counted = try year.persons(opening: state, of: known.counted.map { ($0.states, $0.basis) })
    let ids = place.baseline.scheme.statuses.map(\.id)
    let persons = place.persons { id, _ in ids.firstIndex(of: id).map { counted[$0] } }
    let found = try membership(place.with(persons: persons)).align()
    for status in found.statuses where status.target != nil {
      let place = status.counted.states[0]
      #expect((status.logitShift - shifts[place]).magnitude < Within.difference, "\(ids[place])")
      #expect((status.achieved / counted[place] - 1).magnitude <= Within.solved, "\(ids[place])")
    }
    let size = state.max() ?? 0
    #expect(zip(found.state, state).allSatisfy { ($0 - $1).magnitude <= Within.difference * size })
    // Reverse survival has left nobody out: the statuses of a cell are its people.
    let count = ids.count
    for cell in 0..<Age.panelCount {
      let sum = found.state[(cell * count)..<((cell + 1) * count)].reduce(0, +)
      #expect(Tolerance.roundoff(gross: sum).admits(sum, opening.persons.values[cell]))
    }
  }

  // MARK: - Figures that cannot be

  private func fault(_ body: () throws -> Void) throws -> FundcastError {
    let error = try #require(throws: FundcastError.self) { try body() }
    #expect(
      error.category == .data && error.diagnostics.allSatisfy { $0.subject != nil && $0.remedy != nil }, "\(error)")
    return error
  }

  /// A figure in the wrong unit is the one that is named.
  @Test(arguments: [
    ("pool-expenditure", 1e-4), ("employer-relief", 1e4),
  ])
  func theFigureThatCannotBeMetIsNamed(id: String, factor: Double) throws {
    let figures = place.baseline.targets.map { $0.value * ($0.id == id ? factor : 1) }
    let error = try fault { _ = try BaseYear.fit(place.with(figures: figures), tables: place.tables) }
    #expect(error.diagnostics.map(\.subject) == [.figure(id)], "\(error)")
  }

  /// A solved factor far from one is a warning, not a fault.
  @Test func anUnlikelyFactorIsWarnedOf() throws {
    let figures = place.baseline.targets.map { $0.value * ($0.id == "resident-expenditure" ? 1.4 : 1) }
    let found = try BaseYear.fit(place.with(figures: figures), tables: place.tables)
    #expect(found.warnings.contains { $0.en.contains("calibration.resident-cost.factor") })
    #expect(place.result.warnings.isEmpty)
  }

  @Test func morePersonsThanPeopleAreRefused() throws {
    let persons = place.persons { _, persons in 1.5 * persons }
    let error = try fault { _ = try BaseYear.fit(place.with(persons: persons), tables: place.tables) }
    #expect(error.description.contains("more than the population of the base year"), "\(error)")
    #expect(error.diagnostics[0].subject == .persons(status: nil))
  }

  @Test func personsThatLeaveTooFewForTheRestAreRefused() throws {
    let wanted = place.baseline.membershipTargets.reduce(0) { $0 + $1.persons }
    let nearlyAll = (place.tables.population.sum - 1000) / wanted
    let persons = place.persons { _, persons in persons * nearlyAll }
    let error = try fault { _ = try BaseYear.fit(place.with(persons: persons), tables: place.tables) }
    #expect(error.diagnostics[0].subject == .persons(status: nil), "\(error)")
    #expect(error.description.contains("1000 of the population for uninsured"), "\(error)")
  }

  /// Where the figures are everybody, that of one status follows from the others: it is looked at all the same. Here the population
  /// that they are compared with is not the one that is moved.
  @Test func aFigureThatFollowsFromTheOthersIsMetToo() throws {
    let parameters = try place.parameters(place.result.solved)
    let opening = try OpeningPopulation(place.baseline, place.tables, parameters)
    let wanted = place.baseline.membershipTargets.reduce(0) { $0 + $1.persons }
    let states = place.baseline.scheme.statuses.indices.filter { place.baseline.scheme.statuses[$0].group == nil }
    func align(_ population: Double) throws -> OpeningMembership.Alignment {
      var tables = place.tables
      tables.population = AgePanel(place.tables.population.values.map { $0 * population })
      let rest = MembershipTarget(
        id: "uninsured", title: LocalizedText(en: "rest", zh: "其余"), states: states,
        figure: GivenFigure(tables.population.sum - wanted, .judged, Citation("x", .low, at: .init(file: "x", line: 1)))
      )
      return try OpeningMembership(
        place.with(persons: place.baseline.membershipTargets + [rest]), tables, parameters, opening: opening,
        timeline: place.timeline
      ).align()
    }
    #expect(try align(1).statuses.allSatisfy { $0.target != nil })
    let error = try fault { _ = try align(0.99) }
    #expect(error.diagnostics.map(\.subject) == [.persons(status: "uninsured")], "\(error)")
    #expect(error.description.contains("are left for uninsured"), "\(error)")
  }

  /// Nobody is to be where people come within the base year.
  @Test func anEmptyStatusThatFillsIsNamed() throws {
    let persons = place.persons { id, persons in id == "employee-retired" ? 0 : persons }
    let error = try fault { _ = try BaseYear.fit(place.with(persons: persons), tables: place.tables) }
    #expect(error.diagnostics[0].value == "0" || error.description.contains("employee-retired"), "\(error)")
  }

  /// More retired than there are old people.
  @Test func personsThatTheirAgesCannotHoldAreRefused() throws {
    let persons = place.persons { id, persons in
      switch id {
      case "employee-retired": 60e6
      case "resident-adult": 3e6
      default: persons
      }
    }
    let error = try fault { _ = try BaseYear.fit(place.with(persons: persons), tables: place.tables) }
    #expect(error.diagnostics[0].key?.hasPrefix("base-year-figures.persons") == true, "\(error)")
  }
}
