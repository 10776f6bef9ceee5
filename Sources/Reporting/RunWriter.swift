import Arrays
import ProjectionEngine
import Studies

/// Writes everything a run gives.
public enum RunWriter {
  /// The files of a run but the manifest. What takes longest begins: small files at the end keep all processors busy, and large
  /// ones reach the disk while the rest is rendered.
  static func files(_ run: PolicyRun) throws -> [OutputFile] {
    let measures = try RunMeasures(run)
    let ranked = run.request.deciles ? try RankedCare(run.result) : nil
    return [
      OutputFile("report.txt") { Array(try TextReport.text(run, ranked: ranked).utf8) },
      OutputFile("membership.csv") { try OutputTables.membership(run, to: $0) },
      OutputFile("utilisation.csv") { try OutputTables.utilisation(run, to: $0) },
      OutputFile("waterfall.csv") { try OutputTables.waterfall(run, ranked, to: $0) },
      OutputFile("accounts.csv") { try OutputTables.accounts(run, to: $0) },
      OutputFile("measures.csv") { try OutputTables.measures(run, measures, to: $0) },
      OutputFile("budget.csv") { try OutputTables.budget(run, to: $0) },
      OutputFile("differences.csv") { try OutputTables.differences(run, measures, to: $0) },
      OutputFile("contributions.csv") { try OutputTables.contributions(run, to: $0) },
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

  private enum Part: Sendable {
    case file(name: String, sha256: String)
    case manifest(Manifest)
  }

  private static func manifest(_ run: PolicyRun, version: String) throws -> Manifest {
    Manifest(run, version: version, inputs: try run.inputs.map { ($0.file, try SHA256Digest.hex($0.bytes)) })
  }

  /// The digests of all files of a run, the manifest last; `write` does with each what is to be done and gives its digest.
  private static func digests(
    _ run: PolicyRun, version: String, _ write: @Sendable (OutputFile) throws -> String
  ) throws -> Manifest.Digests {
    let files = try files(run)
    // One list of tasks: what the manifest says of the run itself is made beside the tables.
    let parts = try Parallel.map(files.count + 1) { task in
      task < files.count
        ? Part.file(name: files[task].name, sha256: try write(files[task]))
        : Part.manifest(try manifest(run, version: version))
    }
    var digests: Manifest.Digests = []
    guard case .manifest(let head) = parts.last else { preconditionFailure("results come in order") }
    for case .file(let name, let sha256) in parts { digests.append((name, sha256)) }
    let outputs = digests
    let last = OutputFile("manifest.json") { head.bytes(outputs: outputs) }
    return outputs + [(file: last.name, sha256: try write(last))]
  }

  /// Finds out, before any work is done, whether results may be written to a folder. Changes nothing.
  ///
  /// - Parameter directory: as the user named it.
  /// - Returns: the folder, for ``write(_:to:version:)``.
  /// - Throws: ``FundcastError`` where something else stands there or the disk refuses.
  public static func check(_ directory: String) throws -> OutputTarget { try OutputTarget(directory, holding: .run) }

  /// Renders every file of a run and puts the whole in the place of a folder, which is as it was if anything fails.
  ///
  /// - Parameter version: of the program, for the manifest.
  /// - Throws: ``FundcastError`` where something else stands there or a file cannot be written.
  public static func write(_ run: PolicyRun, to target: OutputTarget, version: String) throws {
    try OutputFolder.replace(target) { folder in
      _ = try digests(run, version: version) { try folder.write($0) }
    }
  }

  /// The digests of the files ``write(_:to:version:)`` would write, the manifest last; writes nothing.
  static func digests(_ run: PolicyRun, version: String) throws -> Manifest.Digests {
    try digests(run, version: version) { try $0.digest() }
  }
}
