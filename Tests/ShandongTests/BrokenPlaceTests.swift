import Foundation
import InputFiles
import Quantities
import Studies
import Testing

/// A place with one thing wrong: one clear message with file, line, key, value and the way out; never a crash.
@Suite struct BrokenPlaceTests {
  struct Break: CustomStringConvertible, Sendable {
    let file: String
    let find: String
    let replacement: String
    let expected: [String]
    /// The key of every fault, where one thing alone may be named.
    let only: String?
    var description: String { "\(file): \(find) → \(replacement.prefix(60))" }

    init(
      _ file: String, _ find: String, _ replacement: String, _ expected: String..., only: String? = nil
    ) {
      self.only = only
      self.file = file
      self.find = find
      self.replacement = replacement
      self.expected = expected
    }
  }

  static let baseline = "shandong/baseline.yaml", assumptions = "shandong/assumptions.yaml"
  static let scheme = "schemes/china.yaml"

  static let breaks: [Break] = [
    Break(baseline, "assumptions: assumptions.yaml", "assumptions: none/../assumptions.yaml", "there is no such file"),
    Break(
      baseline, "published: published.csv", "published: none/../../../x.csv",
      "none/../../../x.csv: there is no such file"),
    Break(
      "shandong/tables/service-profiles.csv", "employee,inpatient,male,30,", "employee,inpatent,male,30,",
      "service: this word is not known here", "did you mean \"inpatient\"?"),
    Break(
      "shandong/tables/service-profiles.csv", "employee,inpatient,male,30,", "employe,inpatient,male,30,",
      "scheme: this word is not known here", "did you mean \"employee\"?"),
    Break(
      baseline, "2025: 400, 2026: 400 }", "2025: 400, 2062: 400 }", "baseline.yaml:30", "resident.premium",
      "the date lies after the horizon 2060", "2062"),
    Break(
      baseline, "default-horizon: 2060", "default-horizon: 2010", "baseline.yaml:6", "default-horizon", "choose 2020"),
    Break(
      assumptions, "  resident.claims-lag.opening-unpaid:", "  # resident.claims-lag.opening-unpaid:",
      "baseline.yaml:", "resident.claims-lag.opening-unpaid", "is in force in 2020 and counts from 2019",
      "confidence: judgement"),
    Break(
      assumptions, "      last-year-expenditure: { unit: yuan/year, value: 6.0638e10",
      "      # last: { value: 6.0638e10",
      "funds.resident-pool.last-year-expenditure", "resident-recoveries is in force in 2020"),
    Break(
      scheme, "        to: employee-pool\n", "", "resident.merger.to: the key is missing", "the fund that takes over"),
    Break(
      scheme, "        settles: { 1..3: 1/3 }\n", "", "employee.deferral.settles: the key is missing",
      "{ 1..3: 1/3 }"),
    Break(
      scheme, "        settles: { 1..3: 1/3 }\n", "        settles: { 1..3: 1/4 }\n", "employee.deferral.settles",
      "the shares of months sum to one", "found \"0.75\""),
    Break(
      scheme, "        settles: { 1..3: 1/3 }\n", "        settles: { 0..3: 1/3 }\n", "this is no month", "0..3"),
    Break(
      baseline, "value: 1979000, kind: published,", "value: 1979000,", "baseline.yaml:",
      "base-year-figures.persons.resident-assisted.kind: the key is missing", "published, derived"),
    Break(
      baseline, "kind: published, source: \"11.7 billion", "kind: publishd, source: \"11.7 billion", "baseline.yaml:",
      "base-year-figures.solve.employer-relief.kind", "did you mean \"published\""),
    Break(
      baseline, "kind: published, source: \"1.513 billion", "kidn: published, source: \"1.513 billion",
      "baseline.yaml:",
      "base-year-figures.solve.recoveries.kidn: unknown key", "did you mean \"kind\""),
    Break(
      scheme, "\naccumulators:", "\nacumulators:", "acumulators: unknown key", "did you mean \"accumulators\"?"),
    Break(scheme, "\naccounts:", "\nlines:", "lines: this key is of an earlier version", "write accounts:"),
    Break(
      scheme, "        base: employee\n", "        source: { contribution-base: employee }\n",
      "accounts[1].premiums.employer-contribution.source: this key is of an earlier version",
      "write what it counts as a key of the line"),
    Break(
      scheme, "{ for: { service: services.employee }, payments: employee.<service> }",
      "{ for: { service: services.employe }, payments: employee.<service> }", "accounts[1].benefits",
      "no set has this name", "did you mean \"services.employee\"?"),
    Break(
      scheme, "payments: employee.<service> }", "payments: employee.<servce> }", "no set is called so here",
      "did you mean \"service\"?"),
    Break(
      scheme, "zh: 疫情：<part.zh> }, persons: employee", "zh: 疫情：<part.cn> }, persons: employee",
      "vaccines has no such value", "zh, times, value"),
    Break(
      scheme, "      employee-epidemic-<part>:", "      employee-epidemic:", "the name is made twice",
      "employee-epidemic"),
    Break(scheme, "form: china.form.yaml", "form: china.from.yaml", "china.from.yaml: there is no such file"),
    Break(
      scheme, "form: china.form.yaml", "", "the scheme names no form", "add for example `form: china.form.yaml`"),
    Break(
      scheme, "form: china.form.yaml", "form: ../china.form.yaml", "the file stands beside the scheme",
      "write its name alone"),
    Break(
      "schemes/china.form.yaml", "  premiums: { side: in", "  premium: { side: in", "china.form.yaml",
      "items: the form has no income item premiums", "add premiums: { side: in"),
    Break(
      "schemes/china.levers.yaml", "moves: [employee.deferral]", "moves: [employee.defferal]", "policies.L02.moves",
      "no lever of the scheme is meant", "did you mean \"employee.deferral\"?"),
    Break(scheme, "\nfunds:", "\nfund:", "fund: unknown key", "did you mean \"funds\"?"),
    Break(scheme, "\naxes:", "\naxis:", "axis: unknown key", "did you mean \"axes\"?"),
    Break(baseline, "base-year: 2020", "base-yaer: 2020", "baseline.yaml:5", "did you mean \"base-year\""),
    Break(baseline, "base-year: 2020", "base-year: 2020.5", "whole number"),
    Break(baseline, "base-year: 2020", "base-year: 1900", "out of range"),
    Break(
      scheme, "        persons: resident-assisted\n        basis: annual\n", "        persons: resident-assisted\n",
      "premiums.assisted-premium.basis", "a line that counts persons says when it counts them", "basis: annual"),
    Break(
      scheme, "services: employee.maternity\n", "services: employee.maternity\n        basis: annual\n",
      "benefits.employee-maternity-allowance.basis", "only a line that counts persons has a basis"),
    Break(
      scheme, "persons: employee-flexible\n        basis: person-years",
      "persons: employee-flexible\n        basis: person-year", "this word is not known here",
      "did you mean \"person-years\"?"),
    Break(
      baseline, "scheme: ../schemes/china.yaml", "scheme: ../schemes/chian.yaml", "chian.yaml: there is no such file"),
    Break(
      baseline, "employer-rate: { unit: share", "employer-rate: { unit: yuan", "wrong unit", "found \"yuan\"", "share"),
    Break(
      baseline, "scheme: ../schemes/china.yaml", "scheme: ../../china.yaml",
      "the path leaves the folder that holds the places"),
    Break(baseline, "published: published.csv", "published: ../../../x.csv", "the path leaves the folder of tables"),
    Break(baseline, "employer-rate:", "employer-rat:", "employee.employer-rat", "did you mean employee.employer-rate"),
    Break(
      baseline, "values: { 2020: 0.07 }", "values: { 2020: 7 }", "employee.employer-rate",
      "a share lies between 0 and 1", "0.07 for 7 %"),
    Break(baseline, "values: { 2020: 0.07 }", "values: { 2020: nan }", "employer-rate", "nan"),
    Break(baseline, "values: { 2020: 0.07 }", "values: { 2020: 7% }", "employer-rate", "7%"),
    Break(baseline, "values: { 2020: 0.07 }", "values: { 20: 0.07 }", "this is no date", "found \"20\""),
    Break(baseline, "values: { 2020: 0.07 }", "values: { 2022: 0.07 }", "no value in 2020"),
    Break(baseline, "values: { 2020: 0.07 }", "values: { 2020: 0.07, 2020: 0.08 }", "twice"),
    Break(
      baseline, "2020-02..2020-06: 0.5", "2020-02..2020-06: 0.5, 2020-05..2020-09: 0.4",
      "two values for the same months, which 2020-02..2020-06 sets too", "2020-05..2020-09"),
    Break(
      baseline, "values: { 2020: 0.07 }, then: hold", "values: { 2020: 0.07 }, then: grow", "this rule needs a value",
      "write { grow: 0.03 }"),
    Break(
      baseline, "values: { 2020: 0.07 }, then: hold", "values: { 2020: 0.07 }", "employee.employer-rate.then", "missing"
    ),
    Break(baseline, "values: { 2020: 0.07 }, then: hold", "values: { 2020: 0.07 }, then: { grow: 3 }", "out of range"),
    Break(
      baseline, "values: { 2020: 0.07 }, then: hold", "values: { 2020: 0.07 }, then: { index: economy.wage-growth }",
      "employee.employer-rate.then", "economy.wage-growth is in share/year and employee.employer-rate in share",
      "never a rate a year"),
    Break(
      baseline, "values: { 2020: 0.07 }, then: hold", "values: { 2020: { add: 0.07 } }, then: hold", "belong to reforms"
    ),
    Break(
      baseline, "values: { 2020: 0.07 }, then: hold", "values: { 2020: solved }, then: hold",
      "no figure of the base year solves"),
    Break(
      baseline, "value: 6.6588e10", "year: 2019, value: 6.6588e10", "solve.resident-income.year",
      "before the base year",
      "2020 to 2060"),
    Break(
      baseline, "value: 6.6588e10", "year: 2061, value: 6.6588e10", "solve.resident-income.year",
      "beyond the default horizon", "2020 to 2060"),
    Break(baseline, "value: 6.6588e10", "year: twenty, value: 6.6588e10", "solve.resident-income.year", "whole number"),
    Break(
      baseline, "{ income: [resident-pool, critical-illness] }", "{ balance: [resident-pool] }, through-month: 4",
      "solve.resident-income.through-month", "a balance is one of the end of the year"),
    Break(assumptions, "first-year: 2026", "first-year: 2020", "draws.first-year", "out of range"),
    Break(
      assumptions, "levers: [economy.wage-growth]", "levers: [economy.wage-grwth]", "draws.drivers.wage.levers",
      "did you mean \"economy.wage-growth\""),
    Break(
      assumptions, "effect: add", "effect: multiply", "draws.drivers.wage.effect", "multiply",
      only: "draws.drivers.wage.effect"),
    Break(
      assumptions, "persistence: 0.55", "persistence: 1.5", "draws.drivers.wage.persistence", "out of range",
      only: "draws.drivers.wage.persistence"),
    Break(
      assumptions, "deviation: 0.017", "deviation: -0.017", "draws.drivers.wage.deviation", "out of range",
      only: "draws.drivers.wage.deviation"),
    Break(assumptions, "between: [wage, interest]", "between: [wage, intrest]", "did you mean \"interest\""),
    Break(assumptions, "between: [wage, interest]", "between: [wage]", "two drivers or more"),
    Break(
      assumptions, "levers: [economy.interest-rate]", "levers: [economy.average-wage-last-year]",
      "cannot move this lever"),
    Break(
      baseline, "index: economy.average-wage", "index: economy.avarage-wage", "economy.avarage-wage",
      "did you mean \"economy.average-wage\""),
    Break(
      baseline, "700 }, then: { index: resident.inpatient.unit-cost }",
      "700 }, then: { index: resident.inpatient.deductible }",
      "run in a circle: resident.inpatient.deductible → resident.inpatient.deductible"),
    Break(
      baseline, "employee-retired: { value: 5942000", "employee-retired: { value: 594200000",
      "are more than the population"),
    Break(baseline, "employee-retired: { value", "employee-retierd: { value", "did you mean \"employee-retired\""),
    Break(
      baseline, "meets: { income: [resident-pool, critical", "meets: { income: [resident-pol, critical", "resident-pool"
    ),
    Break(
      baseline, "lever: calibration.resident-cost.factor", "lever: calibration.employee-cost.factor",
      "two figures solve one lever"),
    Break(baseline, "value: 6.0446e10, unit: yuan", "value: 6.0446e16, unit: yuan", "out of range"),
    Break(
      baseline, "value: 0.70, unit: share", "value: 0.999, unit: share",
      "resident-inpatient-rate: it cannot be met: with resident.inpatient.reimbursement-rate = 0.9, the end of its range",
      "when all others are met", only: "resident-inpatient-rate"),
    Break(
      baseline, "value: 5.2950e10, unit: yuan", "value: 529.5, unit: yuan", "pool-expenditure: it cannot be met",
      "beyond which another figure cannot be met", "check the figure and its unit first", only: "pool-expenditure"),
    Break(
      baseline, "value: 1.17e10, unit: yuan", "value: 1.17e11, unit: yuan",
      "employer-relief: it cannot be met: with employee.temporary-cut.eligible-share = 1, the end of its range",
      only: "employer-relief"),
    Break(
      baseline, "value: 9.2112e10, unit: yuan", "value: 9.2112e9, unit: yuan",
      "employee-income: it cannot be met", "beyond which another figure cannot be met",
      only: "employee-income"),
    Break(
      baseline, "resident-adult: { value: 52764000", "resident-adult: { value: 57313453", "leave 0 of the population",
      "demography.newborn-coverage = 0.85", "membership.lapse.hazard = 0.0043", "where nobody is in uninsured",
      only: "base-year-figures.persons"),
    Break(
      baseline, "resident-assisted: { value: 1979000", "resident-assisted: { value: 0",
      "nobody is to be in resident-assisted", "membership.assisted-entry.hazard = 0.0014",
      "set what moves them there to 0",
      only: "base-year-figures.persons.resident-assisted"),
    Break(
      "shandong/tables/population.csv", "male,1,566062", "male,1,566\u{A0}062",
      "population.csv:8: 2020: numbers are written without separators", "U+00A0 NO-BREAK SPACE", "write 566062"),
    Break(
      "shandong/tables/population.csv", "male,0,", "male\u{200B},0,", "population.csv:7: sex",
      "U+200B ZERO WIDTH SPACE, which cannot be seen, at column 5"),
    Break(baseline, "title: {", "title: &t {", "anchor"),
    Break(baseline, "place: shandong", "place: shandong\nbase-year: 2020", "base-year", "twice"),
    Break(
      assumptions, "earnings-coefficient-of-variation: { unit: number, value: 0.8",
      "earnings-coefficient-of-variation: { unit: number, value: -1",
      "out of range"),
    Break(assumptions, "wage-growth:", "employer-rate:", "economy.employer-rate"),
    Break(
      assumptions, "utilisation-rate: { unit: services/person/year, values: { 2020: 0.16298 }",
      "utilisation-rate: { unit: services/person/year, values: { 2020: x }", "number"),
    Break(
      assumptions, "drug-share: { unit: share, value: 0.27", "drug-share: { unit: share, value: 0.37",
      "do not sum to 1 in 2020",
      "employee.inpatient"),
    Break(
      assumptions, "exit-from-work.hazard: { unit: share/year, values: { 2020: 0.02 }",
      "exit-from-work.hazard: { unit: share/year, values: { 2020: 1.2 }", "out of range"),
    Break(
      assumptions, "values: { 2020: 0.017 }", "values: { 2020: 0.95 }", "a hazard must lie between 0 and 1",
      "flexible-entry", "aged"),
    Break(
      scheme, "    premiums:\n      employer-contribution", "    premium:\n      employer-contribution",
      "accounts[1].premium: unknown key", "did you mean \"premiums\"?"),
    Break(
      scheme, "rate: [employee.employer-rate,", "rate: [employee.employer-rte,", "no lever has this path",
      "employee.employer-rate"),
    Break(
      scheme, "payments: resident.inpatient }", "payments: resident.inpatiant, title: Inpatient }",
      "did you mean \"resident.inpatient\"?"),
    Break(
      scheme, "premium: critical-illness-premium", "premium: large-bill-premium",
      "mechanisms.critical-illness.premium", "no line of another fund goes here under this name",
      "to: critical-illness"),
    Break(
      scheme, "bound: critical-illness-corridor", "bond: critical-illness-corridor",
      "mechanisms.critical-illness.posts.bond", "did you mean \"bound\"?"),
    Break(
      scheme, "is: corridor", "is: coridor", "mechanisms.critical-illness.is", "did you mean \"corridor\"?"),
    Break(
      scheme, "lines: flexible-contribution, times: flexible.account-share }",
      "lines: flexible-account-split, times: flexible.account-share }", "china.yaml:",
      "premiums.flexible-account-split", "circle: flexible-account-split reads flexible-account-split",
      only: "accounts[1].premiums.flexible-account-split"),
    Break(
      scheme, "persons: resident\n        basis: annual\n        times: critical-illness.premium",
      "lines: critical-illness-expenses\n        times: critical-illness.premium", "china.yaml:",
      "circle: critical-illness-premium reads critical-illness-expenses reads critical-illness-premium",
      "of the file"),
    Break(
      scheme, "to: resident-adult, profile: leave-student", "to: resident-adult, profile: leave-studant",
      "profile that is not in the table", "leave-student"),
    Break(scheme, "fund: employee-pool", "fund: employee-pol", "employee-pool"),
    Break(baseline, "values: { 2020: 0.07 }", "values: { 2020: 7万 }", "employer-rate", "7万", "write 70000"),
    Break(
      baseline, "  counted-care.chronic-outpatient: {",
      "  resident.capitation.covered-share: { unit: share, values: { 2020: 0.5 }, then: hold, source: an example, confidence: judgement }\n  counted-care.chronic-outpatient: {",
      "resident.capitation.covered-share", "payment by the head needs both the share of people and the amount (2020)"),
    Break(
      baseline, "  counted-care.chronic-outpatient: {",
      "  resident.general-outpatient.later-deductible-ratio: { unit: factor, value: 0.5, source: an example, confidence: judgement }\n  counted-care.chronic-outpatient: {",
      "resident.general-outpatient.later-deductible-ratio", "one deductible a year, and no later ones (2020)"),
    Break(
      assumptions,
      "    critical-illness:\n      opening-balance: { unit: yuan, value: 0, source: \"judgement: the result of each year is settled with the resident fund\", confidence: judgement }\n",
      "", "funds.critical-illness.opening-balance", "no value given"),
    Break(
      baseline, "  counted-care.chronic-outpatient: {", "  counted-care.chronic-outpatiant: {",
      "what the place models needs a lever of which it gives no value", "give counted-care its values"),
    Break(
      scheme, "of: paying-resident\n    services: [inpatient",
      "of: [resident-minor, uninsured]\n    services: [inpatient",
      "people of this status do not use inpatient", "found \"uninsured\""),
    Break(
      scheme, "of: paying-resident\n    services: [inpatient",
      "of: [resident-minor, employee-active]\n    services: [inpatient",
      "people of two groups use this service"),
    Break(
      scheme, "on: uncovered, terms: relief.uncovered }\n  employees:",
      "on: uncovered, terms: relief.uncovered }\n      one-more: { title: { en: One more, zh: 另一层 }, on: eligible-left, terms: assistance.benefit }\n  employees:",
      "a layer stands behind the closing one", "accumulators.assisted.layers.one-more"),
    Break(
      baseline, "      ceiling: { unit: yuan, values: { 2020: 400000 }",
      "      rate-2: { unit: share, value: 0.5, source: an example, confidence: judgement }\n      ceiling: { unit: yuan, values: { 2020: 400000 }",
      "critical-illness.residents.rate-2: no lever has this path",
      "it is called critical-illness.residents.tiers.2.rate since version 0.2.0; `fundcast upgrade PLACE` rewrites"),
    Break(
      baseline, "      reimbursement-rate: {", "      band-rate: {",
      "resident.inpatient.band-rate: no lever has this path",
      "it is called resident.inpatient.reimbursement-rate since version 0.2.0"),
    Break(
      baseline, "ceiling: { unit: yuan, values: { 2020: 150000 }", "ceiling: { unit: yuan, values: { 2020: 0 }",
      "nothing is paid under a ceiling of 0 in 2020, so that resident-inpatient-rate cannot be met",
      only: "resident.inpatient.ceiling"),
    Break(
      assumptions, "between: [wage, interest]", "between: [wages, interest]", "did you mean \"wage\"?",
      only: "draws.correlations[2].between"),
    Break(
      baseline, "      tiers:\n        - above: { unit: yuan, values: { 2020: 14000 }",
      "      tiers:\n        - abov: { unit: yuan, values: { 2020: 14000 }",
      "critical-illness.residents.tiers.1.abov: no lever has this path",
      "did you mean critical-illness.residents.tiers.1.above?"),
    Break(
      baseline, "          rate: { unit: share, values: { 2020: 0.6 }",
      "          rate: { unit: share, values: { 2020: 60 }", "critical-illness.residents.tiers.1.rate",
      "a share lies between 0 and 1"),
    Break(
      baseline, "      ceiling: { unit: yuan, values: { 2020: 400000 }",
      "        - {}\n        - {}\n        - {}\n        - {}\n        - {}\n      ceiling: { unit: yuan, values: { 2020: 400000 }",
      "critical-illness.residents.tiers.9: so many brackets are not read", "a list has up to 8"),
    Break("shandong/tables/population.csv", "sex,age,2020", "sex,age,2021", "no population of the base year 2020"),
    Break(
      "shandong/tables/population.csv", "sex,age,2020", "sex,2020", "the header has 2 columns, every row 3 cells",
      "name every column in the header"),
    Break("shandong/tables/population.csv", "male,50,", "male,51,", "population.csv"),
    Break("shandong/tables/population.csv", "female,7,", "femal,7,", "female"),
    Break("shandong/tables/mortality.csv", "male,40,0", "male,40,-0", "mortality.csv"),
    Break(
      "shandong/tables/membership-shares.csv", "male,30,uninsured,0", "male,30,uninsured,1", "membership-shares.csv"),
    Break("shandong/tables/hazard-profiles.csv", "profile,sex,age,relative", "profile,sex,age,ralative", "relative"),
    Break("shandong/tables/published.csv", "employee,income-per-insured", "employe,income-per-insured", "employee"),
  ]

  static func copy() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fundcast-place-\(UUID().uuidString)")
    try FileManager.default.copyItem(
      at: Shandong.root.appendingPathComponent("scenarios").resolvingSymlinksInPath(), to: folder)
    return folder
  }

  @Test(arguments: breaks) func oneClearMessage(_ broken: Break) throws {
    let folder = try Self.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(broken.file)
    let text = try String(contentsOf: file, encoding: .utf8)
    let place = try #require(text.range(of: broken.find), "the test names text that is not in the file")
    try text.replacingCharacters(in: place, with: broken.replacement).write(to: file, atomically: true, encoding: .utf8)
    do {
      let study = try PolicyStudy(try Place(folder.appendingPathComponent("shandong").path))
      _ = try study.resolve([], region: 0)
      Issue.record("no error")
    } catch let error as FundcastError {
      #expect([.data, .missingInput].contains(error.category))
      for part in broken.expected { #expect(error.description.contains(part), "\(error.description)") }
      if let only = broken.only { #expect(error.diagnostics.map(\.key) == [only], "\(error.description)") }
      // One mistake, not an avalanche.
      #expect(error.diagnostics.count <= 8, "\(error.description)")
    }
  }

  @Test func byteOrderMarkAndWindowsLinesAreAccepted() throws {
    let folder = try Self.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in [Self.baseline, "shandong/tables/population.csv"] {
      let file = folder.appendingPathComponent(name)
      let text = try String(contentsOf: file, encoding: .utf8)
      try ("\u{FEFF}" + text.replacingOccurrences(of: "\n", with: "\r\n")).write(
        to: file, atomically: true, encoding: .utf8)
    }
    _ = try Place(folder.appendingPathComponent("shandong").path)
  }
}
