import ArgumentParser
import Foundation
import InputFiles
import Quantities
import Studies

/// `fundcast fit`: what is uncertain, fitted to its history.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit the drivers or the mortality index of a place to a history.",
    discussion: """
      EXAMPLES
        fundcast fit drivers scenarios/shandong --history scenarios/shandong/tables/driver-history.csv
        fundcast fit mortality scenarios/shandong --history scenarios/shandong/tables/mortality-history.csv
      """,
    subcommands: [FitDriversCommand.self, FitMortalityCommand.self])

  /// Looks at where results will go before anything is fitted.
  ///
  /// - Throws: ``FundcastError`` where two would go to one file, or one to a file that the fit reads.
  static func check(_ targets: [(option: String, path: String?)], place: String, history: String) throws {
    func real(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }
    let named = targets.compactMap { target in target.path.map { (option: target.option, path: $0) } }
    var taken: [String: String] = [real(history): "the history"]
    for (option, path) in named {
      let place = real(place), target = real(path)
      let use = taken[target] ?? (target == place || target.hasPrefix(place + "/") ? "a file of the place" : nil)
      if let use, use != "a file of the place" || FileManager.default.fileExists(atPath: target) {
        throw FundcastError(
          .usage,
          Diagnostic("this would replace \(use)", key: option, value: path, remedy: "name another file"))
      }
      var isFolder: ObjCBool = false
      let folder = URL(fileURLWithPath: target).deletingLastPathComponent().path
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
        FileManager.default.isWritableFile(atPath: folder)
      else {
        throw FundcastError(
          .output,
          Diagnostic(
            "the file cannot be written", file: path,
            remedy: "name a file in a folder that exists and that you may write to"))
      }
      taken[target] = "what \(option) writes"
    }
  }

  /// Writes a text in one step; a file that stands there is replaced.
  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw FundcastError(
        .output,
        Diagnostic(
          "the file cannot be written", file: path,
          remedy: "name a file in a folder that exists and that you may write to"))
    }
  }
}

/// `fundcast fit drivers`.
struct FitDriversCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drivers", abstract: "Fit the processes of `draws:` to yearly observations.",
    discussion: """
      The history is a CSV: a column for each driver (or drivers that share a series: a+b), a row for each year, none missing.

        # source: who published what
        year,wage,use,fertility
        fit,linear,log quadratic step-2023,log quadratic
        2018,0.0833,0.1411,1.55
        2019,0.0751,left-out,1.50

      The row `fit` says what is taken off: none, constant, linear or quadratic; log before it takes logarithms, step-YEAR after
      it a step from that year on. Cells before the first and after the last observed year are empty; left-out passes over a year
      between. What remains follows x[t] = p x[t-1] + e[t], by least squares over successive years; the coefficients of the trend
      are taken off the degrees of freedom. Correlations of e are over the years two series share. Drivers that share a series are
      written as one, with a correlation of 0.999.
      """)

  @Argument(help: "The folder of the place, for example scenarios/shandong.")
  var place: String

  @Option(help: ArgumentHelp("The history, a CSV.", valueName: "file"))
  var history: String

  @Option(help: ArgumentHelp("Write the fitted drivers as YAML, to be pasted into `draws:`.", valueName: "file"))
  var output: String?

  func run() throws {
    try FitCommand.check([("--output", output)], place: place, history: history)
    let study = try DriverStudy(try Place(place), reading: history), text = DriverFitText(study)
    try Console.say(text.tables)
    guard let output else { return }
    let yaml = text.yaml
    _ = try study.draws(reading: yaml, named: output)
    try FitCommand.write(yaml, to: output)
    try Console.say("Written to \(output)")
  }
}

/// `fundcast fit mortality`.
struct FitMortalityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mortality", abstract: "Fit how death rates answer to the mortality index, and how that index moves.",
    discussion: """
      Lee–Carter on both sexes with one index. The history is a CSV with a column for each year, none missing:

        # source: who published what
        measure,sex,age,2018,2019,2020
        death-rate,male,0,0.0061,,0.0055
        population,male,0,7712.4,7650.1,6981.0
        deaths,all,all,9930,9980,10105

      death-rate: per person-year, by sex and age group (0, 1, 5, 10 … or single ages: the first age of each; the last is open), in
      some years, equally spaced. population: person-years of every age 0 to 100. deaths: of all, in the same unit. The index of
      each year is the one that gives its deaths.
      """)

  @Argument(help: "The folder of the place, for example scenarios/shandong.")
  var place: String

  @Option(help: ArgumentHelp("The history, a CSV.", valueName: "file"))
  var history: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Show the random walk of the index to this year too, to leave later ones out.", valueName: "year"))
  var through: Int?

  @Option(help: ArgumentHelp("Write the response by sex and age: the table mortality-index.csv.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Write the index by year as CSV.", valueName: "file"))
  var index: String?

  func run() throws {
    try FitCommand.check([("--output", output), ("--index", index)], place: place, history: history)
    let study = try MortalityStudy(try Place(place), reading: history)
    if let through, study.walk(through: through) == nil {
      let years = study.history.years
      throw FundcastError(
        .usage,
        Diagnostic(
          "a random walk takes three years of the history or more", key: "--through", value: "\(through)",
          remedy: "choose \(years.lowerBound + 2) to \(years.upperBound)"))
    }
    let text = MortalityFitText(study)
    try Console.say(text.tables(through: through))
    for (file, content) in [(output, text.response), (index, text.indexByYear)] {
      guard let file else { continue }
      try FitCommand.write(content, to: file)
      try Console.say("Written to \(file)")
    }
  }
}
