import InputFiles
import Quantities

/// The name that `--name` gives a scenario: it stands in the first column of every table.
enum ScenarioName {
  private static let longest = 60

  /// Finds out whether a name may stand in tables and as a key.
  static func check(_ name: String) throws {
    let isRight =
      !name.isEmpty && name.count <= longest
      && name.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .otherLetter, .decimalNumber:
          !scalar.properties.isDefaultIgnorableCodePoint
        default: "-_.".unicodeScalars.contains(scalar)
        }
      } && name.first.map { $0.isLetter || $0.isNumber } == true
    guard isRight else {
      throw fault(
        "a name is made of letters, digits, Chinese characters and - _ . and begins with none of these signs", name,
        "write for example premium-500 or 个人缴费500")
    }
    guard name != "baseline" else {
      throw fault("this is the name of the place without changes", name, "choose another name")
    }
  }

  /// Finds out whether a reform of the place has the name.
  static func check(_ name: String, among folder: Place) throws {
    let files = folder.reformPaths + folder.leverReformPaths + folder.draftPaths
    guard let file = files.first(where: { $0.hasSuffix("/\(name).yaml") }) else { return }
    throw fault("a reform of the place has this name", name, "choose another name than that of \(file)")
  }

  /// One name for several scenarios.
  static func several(_ name: String, _ count: Int) -> FundcastError {
    fault("one name for \(count) scenarios", name, "run one reform and no sweep at a time, or leave --name out")
  }

  private static func fault(_ message: String, _ name: String, _ remedy: String) -> FundcastError {
    FundcastError(.usage, Diagnostic(message, key: "--name", value: Console.printable(name), remedy: remedy))
  }
}
