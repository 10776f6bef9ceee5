import Quantities
import SchemeModel
import Testing
import _TestSupport

/// What must always hold (<doc:Invariants>), of both engines.
@Suite struct InvariantTests {
  // MARK: 1. People and money are conserved

  @Test(arguments: Engine.allCases, 0..<20) func peopleAreConserved(engine: Engine, seed: Int) throws {
    let input = RandomScheme.input(seed: UInt64(seed))
    for result in try engine.run(input).joined() {
      let totals = result.persons.map { $0.reduce(0) { $0 + $1.reduce(0, +) } }
      for (year, events) in result.events.enumerated() {
        let expected = totals[year] + events.births - events.deaths + events.netMigration
        let gross = totals[year] + events.births + events.deaths + events.netMigration.magnitude
        #expect(Tolerance.roundoff(gross: gross).admits(totals[year + 1], expected), "year \(year)")
        #expect(events.births >= 0 && events.deaths > 0)
      }
    }
  }

  @Test(arguments: Engine.allCases, 0..<20) func moneyIsConserved(engine: Engine, seed: Int) throws {
    let input = RandomScheme.input(seed: UInt64(seed))
    for result in try engine.run(input).joined() {
      for year in 0..<input.timeline.count {
        var closing = result.stocks.map { $0[year] }
        var gross = closing.map(\.magnitude)
        var entering = 0.0
        for (line, amounts) in zip(input.scheme.lines, result.amounts) {
          let amount = amounts[year]
          switch line.kind {
          case .income, .transferIn, .adjustment, .stockIn: closing[line.fund] += amount
          case .expenditure, .transferOut, .stockOut: closing[line.fund] -= amount
          case .memo: continue
          }
          gross[line.fund] += amount.magnitude
          if let other = line.counterpart {
            closing[other] += amount
            gross[other] += amount.magnitude
          } else {
            entering += [.expenditure, .transferOut, .stockOut].contains(line.kind) ? -amount : amount
          }
        }
        for fund in closing.indices {
          #expect(
            Tolerance.roundoff(gross: gross[fund]).admits(result.stocks[fund][year + 1], closing[fund]),
            "fund \(fund), year \(year)")
        }
        // Over all funds, what one pays another cancels.
        let before = result.stocks.reduce(0) { $0 + $1[year] }
        let after = result.stocks.reduce(0) { $0 + $1[year + 1] }
        #expect(
          Tolerance.roundoff(gross: gross.reduce(0, +)).admits(after - before, entering), "year \(year)")
      }
    }
  }

  @Test(arguments: Engine.allCases, 0..<20) func fundPaysNoMoreThanTheEligibleBill(engine: Engine, seed: Int) throws {
    let input = RandomScheme.input(seed: UInt64(seed))
    for result in try engine.run(input).joined() {
      for (key, eligible) in result.quantities {
        guard case .eligible(let branch) = key.quantity else { continue }
        let paid = result.quantities[ReferenceKey(.fundPayment(branch), status: key.status)] ?? []
        let bills = result.quantities[ReferenceKey(.bill(branch), status: key.status)] ?? []
        for (year, amount) in paid.enumerated() {
          #expect(amount >= 0 && amount <= eligible[year] * (1 + Within.roundoff), "branch \(branch), year \(year)")
        }
        for (year, bill) in bills.enumerated() { #expect(eligible[year] <= bill, "branch \(branch), year \(year)") }
      }
    }
  }

  // MARK: 2. A reform does what it says and no more

  @Test(arguments: Engine.allCases, 0..<10) func emptyReform(engine: Engine, seed: Int) throws {
    let made = RandomScheme.make(seed: UInt64(seed))
    let results = try engine.run(made.input([(made.baseline, nil), (made.baseline, 0), (made.baseline, nil)]))
    for region in made.regions.indices {
      #expect(results[1][region].hasBits(of: results[0][region]))
      #expect(results[2][region].hasBits(of: results[0][region]))
    }
  }

  /// Every parameter changes the results from its date on and not before, the first year of a change included.
  @Test(arguments: Engine.allCases, [0, 7]) func nothingBeforeItsDate(engine: Engine, month: Int) throws {
    let small = SmallScheme(years: 4)
    let baseline = small.baseline([:])
    let names = small.ids.keys.sorted()
    let first = 2
    // Read by measures only or in the base year only; a ceiling of delay not reached so early; a response of demand where
    // no benefit changes.
    let types = ["men", "cadres", "workers"]
    let idle = Set(
      [
        "discount-rate", "pool-opening", "accounts-opening", "spent-last-year", "owed-last-year",
        "inpatient-elasticity",
      ]
        + ["outpatient-elasticity"] + types.map { "\($0)-latest-age" })
    // Whole years and months: a part of a year of them has no meaning.
    let whole = Set(["from-year"] + types.flatMap { ["\($0)-age", "\($0)-latest-age", "\($0)-step"] })
    // A mean of twelve equal months may differ in its last bit: what does nothing in mid-year cannot be told from that.
    let tested = names.filter { month == 0 || !whole.contains($0) && !$0.hasSuffix("elasticity") }
    let variants = tested.map { name -> ParameterSet in
      let value = baseline.value(small[name], 0)
      let changed = name == "from-year" ? value + 1 : whole.contains(name) ? value - 1 : value == 0 ? 1 : 0.9 * value
      return baseline.with(small[name], changed, fromYear: first, month: month)
    }
    let results = try engine.run(small.input([baseline] + variants)).map { $0[0] }
    for (name, result) in zip(tested, results.dropFirst()) {
      #expect(result.hasBits(of: results[0], years: first), "\(name) acts before its date")
      let acts = !result.hasBits(of: results[0], years: first + 1)
      #expect(acts != idle.contains(name), "\(name) acts: \(acts)")
    }
  }

  @Test(arguments: Engine.allCases) func changeAndInverseCancel(engine: Engine) throws {
    let small = SmallScheme(years: 3)
    let baseline = small.baseline([:])
    var there = baseline
    for id in small.ids.values { there.paths[id.index] = scaled(there.paths[id.index], by: 2) }
    var back = there
    for id in small.ids.values { back.paths[id.index] = scaled(back.paths[id.index], by: 0.5) }
    let moneyMoves = baseline.with(small["rate"], 0.16).with(small["inpatient-rate"], 0.4)
    let results = try engine.run(small.input([baseline, moneyMoves, back])).map { $0[0] }
    #expect(results[2].hasBits(of: results[0]))
    #expect(!results[1].hasBits(of: results[0]))
  }

  // MARK: 3. The same bytes, whoever else runs

  @Test(arguments: 0..<20) func aloneOrWithOthers(seed: Int) throws {
    let input = RandomScheme.input(seed: UInt64(seed))
    let together = try Engine.fast.run(input)
    #expect(try zip(Engine.fast.run(input).joined(), together.joined()).allSatisfy { $0.hasBits(of: $1) })
    for (number, scenario) in input.scenarios.enumerated() {
      var alone = input
      alone.scenarios = [scenario]
      let result = try Engine.fast.run(alone)[alone.scenarios.count - 1]
      for region in input.regions.indices {
        #expect(result[region].hasBits(of: together[number][region]), "scenario \(number), region \(region)")
      }
    }
  }

  @Test(arguments: [1, 2, 7, 63, 64, 65, 130]) func anyNumberOfColumns(count: Int) throws {
    let small = SmallScheme(years: 2)
    let variants = (0..<count).map { number in
      small.baseline(["rate": 0.05 + 0.001 * Double(number % 50), "lapse": number % 3 == 1 ? 0.2 : 0.1])
    }
    let results = try Engine.fast.run(small.input(variants))
    for number in Set([0, 1, 2, count / 2, count - 1]) where number < count {
      let alone = try Engine.fast.run(small.input([variants[0], variants[number]]))
      #expect(results[number][0].hasBits(of: alone[1][0]), "scenario \(number) of \(count)")
    }
  }

  // MARK: 6. Nothing is mended in silence

  /// What the engine says of a reform of the small scheme: the text of the data error, or "no error".
  private func message(_ engine: Engine, _ changes: [String: Double]) -> String {
    let small = SmallScheme(years: 3)
    let reform = changes.reduce(small.baseline([:])) { $0.with(small[$1.key], $1.value, fromYear: 1) }
    do {
      _ = try engine.run(small.input([small.baseline([:]), reform]))
      return "no error"
    } catch let error as FundcastError {
      return error.category == .data ? error.description : "wrong category"
    } catch {
      return "wrong error"
    }
  }

  @Test(arguments: Engine.allCases) func hazardAboveOne(engine: Engine) {
    #expect(message(engine, [:]) == "no error")
    #expect(message(engine, ["lapse": 0.95]) == "no error", "0.95 + 0.05 is one")
    #expect(message(engine, ["lapse": 1.01]).contains("lapse"))
    let sum = message(engine, ["lapse": 0.6, "opt-out": 0.6])
    #expect(sum.contains("lapse") || sum.contains("opt-out"), "\(sum)")
    #expect(message(engine, ["lapse": -0.01]).contains("lapse"))
  }

  @Test(arguments: Engine.allCases) func deathRateAboveAnyProbability(engine: Engine) {
    #expect(message(engine, ["mortality-factor": 2]) == "no error")
    #expect(message(engine, ["mortality-factor": 1000]) != "no error")
  }

  @Test(arguments: Engine.allCases) func moreLeaveThanThereAre(engine: Engine) {
    #expect(message(engine, ["net-migration": -3000]) == "no error")
    #expect(message(engine, ["net-migration": -1e8]) != "no error")
  }

  /// Personal accounts can be emptied, not overdrawn.
  @Test(arguments: Engine.allCases) func overdrawnAccounts(engine: Engine) {
    for step in 0..<20 {
      let all = ["spending": 1, "interest-rate": 0, "account-share": 0.2 + 0.007 * Double(step)]
      #expect(message(engine, all) == "no error")
    }
    #expect(message(engine, ["spending": 1.1]).contains("accounts"))
  }

  // MARK: 7. Doubling all money doubles all money

  /// Money is what is in yuan: wages of this and last year, unit costs, deductibles, ceilings, opening balances, the
  /// spending of the year before the first, and the yuan factors of lines. Floor and cap are shares of the wage.
  @Test(arguments: Engine.allCases, 0..<30) func doubledMoney(engine: Engine, seed: Int) throws {
    let made = RandomScheme.make(seed: UInt64(seed))
    var doubled = made.baseline
    for (index, parameter) in made.parameters.enumerated() where parameter.isMoney {
      for region in doubled.indices {
        // "No ceiling", which may stand beside a ceiling of another year, is its own double.
        doubled[region].paths[index] = scaled(doubled[region].paths[index], by: 2)
      }
    }
    let input = made.input([(made.baseline, nil), (doubled, nil)])
    let results = try engine.run(input)
    for region in made.regions.indices {
      let (once, twice) = (results[0][region], results[1][region])
      #expect(once.persons == twice.persons)
      let gross = GrossFlows(once, input, scenario: 0, region: region)
      for (line, amounts) in once.amounts.enumerated() {
        for (year, amount) in amounts.enumerated() {
          #expect(
            Tolerance.twin(gross: 2 * gross.amounts[line][year]).admits(twice.amounts[line][year], 2 * amount),
            "\(made.scheme.lines[line].id) from \(made.scheme.lines[line].source), year \(year)")
        }
      }
      for (fund, stocks) in once.stocks.enumerated() {
        for (stock, amount) in stocks.enumerated() {
          #expect(
            Tolerance.twin(gross: 2 * gross.stocks[fund][stock]).admits(twice.stocks[fund][stock], 2 * amount),
            "fund \(fund), stock \(stock)")
        }
      }
    }
  }

  private func scaled(_ path: ParameterPath, by factor: Double) -> ParameterPath {
    ParameterPath(annual: path.annual.map { factor * $0 }, monthly: path.monthly?.map { factor * $0 })
  }
}

extension ReferenceResult {
  /// Whether everything up to the end of the first `years` years equals `other` bit for bit.
  func hasBits(of other: ReferenceResult, years: Int? = nil) -> Bool {
    let count = years ?? events.count
    func same(_ a: [Double], _ b: [Double], _ length: Int) -> Bool {
      a.prefix(length).map(\.bitPattern) == b.prefix(length).map(\.bitPattern)
    }
    return zip(amounts, other.amounts).allSatisfy { same($0, $1, count) }
      && zip(stocks, other.stocks).allSatisfy { same($0, $1, count + 1) }
      && zip(persons.prefix(count + 1), other.persons).allSatisfy { zip($0, $1).allSatisfy { same($0, $1, $0.count) } }
      && events.prefix(count) == other.events.prefix(count)
      && quantities.keys == other.quantities.keys
      && quantities.allSatisfy { same($1, other.quantities[$0] ?? [], count) }
  }
}
