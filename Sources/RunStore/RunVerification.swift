import Documents
import Arrays
import Foundation
import Quantities

/// Whether the results of a run still are what the run wrote, its inputs what it read, and whether running again gives the
/// same bytes.
public struct RunVerification {
  /// The findings, line by line: what was checked, then every file that differs.
  public private(set) var lines: [String] = []
  /// Whether every file matches. Another version or OpenBLAS core alone is said, and is no difference.
  public var matches: Bool { differences == 0 }

  private var differences = 0
  private let manifest: ManifestRecord
  private let folder: String
  private let writer: RunWriter

  /// Checks a folder and runs again into memory; writes nothing.
  ///
  /// - Parameter writer: what writes a run today.
  /// - Throws: ``FundcastError`` where there is no folder or no whole manifest.
  public init(folder: String, writer: RunWriter) throws {
    self.folder = folder
    self.writer = writer
    manifest = try ManifestRecord(folder: folder)
    let scenarios = manifest.request.scenarios.count
    lines.append(
      "\(folder): \(manifest.request.place) to \(manifest.request.horizon), the baseline and \(scenarios) scenario(s), by fundcast \(manifest.program.version)"
    )
    let isSameProgram = checkProgram(writer.version)
    checkOutputs()
    let isSameInput = checkInputs()
    recompute(comparesManifest: isSameProgram && isSameInput)
    lines.append(matches ? "Everything matches." : "\(differences) difference(s).")
  }

  private mutating func checkProgram(_ version: String) -> Bool {
    var notes: [String] = []
    if manifest.program.version != version { notes.append("this is fundcast \(version)") }
    let used = manifest.openblas
    if used.core != BLAS.coreName || used.threads != BLAS.threads {
      notes.append(
        "OpenBLAS runs on core \(BLAS.coreName), \(BLAS.threads) thread(s) here, and ran on \(used.core), \(used.threads)"
      )
    }
    lines += notes.map { "  note: \($0); last digits may differ" }
    return notes.isEmpty
  }

  private mutating func checkOutputs() {
    var faults: [String] = []
    for output in manifest.outputs {
      if let fault = Self.compare(folder + "/" + output.file, output.sha256, "the run wrote it") {
        faults.append("\(output.file): \(fault)")
      }
    }
    let known = Set(manifest.outputs.map(\.file) + ["manifest.json"])
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let extra = entries.filter { !known.contains($0) }.sorted()
    report(
      "outputs", "as written", of: manifest.outputs.count, faults, more: extra.map { "\($0): not written by the run" })
  }

  private mutating func checkInputs() -> Bool {
    var faults: [String] = []
    for input in manifest.inputs {
      if let fault = Self.compare(input.file, input.sha256, "the run read it") {
        faults.append("\(input.file): \(fault)")
      }
    }
    report("inputs", "as read", of: manifest.inputs.count, faults)
    if let together = manifest.inputsDigest, (try? RunStamp.together(manifest.inputs.map(\.sha256))) != together {
      lines.append("    inputs-sha256: it is not the digest of these inputs together")
      differences += 1
    }
    if faults.contains(where: { $0.hasSuffix(Self.missing) }) {
      lines.append("    (paths are as seen from the folder in which fundcast run was called: verify from there)")
    }
    return faults.isEmpty
  }

  private mutating func recompute(comparesManifest: Bool) {
    let again: Manifest.Digests
    do {
      let recorded = manifest.inputsDigest.map { RunStamp(version: manifest.program.version, inputsDigest: $0) }
      again = try writer.digests(manifest.request.run(), recorded: recorded)
    } catch {
      differences += 1
      lines.append("  recomputed: the run cannot be repeated")
      lines += "\(error)".split(separator: "\n").map { "    \($0)" }
      return
    }
    var wanted = manifest.outputs.map { (file: $0.file, sha256: $0.sha256) }
    // With other inputs or another program the manifest says so, and differs for that reason alone.
    if comparesManifest, let digest = try? DiskFile.digest(folder + "/manifest.json") {
      wanted.append((file: "manifest.json", sha256: digest))
    }
    let found = Dictionary(again.map { ($0.file, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let faults = wanted.compactMap { file, digest -> String? in
      guard let other = found[file] else { return "\(file): this version writes no such file" }
      return other == digest ? nil : "\(file): running again gives other bytes"
    }
    let old = Set(manifest.outputs.map(\.file) + ["manifest.json"])
    report(
      "recomputed", "the same", of: wanted.count, faults,
      more: again.filter { !old.contains($0.file) }.map { "\($0.file): written by this version only" })
  }

  private mutating func report(
    _ what: String, _ state: String, of count: Int, _ faults: [String], more: [String] = []
  ) {
    let title = what + String(repeating: " ", count: max(0, 10 - what.count))
    lines.append("  \(title) \(count - faults.count) of \(count) \(state)")
    lines += (faults + more).map { "    \($0)" }
    differences += faults.count + more.count
  }

  private static let missing = "missing"

  /// What is wrong with a file, if anything.
  private static func compare(_ path: String, _ digest: String, _ event: String) -> String? {
    do {
      return try DiskFile.digest(path) == digest ? nil : "changed since \(event)"
    } catch let fault as DiskFile.Fault {
      return fault.isMissing ? missing : "cannot be read: \(fault)"
    } catch {
      return "\(error)"
    }
  }
}
