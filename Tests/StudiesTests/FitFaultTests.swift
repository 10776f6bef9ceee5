import InputFiles
import Quantities
import Studies
import Testing

/// Every fault of a history has one message with line, column, value and way out.
@Suite struct FitFaultTests {
  static let place = Result { try Places.shandong() }

  private func fault(_ text: String, _ body: (String) throws -> Void) throws -> FundcastError {
    try Places.file(text) { path in
      let error = try #require(throws: FundcastError.self) { try body(path) }
      #expect(error.diagnostics.allSatisfy { $0.file == path && $0.remedy != nil }, "\(error)")
      return error
    }
  }

  private static let good = "year,wage\nfit,linear\n"

  @Test(
    arguments: [
      // Line, key, value, words.
      ("wage\n1\n", 1, nil, "wage", "the header is `year` and the names of drivers"),
      ("year,wage\n2000,1\n2001,2\n", 2, "year", "2000", "the row `fit` is missing"),
      ("year,wage\nfit,linear\n", 2, nil, nil, "no year follows"),
      ("year,wage\nfit,linaer\n2000,1\n", 2, "wage", "linaer", "this is no trend"),
      ("year,wage\nfit,linear jump-2010\n2000,1\n", 2, "wage", "linear jump-2010", "this is no trend"),
      ("year,wages\nfit,linear\n2000,1\n", 1, "header", "wages", "the place has no such driver"),
      ("year,wage,wage+use\nfit,linear,linear\n2000,1,1\n", 1, "header", "wage", "the driver stands in two columns"),
      (good + "2000,0.1\n2001,0.2\n2004,0.1\n", 5, "year", "2004", "2002 to 2003 are missing"),
      (good + "2000,0.1\n2002,0.2\n2003,0.1\n", 4, "year", "2002", "2001 is missing"),
      (good + "2001,0.1\n2000,0.2\n", 4, "year", "2000", "years follow each other"),
      (good + "2000,0.1\n2001,\n2002,0.1\n", 4, "wage", nil, "the series has a hole in 2001"),
      (good + "2000,0.1\n2001,x\n2002,0.1\n", 4, "wage", "x", "a number belongs here"),
      (good + "2000,0.1\n2001,5%\n2002,0.1\n", 4, "wage", "5%", "shares are written without a percent sign"),
      (good + "2000,0.1\n2001,1e300\n2002,0.1\n", 4, "wage", "1e300", "the number is out of range"),
      (good + "2000,0.1\nyear,0.2\n", 4, "year", "year", "a whole number belongs here"),
      (good + "2000,\n2001,\n", 1, "wage", nil, "the series has no value"),
      (
        "year,wage\nfit,log constant\n2000,3\n2001,0\n2002,1\n", 4, "wage", "0",
        "only levels above zero have a logarithm"
      ),
      ("year,wage\nfit,log constant\n2000,3\n2001,-2\n2002,1\n", 4, "wage", "-2", "only levels above zero"),
      (good + "2000,0.1\n2001,0.2\n2002,0.1\n2003,0.3\n", 2, "wage", "linear", "3 years are too few for this trend"),
      (good + "2000,0.1\n2001,0.2\n", 2, "wage", "linear", "2 years are too few for this trend"),
      ("year,wage\nfit,constant\n2000,1\n2001,1\n2002,1\n2003,1\n2004,1\n", 2, "wage", "constant", "lies on its trend"),
      (
        "year,wage\nfit,constant step-1990\n2000,1\n2001,2\n2002,1\n2003,2\n2004,5\n2005,1\n", 2, "wage",
        "constant step-1990", "cannot be told apart"
      ),
      (
        "year,wage\nfit,none\n2000,1\n2001,2\n2002,4\n2003,8\n", 2, "wage", "none",
        "does not come back to this trend: persistence 2"
      ),
    ] as [(String, Int, String?, String?, String)])
  func driverHistory(text: String, line: Int, key: String?, value: String?, words: String) throws {
    let place = try Self.place.get()
    let error = try fault(text) { _ = try DriverStudy(place, reading: $0) }
    #expect(error.category == .data && error.diagnostics.count == 1, "\(error)")
    let found = error.diagnostics[0]
    #expect(found.line == line && found.key == key && found.value == value, "\(error)")
    #expect(found.message.contains(words), "\(error)")
  }

  /// Two series that move as one: no process has such innovations.
  @Test func singularCovariance() throws {
    let numbers = [0.3, -0.1, 0.2, 0.5, -0.4, 0.1, -0.2, 0.6, 0.0, -0.3]
    let rows = numbers.enumerated().map { "\(2000 + $0),\($1),\(2 * $1)\n" }.joined()
    let place = try Self.place.get()
    let error = try fault("year,wage,use\nfit,none,none\n" + rows) { _ = try DriverStudy(place, reading: $0) }
    #expect(error.category == .data && error.diagnostics.map(\.key) == ["use"] && error.diagnostics[0].line == 1)
    #expect(
      error.diagnostics[0].message.contains("follow from those of wage: their covariance is singular"), "\(error)")
  }

  @Test func missingFiles() throws {
    let place = try Self.place.get()
    for body in [
      { _ = try DriverStudy(place, reading: "nowhere/history.csv") },
      { _ = try MortalityStudy(place, reading: "nowhere/history.csv") },
    ] {
      let error = try #require(throws: FundcastError.self) { try body() }
      #expect(error.category == .missingInput && error.diagnostics.count == 1, "\(error)")
    }
    // A place that draws nothing.
    let dongtou = try Place(Places.root.appendingPathComponent("dongtou").path)
    let error = try #require(throws: FundcastError.self) {
      _ = try DriverStudy(dongtou, reading: Places.table("driver-history.csv"))
    }
    #expect(error.category == .data && error.diagnostics[0].key == "draws", "\(error)")
  }

  // MARK: - Mortality

  /// A history of two groups, 0 and 1+, in four years.
  private static func mortality(_ change: (inout [String]) -> Void) -> String {
    var lines = ["measure,sex,age,2000,2001,2002,2003"]
    for sex in ["male", "female"] {
      lines += ["death-rate,\(sex),0,0.03,0.029,0.027,0.025", "death-rate,\(sex),1,0.01,0.0095,0.0094,0.009"]
    }
    for sex in ["male", "female"] { lines += (0...100).map { "population,\(sex),\($0),10,10,10,10" } }
    lines.append("deaths,all,all,22,21,20,19")
    change(&lines)
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func aSmallHistoryIsFitted() throws {
    let place = try Self.place.get()
    let study = try Places.file(Self.mortality { _ in }) { try MortalityStudy(place, reading: $0) }
    #expect(study.history.middles == [0, 1] && study.history.rateYears == [2000, 2001, 2002, 2003])
    // Fewer deaths of the same people: the index falls.
    #expect(zip(study.index, study.index.dropFirst()).allSatisfy { $0 > $1 })
    #expect(study.printedBeta.reduce(0, +) == 100_000_000)
  }

  @Test(
    arguments: [
      ("header", "measure,sex,2000,2001,2002", 1, nil, "the header is measure,sex,age"),
      ("year", "measure,sex,age,2000,2001,2003,2004", 1, nil, "the years of the header follow each other"),
      ("years", "measure,sex,age,9223372036854775807,1,2,3", 1, nil, "the header is measure,sex,age"),
      ("word", "mortality,male,0,0.03,0.029,0.027,0.025", 2, "measure", "this word is not known here"),
      ("sex", "death-rate,boys,0,0.03,0.029,0.027,0.025", 2, "sex", "this word is not known here"),
      ("age", "death-rate,male,x,0.03,0.029,0.027,0.025", 2, "age", "a whole number belongs here"),
      ("range", "death-rate,male,101,0.03,0.029,0.027,0.025", 2, "age", "out of range"),
      (
        "twice", "death-rate,male,1,0.03,0.029,0.027,0.025", 3, "death-rate,male,1",
        "the row stands twice, first in line 2"
      ),
      ("ages", "death-rate,male,5,0.03,0.029,0.027,0.025", 1, "age", "both sexes have death rates of the same ages"),
      ("zero", "death-rate,male,0,0.03,0,0.027,0.025", 2, "2001", "only numbers above zero have a logarithm"),
      ("negative", "death-rate,male,0,0.03,-1,0.027,0.025", 2, "2001", "only numbers above zero have a logarithm"),
      ("number", "death-rate,male,0,0.03,many,0.027,0.025", 2, "2001", "a number belongs here"),
      ("hole", "death-rate,male,0,0.03,,0.027,0.025", 2, "2001", "the rate is missing"),
    ] as [(String, String, Int, String?, String)])
  func mortalityHistory(name: String, replacement: String, line: Int, key: String?, words: String) throws {
    let place = try Self.place.get()
    let text = Self.mortality { $0[replacement.hasPrefix("measure") ? 0 : 1] = replacement }
    let error = try fault(text) { _ = try MortalityStudy(place, reading: $0) }
    // Another header makes rows of another length.
    let found = error.diagnostics[0]
    #expect(error.category == .data && (error.diagnostics.count == 1 || name == "header"), "\(error)")
    #expect(name == "header" || (found.line == line && found.key == key && found.message.contains(words)), "\(error)")
  }

  @Test func whatIsMissingOrContradictsIsNamed() throws {
    let place = try Self.place.get()
    let cases: [(String, String)] = [
      (Self.mortality { $0.removeAll { $0.hasPrefix("death-rate") } }, "no death rates are given"),
      (
        Self.mortality { $0.removeAll { $0.hasPrefix("death-rate") && $0.contains(",0,0.03") } },
        "death rates begin at age 0"
      ),
      (
        Self.mortality { $0.removeAll { $0.hasPrefix("population,female,37,") } },
        "the population has no row of this age"
      ),
      (Self.mortality { $0.removeAll { $0.hasPrefix("deaths") } }, "the deaths of all are missing"),
      (Self.mortality { $0[$0.count - 1] = "deaths,all,all,22,0,20,19" }, "only numbers above zero"),
      (Self.mortality { $0[5] = "population,male,0,-1,10,10,10" }, "nobody is fewer than none"),
      (
        Self.mortality {
          for row in 1...4 { $0[row] = $0[row].split(separator: ",").prefix(4).joined(separator: ",") + ",,,0.02" }
        },
        "death rates of 2 years, 3 at least are needed"
      ),
      (
        Self.mortality {
          for row in 1...4 { $0[row] = $0[row].split(separator: ",").prefix(5).joined(separator: ",") + ",,0.02" }
        },
        "years with death rates are not equally spaced"
      ),
      (
        Self.mortality {
          for row in 1...4 {
            $0[row] = $0[row].split(separator: ",").prefix(3).joined(separator: ",") + ",0.02,0.02,0.02,0.02"
          }
        },
        "ln m has no common trend"
      ),
      (
        Self.mortality {
          for row in 5..<207 { $0[row] = $0[row].split(separator: ",").prefix(3).joined(separator: ",") + ",0,0,0,0" }
        },
        "no index gives the deaths of this year"
      ),
    ]
    for (text, words) in cases {
      let error = try fault(text) { _ = try MortalityStudy(place, reading: $0) }
      #expect(error.category == .data && error.diagnostics.count == 1, "\(error)")
      #expect(error.description.contains(words), "\(error)")
    }
  }
}
