import Arrays
import ArgumentParser
import Foundation
import Quantities

/// The command line: one file for each subcommand.
@main
struct Fundcast: ParsableCommand {
  /// The version in `fundcast version` and every manifest.
  static let version = "0.2.0"

  static let configuration = CommandConfiguration(
    commandName: "fundcast",
    abstract:
      "Projects social medical-security funds: who is insured, what comes in, what care is used, what each fund pays.",
    discussion: """
      A place is a folder with baseline.yaml (the rules in force), assumptions.yaml, tables/ and reforms/.

      EXAMPLES
        fundcast run scenarios/shandong --output out/shandong
        fundcast run scenarios/shandong --output out/test --set resident.premium=2027:500,2030:600
        fundcast check scenarios/shandong
        fundcast verify out/shandong
        fundcast notebook out/shandong --language zh
        fundcast levers premium
        fundcast new scenarios/henan
        fundcast synthesize scenarios/large --regions 400
      """,
    version: version,
    subcommands: [
      RunCommand.self, CheckCommand.self, NewCommand.self, SynthesizeCommand.self, VerifyCommand.self,
      LeversCommand.self, SchemaCommand.self, DictionaryCommand.self, MonthsCommand.self, NotebookCommand.self,
      PlanCommand.self,
      FitCommand.self, UpgradeCommand.self, VersionCommand.self,
    ])

  static func main() {
    Console.holdStandardStreams()
    do {
      BLAS.prepare()
      var command = try parseAsRoot()
      try command.run()
    } catch let error as FundcastError {
      Console.complain(error.description)
      Foundation.exit(error.category.rawValue)
    } catch {
      // Help and version are text like any other.
      guard exitCode(for: error) == .success else { exit(withError: error) }
      do {
        try Console.say(fullMessage(for: error))
      } catch {
        Console.complain("\(error)")
        Foundation.exit(FundcastError.Category.output.rawValue)
      }
    }
  }
}
