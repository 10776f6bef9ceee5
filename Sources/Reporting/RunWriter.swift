import Studies

/// Writes everything a run gives.
public enum RunWriter {
  /// The files of a run but the manifest, in order of writing.
  static func files(_ run: PolicyRun) -> [OutputFile] {
    [
      OutputFile("accounts.csv") { try OutputTables.accounts(run, to: $0) },
      OutputFile("contributions.csv") { try OutputTables.contributions(run, to: $0) },
      OutputFile("utilisation.csv") { try OutputTables.utilisation(run, to: $0) },
      OutputFile("membership.csv") { try OutputTables.membership(run, to: $0) },
      OutputFile("population.csv") { try OutputTables.population(run, to: $0) },
      OutputFile("vital.csv") { try OutputTables.vital(run, to: $0) },
      OutputFile("measures.csv") { try OutputTables.measures(run, to: $0) },
      OutputFile("differences.csv") { try OutputTables.differences(run, to: $0) },
      OutputFile("report.txt") { Array(TextReport.text(run).utf8) },
    ]
  }

  /// Renders and writes every file of a run, the manifest last. Files of these names are replaced, others left alone.
  ///
  /// - Parameter version: of the program, for the manifest.
  /// - Throws: ``FundcastError`` where an input file cannot be read again or an output file not be written.
  public static func write(_ run: PolicyRun, to directory: String, version: String) throws {
    let inputs = try run.inputFiles.map { (file: $0, sha256: try digestOfInput($0)) }
    let folder = try OutputFolder(creating: directory)
    let outputs = try files(run).map { (file: $0.name, sha256: try folder.write($0)) }
    let manifest = Manifest.bytes(run, version: version, inputs: inputs, outputs: outputs)
    _ = try folder.write(OutputFile("manifest.json") { manifest })
  }
}
