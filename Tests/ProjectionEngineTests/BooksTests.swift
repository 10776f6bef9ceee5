import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// Who is on the books of a year: after its moves, before its deaths, newborns and all its migrants included.
@Suite struct BooksTests {
  /// One line a status and basis, so that every count is tracked.
  private static func counted(netMigration: Double) -> (small: SmallScheme, input: ProjectionInput) {
    var small = SmallScheme(years: 2) { _ in
      MadeAccounts(
        CountBasis.allCases.flatMap { basis in
          [SmallScheme.active, SmallScheme.retired, SmallScheme.uninsured].map {
            .made("\(basis.rawValue)-\($0)", .memo, .people(.persons(basis), statuses: [$0]))
          }
        })
    }
    var opening = [Double](repeating: 0, count: Age.panelCount * 3)
    opening[Age.cell(.male, 30) * 3 + SmallScheme.active] = 100
    opening[Age.cell(.male, 30) * 3 + SmallScheme.uninsured] = 50
    opening[Age.cell(.female, 30) * 3 + SmallScheme.active] = 40
    small.made.regions[0].fit.openingState = opening
    return (small, small.input([small.baseline(["net-migration": netMigration])]))
  }

  /// A hundred men and forty women of 30 at work, fifty men without insurance. In the year 15 of 100 leave work (ten by a lapse
  /// that makes two of them retired), and 15 of the fifty join.
  @Test(arguments: Engine.allCases) func joinLeaveDieAndBeBorn(engine: Engine) throws {
    let (_, input) = Self.counted(netMigration: 0)
    let result = try engine.run(input)[0][0], tables = input.regions[0].tables
    func count(_ basis: CountBasis, _ status: Int) throws -> Double {
      try #require(result.quantities[ReferenceKey(.persons(basis), status: status)])[0]
    }
    func lives(_ sex: Sex) throws -> (grown: Double, newborn: Double) {
      let table = try ReferenceLifeTable(rates: tables.mortality[0][sex], sex: sex)
      return (table.surviving(from: 30), table.newbornSurviving)
    }
    let men = try lives(.male), women = try lives(.female)
    // Mothers: 40 aged 30 before the year, the survivors aged 31 after it.
    let births = 1.02 * (tables.fertility[0][30] * 20 + tables.fertility[0][31] * 20 * women.grown)
    let boys = births * 1.08 / 2.08, girls = births - boys
    let born = boys * men.newborn + girls * women.newborn
    let exact = Tolerance.roundoff(gross: 1000)
    #expect(exact.admits(try count(.annual, SmallScheme.active), 100 - 15 + 15 + 40 - 6 + 0.9 * births))
    #expect(exact.admits(try count(.annual, SmallScheme.retired), 2 + 0.8))
    #expect(exact.admits(try count(.annual, SmallScheme.uninsured), 50 - 15 + 13 + 5.2 + 0.1 * births))
    let closing = 100 * men.grown + 34 * women.grown + 0.9 * born
    #expect(exact.admits(try count(.yearEnd, SmallScheme.active), closing))
    #expect(exact.admits(try count(.personYears, SmallScheme.active), (140 + closing) / 2))
  }

  /// Over all statuses: opening + births + net migrants, whatever moves people; and the stock at the end with its dead.
  @Test(arguments: Engine.allCases, 0..<10) func theBooksHoldEverybodyOnce(engine: Engine, seed: Int) throws {
    let input = RandomScheme.input(seed: UInt64(seed))
    for result in try engine.run(input).joined() {
      for year in 0..<input.timeline.count {
        func people(_ basis: CountBasis) -> Double {
          input.scheme.statuses.indices.reduce(0) {
            $0 + (result.quantities[ReferenceKey(.persons(basis), status: $1)]?[year] ?? .nan)
          }
        }
        let opening = result.persons[year].joined().reduce(0, +), events = result.events[year]
        let exact = Tolerance.roundoff(gross: 10 * opening)
        #expect(exact.admits(people(.annual), opening + events.births + events.netMigration))
        #expect(exact.admits(people(.annual), people(.yearEnd) + events.deaths))
      }
    }
  }

  /// Migrants are on the books whole, those who come after survival too; emigrants are not.
  @Test(arguments: [404.0, -20]) func migrantsAreOnTheBooks(net: Double) throws {
    let (_, input) = Self.counted(netMigration: net)
    guard net > 0 else {
      // Nobody can leave cells where nobody lives: the engines refuse alike.
      #expect(throws: FundcastError.self) { try Engine.fast.run(input) }
      #expect(throws: FundcastError.self) { try Engine.reference.run(input) }
      return
    }
    #expect(try disagreements(input) == [])
  }
}
