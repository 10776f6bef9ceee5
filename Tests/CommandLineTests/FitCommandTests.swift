import Foundation
import Testing

/// `fundcast fit`: what it prints, what it writes, and what it says of input that is wrong.
@Suite struct FitCommandTests {
  private static let tables = "scenarios/shandong/tables"

  private func file(_ folder: URL, _ text: String) throws -> String {
    let path = folder.appendingPathComponent("history.csv").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// 1, 2, 0, −1: slope 0.4, residuals 1.6, −0.8, −1 (DriverFitTests).
  @Test func driversOfASmallHistory() throws {
    let scratch = try CommandLineTests.scratch("fit")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let history = try file(scratch, "# source: made up\nyear,wage\nfit,none\n2000,1\n2001,2\n2002,0\n2003,-1\n")
    let output = scratch.appendingPathComponent("drivers.yaml").path
    let outcome = try CommandLineTests.run(
      "fit", "drivers", "scenarios/shandong", "--history", history, "--output", output)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output == """
        x[t] = p x[t-1] + e[t] about a trend, fitted to \(history); standard errors in brackets
          series   fit         years  sd about it (df)              p            sd of e  df
          ------  ----  ------------  ----------------  -------------  -----------------  --
          wage    none  2000–2003: 4        1.2247 (4)  0.400 (0.648)  1.44914 (0.72457)   2

        fitted beside what the place holds, and the sd this implies after so many drawn years
          driver      p  held  sd of e   held   acts       1      10      20      35
          ------  -----  ----  -------  -----  -----  ------  ------  ------  ------
          wage    0.400  0.55  1.44914  0.017  level  0.0170  0.0204  0.0204  0.0204
        Written to \(output)

        """)
    #expect(
      try String(contentsOfFile: output, encoding: .utf8) == """
        # source: made up
        # derivation: fundcast fit drivers of history.csv
        drivers:
          wage:
            title: { en: "Wage growth", zh: "工资增长" }
            levers: [economy.wage-growth]
            effect: add
            cumulated: false
            persistence: 0.400
            deviation: 1.44914
            source: "fitted to 2000–2003, none: persistence 0.400 (se 0.648), sd 1.44914 (se 0.72457), df 2"
            confidence: low

        """)
  }

  /// The tables of the place are what the program writes from its history, byte for byte.
  @Test func mortalityOfTheShippedHistory() throws {
    let scratch = try CommandLineTests.scratch("fit")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let response = scratch.appendingPathComponent("response.csv"), index = scratch.appendingPathComponent("index.csv")
    let outcome = try CommandLineTests.run(
      "fit", "mortality", "scenarios/shandong", "--history", "\(Self.tables)/mortality-history.csv", "--through",
      "2019",
      "--output", response.path, "--index", index.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\nmortality-index.csv of the place holds these values to its last digit\n"))
    #expect(outcome.output.contains("\n  1979–2019  -4.847 (0.301)  1.927 (0.215)  40\n"))
    #expect(outcome.output.contains("\n  1979–2023  -4.247 (0.442)  2.964 (0.316)  44\n"))
    for (written, held) in [(response, "mortality-index.csv"), (index, "mortality-index-by-year.csv")] {
      let table = CommandLineTests.root.appendingPathComponent("\(Self.tables)/\(held)")
      #expect(try Data(contentsOf: written) == Data(contentsOf: table), "\(held)")
    }
  }

  /// Drivers that share a series are written as one, and a sd below what five decimals show with four digits; two series that nearly
  /// follow each other have the largest correlation that a place takes. Here they differ by 1 in every other year.
  @Test func theWrittenDriversAreAsUncertainAsTheFitted() throws {
    let scratch = try CommandLineTests.scratch("fit")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let rows: [[String]] = (0..<21).map { (year: Int) -> [String] in
      let value = Double((year * year * 7 + year * 3) % 11) - 5
      let small = String(format: "%.9f", value * 1e-7), near = value + Double(year % 2)
      return ["\(2000 + year)", small, "\(near)", "\(-value)", "\(year * 5 % 7)"]
    }
    func lines(_ columns: [Int]) -> String {
      rows.map { row in columns.map { row[$0] }.joined(separator: ",") + "\n" }.joined()
    }
    let history = try file(
      scratch,
      "# source: made up\nyear,wage,interest,fertility,drug-prices+service-prices+consumable-prices\n"
        + "fit,constant,constant,constant,constant\n" + lines([0, 1, 2, 3, 4]))
    let output = scratch.appendingPathComponent("drivers.yaml").path
    let outcome = try CommandLineTests.run(
      "fit", "drivers", "scenarios/shandong", "--history", history, "--output", output)
    // The first and the third are one series: refused, nothing is written.
    #expect(outcome.status == 65 && outcome.errors.contains("their covariance is singular"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: output))
    _ = try file(
      scratch,
      "# source: made up\nyear,wage,interest,drug-prices+service-prices+consumable-prices\nfit,constant,constant,constant\n"
        + lines([0, 1, 2, 4]))
    let again = try CommandLineTests.run(
      "fit", "drivers", "scenarios/shandong", "--history", history, "--output", output)
    #expect(again.status == 0 && again.output.contains("3 pairs looked at: chance alone would mark 0.1"), "\(again)")
    let yaml = try String(contentsOfFile: output, encoding: .utf8)
    #expect(yaml.contains("between: [drug-prices, consumable-prices, service-prices], value: 0.999,"), "\(yaml)")
    let correlation = try #require(yaml.firstMatch(of: /between: \[wage, interest\], value: ([0-9.]+),/))
    #expect(Double(correlation.1).map { 0.995...0.999 ~= $0 } == true, "\(correlation.0)")
    let deviation = try #require(yaml.firstMatch(of: /deviation: (0\.000000[1-9][0-9]{3})\n/))
    #expect(Double(deviation.1).map { $0 > 1e-7 } == true)
    // Interest of 0, 1, 2 and 4 is made up: it is read, and what it draws is refused.
    try takes(output, in: scratch, refusing: "draws.drivers.interest: drivers take economy.interest-rate out of")
  }

  /// A place takes the drivers of a file in place of its own.
  ///
  /// - Parameter refusal: what is said of futures that cannot be; nil where they can.
  private func takes(_ drivers: String, in scratch: URL, refusing refusal: String? = nil) throws {
    let scenarios = scratch.appendingPathComponent("scenarios")
    try FileManager.default.copyItem(at: CommandLineTests.root.appendingPathComponent("scenarios"), to: scenarios)
    let file = scenarios.appendingPathComponent("shandong/assumptions.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let draws = try #require(text.range(of: "\n  drivers:\n"))
    let fitted = try String(contentsOfFile: drivers, encoding: .utf8).split(separator: "\n").map { "  " + $0 }
    try (text[..<draws.lowerBound] + "\n" + fitted.joined(separator: "\n") + "\n")
      .write(to: file, atomically: true, encoding: .utf8)
    let check = try CommandLineTests.run("check", scenarios.appendingPathComponent("shandong").path)
    #expect(
      check.status == (refusal == nil ? 0 : 65) && refusal.map { check.errors.contains($0) } ?? true, "\(check.errors)")
  }

  /// What the program writes for drivers, a place takes.
  @Test func theWrittenDriversArePastedIntoAPlace() throws {
    let scratch = try CommandLineTests.scratch("fit")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let output = scratch.appendingPathComponent("drivers.yaml")
    let outcome = try CommandLineTests.run(
      "fit", "drivers", "scenarios/shandong", "--history", "\(Self.tables)/driver-history.csv", "--output", output.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    try takes(output.path, in: scratch)
  }

  /// Deaths in another unit than people, or for an age, rates per thousand: refused where the file has them.
  @Test(arguments: [
    (
      "deaths,all,all,", "deaths,all,17,",
      "age: deaths are those of all ages together (found \"17\"); write deaths,all,all,…"
    ),
    ("deaths,all,all,", "deaths,all,all,1e3", "times those that the rates of this year give"),
    ("death-rate,male,0,", "death-rate,male,0,5", "no more people die than live"),
  ])
  func mortalityInOtherUnitsIsRefused(start: String, other: String, message: String) throws {
    let scratch = try CommandLineTests.scratch("fit")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let table = CommandLineTests.root.appendingPathComponent("\(Self.tables)/mortality-history.csv")
    let lines = try String(contentsOf: table, encoding: .utf8).components(separatedBy: "\n").map { line -> String in
      guard line.hasPrefix(start) else { return line }
      if !other.hasSuffix("1e3") { return other + line.dropFirst(start.count) }
      let cells = line.components(separatedBy: ",")
      return (cells[..<3] + cells[3...].map { Double($0).map { "\($0 * 1e3)" } ?? $0 }).joined(separator: ",")
    }
    let place = try #require(lines.firstIndex { $0.hasPrefix(other.prefix(10)) && $0 != "" }) + 1
    let history = try file(scratch, lines.joined(separator: "\n"))
    let outcome = try CommandLineTests.run("fit", "mortality", "scenarios/shandong", "--history", history)
    #expect(outcome.status == 65 && outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.contains("history.csv:\(place): "), "\(outcome.errors)")
  }

  @Test(arguments: [
    (["drivers", "scenarios/shandong"], "", Int32(64), "--history"),
    (["drivers", "scenarios/shandong", "--history", "nowhere.csv"], "", 66, "nowhere.csv: there is no such file"),
    (["drivers", "nowhere", "--history", "x"], "year,wage\n", 66, "nowhere/baseline.yaml: there is no such file"),
    (
      ["drivers", "scenarios/dongtou", "--history", "x"], "year,wage\n", 65, "draws: the place has no drivers to fit"
    ),
    (
      ["drivers", "scenarios/shandong", "--history", "x"], "year,wages\nfit,none\n2000,1\n", 65,
      "x:1: header: the place has no such driver (found \"wages\"); did you mean wage?"
    ),
    (
      ["drivers", "scenarios/shandong", "--history", "x"], "year,+\nfit,none\n2000,1\n", 65,
      "x:1: header: a driver is named on both sides of a + (found \"+\")"
    ),
    (
      ["drivers", "scenarios/shandong", "--history", "x"], "year,wage\nfit,none\n2000,1\n2001,a\n", 65,
      "x:4: wage: a number belongs here (found \"a\"); write a decimal such as 0.7 or 280"
    ),
    (
      ["drivers", "scenarios/shandong", "--history", "x", "--output", "nowhere/deep/d.yaml"],
      "year,wage\nfit,none\n2000,1\n2001,2\n2002,0\n2003,-1\n", 73, "nowhere/deep/d.yaml: the file cannot be written"
    ),
    (
      ["mortality", "scenarios/shandong", "--history", "x"], "measure,sex,age,2000\ndeaths,all,all,1\n", 65,
      "x:1: the header is measure,sex,age and three years at least"
    ),
    (
      ["mortality", "scenarios/shandong", "--history", "\(tables)/mortality-history.csv", "--through", "1979"], "", 64,
      "--through: a random walk takes three years of the history or more (found \"1979\"); choose 1980 to 2023"
    ),
    (
      [
        "mortality", "scenarios/shandong", "--history", "\(tables)/mortality-history.csv", "--through",
        "-9223372036854775808",
      ], "", 64, "choose 1980 to 2023"
    ),
  ])
  func whatIsWrongIsSaid(arguments: [String], text: String, status: Int32, message: String) throws {
    let scratch = try CommandLineTests.scratch("fit")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let history = try file(scratch, text)
    let outcome = try CommandLineTests.run(["fit"] + arguments.map { $0 == "x" ? history : $0 })
    #expect(outcome.status == status, "\(outcome.errors)")
    let wanted = message.hasPrefix("x:") ? history + message.dropFirst() : message
    #expect(outcome.errors.contains(wanted), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1 || status == 64, "\(outcome.errors)")
  }
}
