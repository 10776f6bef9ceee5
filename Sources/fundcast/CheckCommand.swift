import ArgumentParser
import InputFiles
import PlaceMaking
import PolicyModel
import Quantities
import SchemeModel
import Studies

/// `fundcast check`: reads and fits a place, says what was found, writes nothing.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate a place and its reforms; say what was read; write nothing.",
    discussion: """
      Reads every file, fits the base year, moves the people of the baseline and of every reform through all years, draws a thousand
      futures of what `draws:` names, and warns of what nobody may have meant: figures and tables that do not go together. Of reforms without amounts of money or persons care
      and money are computed by `fundcast run` alone, which also finds funds that may not go below zero and would. A sound place
      takes at most ten lines, the verdict first; --verbose adds every default, figure, reform and file. Drafts in
      reforms/drafts/ are counted, and read only with --drafts or where --reform names them.
      """)

  @Argument(help: "The folder of the place, for example scenarios/shandong.")
  var place: String

  @Option(
    help: ArgumentHelp(
      "Check only this reform, or several joined by + as they would be stacked. Repeat for more.",
      valueName: "file[+file…]"))
  var reform: [String] = []

  @Flag(help: "Check the drafts in reforms/drafts/ too.")
  var drafts = false

  @Flag(help: "Say all that was read.")
  var verbose = false

  /// The most lines a sound place takes, warnings included.
  private static let mostLines = 10

  /// Warnings that are shown however many lines there are.
  private static let leastWarnings = 4

  func run() throws {
    let progress = Progress(isShown: true)
    defer { progress.end() }
    progress.begin(Progress.fitting)
    let folder = try Place(place)
    let origin = try PlaceOrigin(folder)
    let study = try PolicyStudy(folder), form = folder.baseline.scheme.form
    let files =
      try reform.isEmpty ? folder.reformPaths.map { [$0] } : reform.map { try ReformNames.files($0, place: place) }
    let grid = try study.readGrid(
      (files + (drafts ? folder.draftPaths.map { [$0] } : [])).map { $0.map { .file($0) } })
    progress.begin(Progress.scenarios("checking", grid.stacks.count + 1))
    let stacks = grid.stacks, found = try check(grid, of: study)
    progress.end()
    let text = CheckText(study, stacks)
    let warnings = text.warnings(found)
    // Who names reforms knows which drafts he left out.
    let skipped =
      drafts || !reform.isEmpty ? nil : DraftText.skipped(folder, form.shown("not checked", "未检查") + " (--drafts)")
    let lines =
      [form.shown("no fault found in \(place)", "检查通过")] + text.counts
      + [skipped, origin.map { form.shown($0.sentence) }].compactMap { $0 }
    for line in lines { try Console.say(line) }
    if verbose {
      for line in text.details { try Console.say(line) }
      for warning in warnings { Console.warn(warning) }
    } else {
      warn(warnings, room: max(Self.mostLines - lines.count, Self.leastWarnings), form)
    }
  }

  /// Checks what could be read.
  ///
  /// - Throws: what is wrong with it, and with what could not be read.
  private func check(_ grid: ScenarioGrid, of study: PolicyStudy) throws -> [[LocalizedText]] {
    guard !grid.unread.isEmpty else { return try study.check(grid.stacks) }
    var faults = LeftOutScenario.error(grid.unread).diagnostics
    do { _ = try study.check(grid.stacks) } catch let error as FundcastError { faults += error.diagnostics }
    throw FundcastError(.data, faults)
  }

  /// As many warnings as there is room for.
  private func warn(_ warnings: [String], room: Int, _ form: SchemeForm) {
    guard warnings.count > room else { return warnings.forEach(Console.warn) }
    warnings.prefix(room - 1).forEach(Console.warn)
    Console.warn(form.shown("\(warnings.count - room + 1) more warnings, shown by --verbose", "更多警告见 --verbose"))
  }
}
