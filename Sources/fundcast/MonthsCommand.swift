import ArgumentParser
import CSVFiles
import Documents
import Foundation
import Quantities
import Studies
import Tables

/// `fundcast months`: the accounts of a part of a year.
struct MonthsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "months",
    abstract: "Show the accounts of the first months of a year: what came in, went out and is left.",
    discussion: """
      Every line runs in the months of its profile (`months:` in the scheme, `monthly-profiles:` of the place; equal months
      unless said), and a rule that changes within the year (a rate, a benefit, use, a base) acts in its
      own months. Transfers count as income and outflow.

        fundcast months scenarios/dongtou --year 2024 --through 4
        fundcast months scenarios/dongtou --year 2024 --through 4 --csv > months.csv
      """)

  @OptionGroup var options: PlaceOptions

  @OptionGroup var faulty: FaultyScenarios

  @Option(parsing: .unconditional, help: "The calendar year.")
  var year: Int

  @Option(parsing: .unconditional, help: "The last month, 1 to 12.")
  var through = 12

  @Flag(help: "Print every line of every month as CSV instead.")
  var csv = false

  @Flag(help: "With --csv: begin with a byte order mark, by which Excel knows that Chinese is UTF-8.")
  var bom = false

  func validate() throws {
    if bom, !csv { throw ValidationError("--bom needs --csv.") }
    if !(1...12).contains(through) { throw ValidationError("--through takes 1 to 12.") }
  }

  func run() throws {
    let (study, grid) = try options.study(isStrict: faulty.strict)
    let years = study.timeline.baseYear...study.timeline.horizon
    guard years.contains(year) else {
      throw FundcastError(
        .usage,
        Diagnostic(
          "the year is not projected", key: "--year", value: "\(year)",
          remedy: "choose \(years.lowerBound) to \(years.upperBound)"))
    }
    let run = try study.run(grid)
    Console.warn(run.warnings.map(run.result.scheme.form.shown))
    if csv {
      if bom { try Console.say("\u{FEFF}", terminator: "") }
      try CSVFile.write(MonthlyTable.table(run, year: year, through: through)) { try Console.write($0) }
    } else {
      try Console.show(MonthlyAccounts.document(run, year: year, through: through))
      if let drafts = options.leftOut(study.place) { try Console.say(drafts) }
    }
    faulty.complain(run)
    try faulty.end(run)
  }
}
