import Arrays
import Studies

/// Writes everything a run gives.
public enum RunWriter {
  /// The files of a run but the manifest. The largest begin, so that they reach the disk while the rest is rendered.
  static func files(_ run: PolicyRun) -> [OutputFile] {
    [
      OutputFile("membership.csv") { try OutputTables.membership(run, to: $0) },
      OutputFile("accounts.csv") { try OutputTables.accounts(run, to: $0) },
      OutputFile("measures.csv") { try OutputTables.measures(run, to: $0) },
      OutputFile("budget.csv") { try OutputTables.budget(run, to: $0) },
      OutputFile("report.txt") { Array(try TextReport.text(run).utf8) },
      OutputFile("differences.csv") { try OutputTables.differences(run, to: $0) },
      OutputFile("contributions.csv") { try OutputTables.contributions(run, to: $0) },
      OutputFile("utilisation.csv") { try OutputTables.utilisation(run, to: $0) },
      OutputFile("population.csv") { try OutputTables.population(run, to: $0) },
      OutputFile("vital.csv") { try OutputTables.vital(run, to: $0) },
    ] + (run.paths.map(pathFiles) ?? [])
  }

  private static func pathFiles(_ paths: PathRun) -> [OutputFile] {
    [
      OutputFile("accounts-distribution.csv") { try OutputTables.accountsDistribution(paths, to: $0) },
      OutputFile("measures-distribution.csv") { try OutputTables.measuresDistribution(paths, to: $0) },
    ] + (paths.request.keepsPaths ? [OutputFile("paths.csv") { try OutputTables.paths(paths, to: $0) }] : [])
  }

  /// The manifest of a run whose other files are these.
  static func manifest(_ run: PolicyRun, version: String, outputs: Manifest.Digests) throws -> OutputFile {
    let inputs = try run.inputs.map { (file: $0.file, sha256: try SHA256Digest.hex($0.bytes)) }
    return OutputFile("manifest.json") { Manifest.bytes(run, version: version, inputs: inputs, outputs: outputs) }
  }

  /// Finds out, before any work is done, whether results may be written to a folder. Changes nothing.
  ///
  /// - Throws: ``FundcastError`` where something else stands there or the disk refuses.
  public static func check(_ directory: String) throws { _ = try OutputTarget(directory, holding: .run) }

  /// Renders every file of a run and puts the whole in the place of a folder, which is as it was if anything fails.
  ///
  /// - Parameter version: of the program, for the manifest.
  /// - Throws: ``FundcastError`` where something else stands there or a file cannot be written.
  public static func write(_ run: PolicyRun, to directory: String, version: String) throws {
    try OutputFolder.replace(OutputTarget(directory, holding: .run)) { folder in
      let files = files(run)
      let outputs = try Parallel.map(files.count) { (file: files[$0].name, sha256: try folder.write(files[$0])) }
      _ = try folder.write(manifest(run, version: version, outputs: outputs))
    }
  }

  /// The digests of the files ``write(_:to:version:)`` would write, the manifest last; writes nothing.
  static func digests(_ run: PolicyRun, version: String) throws -> Manifest.Digests {
    let files = files(run)
    let outputs = try Parallel.map(files.count) { (file: files[$0].name, sha256: try files[$0].digest()) }
    let manifest = try manifest(run, version: version, outputs: outputs)
    return outputs + [(file: manifest.name, sha256: try manifest.digest())]
  }
}
