import ArgumentParser
import Notebooks

/// `fundcast notebook`: a notebook on the results of a run.
struct NotebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook", abstract: "Write a Jupyter notebook with the pictures of a run.",
    discussion: """
      Balances (with bands where the run drew futures), income and expenditure, months of reserve, people by status, the
      population by age, who pays the bill, and reforms against the baseline, with a text on each. The notebook reads the tables
      of the folder when it is run, needs nothing but pandas and matplotlib, and finds the folder by a relative path: move both
      together. Pictures of people and of who pays need a run with --tables all; what the run has no table for is left out.

      It is written beside the folder, out/shandong.ipynb for out/shandong (out/shandong.zh.ipynb in Chinese), because a folder
      of results takes no other file. An earlier notebook is replaced, one that was edited is not.

        fundcast run scenarios/shandong --output out/shandong --tables all
        fundcast notebook out/shandong --language zh
        jupyter lab out/shandong.zh.ipynb
      """)

  @Argument(help: "A folder written by fundcast run.")
  var folder: String

  @Option(help: "The language of texts and pictures: en or zh.")
  var language = NotebookLanguage.en

  @Option(
    name: [.short, .long], help: ArgumentHelp("The file to write. Default: beside the folder.", valueName: "file"))
  var output: String?

  func run() throws {
    let writer = try NotebookWriter(folder: folder, language: language, output: output)
    try writer.write()
    try Console.say("Written to \(writer.output)")
    let missing = writer.missingTables
    guard !missing.isEmpty else { return }
    try Console.say(
      "Left out, as the run has not written them: pictures of \(missing.joined(separator: ", ")); `fundcast run --tables all` writes them"
    )
  }
}

extension NotebookLanguage: ExpressibleByArgument {}
