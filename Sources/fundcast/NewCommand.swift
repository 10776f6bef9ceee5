import ArgumentParser
import PlaceMaking

/// `fundcast new`: a place of one's own to begin with.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a new place that runs at once, to be filled with your own tables and figures.",
    discussion: """
      Copies rules, assumptions and tables from a place that works, with one example of a reform and a README.md that
      documents every table in English and Chinese. Nothing is overwritten.

      EXAMPLE
        fundcast new scenarios/henan
      """)

  @Argument(help: "The folder to make; its name is the name of the place, for example scenarios/henan.")
  var place: String

  @Option(help: "The place it is copied from.")
  var from = "scenarios/shandong"

  func run() throws {
    let files = try PlaceTemplate.write(place, from: from)
    try Console.say(
      "Written to \(place): \(files.count) files. Its figures are those of \(from) until you replace them.")
    try Console.say(
      """
      Next:
        read \(place)/README.md
        fundcast check \(place)
        fundcast run \(place) --output out/\(place.split(separator: "/").last ?? "")
      """)
  }
}
