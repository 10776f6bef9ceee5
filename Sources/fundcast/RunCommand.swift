import ArgumentParser
import Arrays
import Documents
import InputFiles
import PlaceMaking
import Quantities
import Rendering
import RunStore
import Shapes
import Studies
import Tables

/// `fundcast run`: projects a place under its baseline and reforms and writes the results.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Project a place under its baseline and reforms, and write tables and a report.",
    discussion: """
      With --paths N it also draws N futures (what is uncertain stands in `draws:` of the assumptions file) and writes
      accounts-distribution.csv and measures-distribution.csv: means, quantiles and probabilities with standard errors.
      All scenarios see the same futures; the other files stay those of the central path.

      A reform file may hold `sweep:` (levers over lists of values: a scenario for every combination) and `when:` (its
      changes hold only in years after one that closed with too few months of reserve); examples/ of the shipped place
      shows both. A place with `regions:` is projected region by region; the report and the terminal show the sum.

      Values: 500 sets, { add: 50 } and { multiply: 0.9 } count on what the year or month would have been without the reform,
      and each date replaces the one before: { 2027: { add: 50 }, 2028: { add: 50 } } is 50 above the baseline in 2028, not
      100. A span (2030..2031, 2027-02..2027-06) acts in its months and ends by returning to what would have been.

      Writes report.txt, manifest.json and the tables that a planner and a finance office open: accounts, budget, measures and
      differences, and those of the paths. What analysts ask for is written by name: --tables all, or for example
      --tables accounts,membership; membership, population and vital have the people, utilisation and waterfall their care and who
      pays for it, contributions who paid on which base. The report shows all of it whatever the tables.

      Without --reform and --set every file in reforms/ is a scenario; those in reforms/drafts/ run only when --reform names them.

      The folder is written whole or not at all: the results are made beside it and take its place in one step, so a run
      that fails or is stopped leaves earlier results as they were. A folder with other files in it is refused.
      `fundcast verify` later says whether results and inputs still match.

      A scenario that cannot be (a value out of its range, a file with a fault) is left out where others remain: the report, the
      manifest and the terminal say which and why, and the exit code says that something is missing. --strict stops instead.
      """)

  @OptionGroup var options: PlaceOptions

  @OptionGroup var futures: PathOptions

  @OptionGroup var faulty: FaultyScenarios

  @Option(
    name: [.short, .long],
    help: "The folder to write; made where it is missing, replaced where it holds earlier results.")
  var output: String

  @Flag(
    help: ArgumentHelp(
      """
      Divide bills into deciles, in waterfall.csv and the report, for the base year, every tenth year after it and the horizon. \
      Takes about a tenth of a second more for each scenario and region, half a second where layers count several branches.
      """))
  var deciles = false

  @Option(
    help: ArgumentHelp(
      "Write these tables, for example accounts,membership, or all: \(RunTable.allCases.map(\.rawValue).joined(separator: ", ")). Default: \(RunTable.allCases.filter(\.isUsual).map(\.rawValue).joined(separator: ", ")), as far as the run has them. report.txt and manifest.json are written always.",
      valueName: "name,…"))
  var tables: String?

  @Flag(help: "Begin every CSV table with a byte order mark, by which Excel knows that Chinese is UTF-8.")
  var bom = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      The years that tables by year show in the report and on the terminal, 2026..2030,2035 say. Default: the base year, every year \
      from the first change of a reform to ten years on, every fifth after those, and the horizon.
      """, valueName: "years"))
  var years: String?

  @Option(
    help: ArgumentHelp(
      "The date of the valuation, for the head of the report and the manifest; nothing is computed from it.",
      valueName: "YYYY-MM-DD"))
  var valuationDate: String?

  @Flag(help: "Print nothing but errors and warnings.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "The most threads to use; all processors unless said. Results do not depend on it.", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads takes 1 to 1024.") }
  }

  func run() throws {
    let target = try RunWriter.check(output)
    Interruption.watch()
    if let threads { Parallel.threads = threads }
    let chosen = try tables.map(chosen)
    let date = try valuationDate.map { try ValuationDate($0) }
    let progress = Progress(isShown: !quiet)
    defer { progress.end() }
    let (study, grid) = try options.study(isStrict: faulty.strict, progress)
    let phases = (scenarios: Progress.scenarios("projecting", grid.stacks.count + 1), futures: "drawing futures")
    progress.begin(phases.scenarios)
    let report = ReportOptions(
      years: try years.map { try ReportOptions.years($0, of: study.timeline) }, valuationDate: date)
    let run = try study.run(
      grid, paths: futures.request,
      output: OutputRequest(tables: chosen?.map(\.rawValue), byteOrderMark: bom, deciles: deciles, options: report)
    ) { phase, share in
      progress.show(share, of: phase == .scenarios ? phases.scenarios : phases.futures)
    }
    progress.end()
    Console.warn(run.warnings.map(run.result.scheme.form.shown))
    if let origin = try PlaceOrigin(study.place) {
      Console.warn(study.place.baseline.scheme.form.shown(origin.sentence))
    }
    try RunFiles.writer(version: Fundcast.version).write(run, to: target)
    faulty.complain(run)
    if !quiet {
      try Console.show(RunSummary.document(run), indent: 0)
      if futures.explainPlan, let page = PathPage.document(run) { try Console.show(page) }
      try Console.say(written(chosen))
      if let drafts = options.leftOut(study.place) { try Console.say(drafts) }
    }
    try faulty.end(run)
  }

  /// The tables that a run with these options has.
  private var known: [RunTable] { RunTable.of(paths: futures.paths != nil, kept: futures.keepPaths) }

  private func chosen(_ text: String) throws -> [RunTable] {
    guard text != "all" else { return known }
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let tables = try names.map { name -> RunTable in
      let table = RunTable(rawValue: name)
      guard let table, known.contains(table) else {
        throw FundcastError(
          .usage,
          Diagnostic(
            table == nil ? "no table has this name" : "the run does not make this table", key: "--tables",
            value: Console.printable(name),
            remedy: table == nil
              ? name == "all"
                ? "write all by itself, or the names alone" : Suggestion.remedy(for: name, in: known.map(\.rawValue))
              : table == .paths ? "add --paths N --keep-paths" : "add --paths N"))
      }
      return table
    }
    return known.filter(tables.contains)
  }

  private func written(_ chosen: [RunTable]?) -> String {
    let counts = [10: "ten", 12: "twelve", 13: "thirteen"]
    let written = chosen ?? known.filter(\.isUsual)
    guard written.count < known.count else {
      return "Written to \(output): report.txt, \(counts[known.count] ?? "\(known.count)") tables and manifest.json"
    }
    let others = known.filter { !written.contains($0) }.map(\.rawValue).joined(separator: ", ")
    return "Written to \(output): report.txt, \(written.map(\.file).joined(separator: ", ")) and manifest.json; "
      + "written on demand (--tables): \(others)"
  }
}
