import Documents
import Arrays
import Quantities
import Studies

/// Writes everything a run gives into one folder, with a manifest of what made it.
public struct RunWriter: Sendable {
  /// The version of the program, for the manifest.
  let version: String
  /// The files of a run but the manifest. What takes longest begins: small files at the end keep all processors busy, and large ones
  /// reach the disk while the rest is rendered.
  let files: @Sendable (PolicyRun, RunStamp) throws -> [OutputFile]

  /// A writer of these files.
  public init(version: String, files: @escaping @Sendable (PolicyRun, RunStamp) throws -> [OutputFile]) {
    self.version = version
    self.files = files
  }

  private enum Part: Sendable {
    case file(name: String, sha256: String)
    case manifest(Manifest)
  }

  /// The digests of all files of a run, the manifest last; `write` does with each what is to be done and gives its digest.
  private func digests(
    _ run: PolicyRun, recorded: RunStamp? = nil, _ write: @Sendable (OutputFile) throws -> String
  ) throws -> Manifest.Digests {
    let inputs: Manifest.Digests = try run.inputs.map { ($0.file, try SHA256Digest.hex($0.bytes)) }
    let stamp = try recorded ?? RunStamp(version: version, inputsDigest: RunStamp.together(inputs.map(\.sha256)))
    let files = try files(run, stamp)
    // One list of tasks: what the manifest says of the run itself is made beside the tables.
    let parts = try Parallel.map(files.count + 1) { task in
      task < files.count
        ? Part.file(name: files[task].name, sha256: try write(files[task]))
        : Part.manifest(Manifest(run, stamp: stamp, inputs: inputs))
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
  /// - Returns: the folder, for ``write(_:to:)``.
  /// - Throws: ``FundcastError`` where something else stands there or the disk refuses.
  public static func check(_ directory: String) throws -> OutputTarget { try OutputTarget(directory, holding: .run) }

  /// Renders every file of a run and puts the whole in the place of a folder, which is as it was if anything fails.
  ///
  /// - Throws: ``FundcastError`` where something else stands there or a file cannot be written.
  public func write(_ run: PolicyRun, to target: OutputTarget) throws {
    try OutputFolder.replace(target) { folder in
      _ = try digests(run) { try folder.write($0) }
    }
  }

  /// The digests of the files ``write(_:to:)`` would write, the manifest last; writes nothing.
  ///
  /// - Parameter recorded: the stamp to print; that of this program and these inputs unless given. With another one what differs are
  ///   results, not the head of the report alone.
  func digests(_ run: PolicyRun, recorded: RunStamp? = nil) throws -> Manifest.Digests {
    try digests(run, recorded: recorded) { try $0.digest() }
  }
}
