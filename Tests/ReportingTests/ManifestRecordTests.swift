@testable import Documents
import Foundation
import Quantities
import Rendering
@testable import RunStore
import Studies
import Tables
import Testing

/// What a run wrote in its manifest is what verify reads.
@Suite struct ManifestRecordTests {
  @Test func theRequestComesBack() throws {
    try withTemporaryFolder { folder in
      let run = try TinyRun.make()
      try RunFiles.writer(version: "1").write(run, to: RunWriter.check(folder + "/out"))
      let record = try ManifestRecord(folder: folder + "/out")
      #expect(record.request == run.request)
      let files = try RunFiles.writer(version: "1").files(run, RunStamp(version: "1", inputsDigest: ""))
      #expect(record.outputs.map(\.file) == files.map(\.name))
    }
  }

  @Test func nothingIsWrittenToRecompute() throws {
    try withTemporaryFolder { folder in
      let run = try TinyRun.make()
      try RunFiles.writer(version: "1").write(run, to: RunWriter.check(folder + "/out"))
      for (file, digest) in try RunFiles.writer(version: "1").digests(run) {
        #expect(try DiskFile.digest(folder + "/out/" + file) == digest, "\(file)")
      }
    }
  }

  @Test(arguments: [
    ("", "it is no valid JSON"),
    ("{\"program\"", "it is no valid JSON"),
    ("[]", "has the wrong type"),
    ("{}", "program is missing"),
    ("{\"program\": {\"name\": 1}}", "program.name has the wrong type"),
    (good(name: "other"), "program.name: the folder was written by another program"),
    (good(output: "../a.csv"), "outputs: \"../a.csv\" is no name of a file in the folder"),
    (good(change: "{}"), "run.scenarios: each change must have either a file or a setting"),
    (good(change: "{\"file\": \"a\", \"set\": \"b\"}"), "run.scenarios: each change"),
  ])
  func aBrokenManifestGivesOneMessage(text: String, message: String) throws {
    try withTemporaryFolder { folder in
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/manifest.json"))
      let error = #expect(throws: FundcastError.self) { _ = try ManifestRecord(folder: folder) }
      #expect(error?.category == .data)
      #expect(error?.diagnostics.count == 1)
      #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }
  }

  @Test func whatIsMissingIsSaid() throws {
    try withTemporaryFolder { folder in
      for path in [folder, folder + "/none"] {
        let error = #expect(throws: FundcastError.self) { _ = try ManifestRecord(folder: path) }
        #expect(error?.category == .missingInput)
      }
      try Data(Self.good().utf8).write(to: URL(fileURLWithPath: folder + "/manifest.json"))
      // A manifest that says nothing of tables has all of them.
      let tables = try ManifestRecord(folder: folder).request.output.tables
      #expect(tables == RunTable.of(paths: false, kept: false).map(\.rawValue))
    }
  }

  private static func good(
    name: String = "fundcast", output: String = "a.csv", change: String = "{\"set\": \"a=2026:1\"}"
  ) -> String {
    """
    {"program": {"name": "\(name)", "version": "1"}, "openblas": {"core": "Haswell", "threads": 1},
     "run": {"place": "p", "horizon": 2030, "scenarios": [[\(change)]]}, "inputs": [],
     "outputs": [{"file": "\(output)", "sha256": "0"}]}
    """
  }
}
