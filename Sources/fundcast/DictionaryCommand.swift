import ArgumentParser
import Documents
import Shapes
import Quantities
import TextPages

/// `fundcast dictionary`: what every column of every result table is.
struct DictionaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dictionary", abstract: "Print what every column of every result table is: unit, titles, meaning.",
    discussion: """
      EXAMPLES
        fundcast dictionary accounts
        fundcast dictionary --markdown

      Columns of money end in the word of the place's currency, and names in its language: {currency} and {language} stand for
      them here; manifest.json of a run has them as they are.
      """)

  @Argument(help: ArgumentHelp("The tables; all unless given.", valueName: "table"))
  var tables: [String] = []

  @Flag(help: "Print tables of Markdown.")
  var markdown = false

  func run() throws {
    let all = DataDictionary.shapes
    let shapes = try tables.map { name in
      guard let shape = all.first(where: { $0.id == name || $0.id + ".csv" == name }) else {
        throw FundcastError(
          .usage,
          Diagnostic(
            "no table has this name", key: "table", value: Console.printable(name),
            remedy: Suggestion.remedy(for: name, in: all.map(\.id))))
      }
      return shape
    }
    let page = DataDictionary.document(shapes.isEmpty ? all : shapes)
    if markdown {
      try Console.say(MarkdownPage.text(page), terminator: "")
    } else {
      try Console.show(page)
    }
  }
}
