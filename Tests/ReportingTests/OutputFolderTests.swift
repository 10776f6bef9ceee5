import Foundation
import Quantities
@testable import RunStore
import Testing

/// Results take the place of earlier ones as a whole, or not at all.
@Suite struct OutputFolderTests {
  struct Stopped: Error {}

  /// Writes results that hold `files`, and their manifest.
  private func write(_ files: [String: String], to path: String, failing: Bool = false) throws {
    try OutputFolder.replace(OutputTarget(path, holding: .run)) { folder in
      for (name, text) in files { _ = try folder.write(OutputFile(name) { Array(text.utf8) }) }
      if failing { throw Stopped() }
      let outputs = files.keys.map { "{\"file\": \"\($0)\", \"sha256\": \"\"}" }.joined(separator: ",")
      let manifest = "{\"program\": {\"name\": \"fundcast\", \"version\": \"1\"}, \"outputs\": [\(outputs)]}"
      _ = try folder.write(OutputFile("manifest.json") { Array(manifest.utf8) })
    }
  }

  private func put(_ text: String, _ path: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }

  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private func refusal(_ path: String) -> FundcastError? {
    #expect(throws: FundcastError.self) { _ = try OutputTarget(path, holding: .run) }
  }

  /// A file beside results keeps its permissions when it is written again; a new one has those that are usual.
  @Test(arguments: [0o640, 0o600, 0o755, nil]) func aCompanionKeepsItsPermissions(mode: Int?) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fundcast-mode-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func permissions(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    let path = folder.appendingPathComponent("baseline.yaml").path, usual = folder.appendingPathComponent("usual").path
    try put("", usual)
    if let mode {
      try put("old", path)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    try CompanionFile(path).write(Array("new".utf8))
    #expect(text(path) == "new")
    #expect(try permissions(path) == mode ?? permissions(usual))
    #expect(try names(folder.path) == ["baseline.yaml", "usual"])
  }

  /// The number of a process that has ended.
  private func deadProcess() throws -> Int32 {
    let process = try Process.run(URL(fileURLWithPath: "/bin/true"), arguments: [])
    process.waitUntilExit()
    return process.processIdentifier
  }

  @Test func newResultsReplaceAllOfTheOld() throws {
    try withTemporaryFolder { folder in
      let out = folder + "/made/on the way/out"
      try write(["a.csv": "1", "b.csv": "1"], to: out)
      #expect(try names(out) == ["a.csv", "b.csv", "manifest.json"])
      try write(["a.csv": "2"], to: out + "/")
      #expect(try names(out) == ["a.csv", "manifest.json"])
      #expect(text(out + "/a.csv") == "2")
      #expect(try names(folder + "/made/on the way") == ["out"])
    }
  }

  @Test func failureLeavesEverythingAsItWas() throws {
    try withTemporaryFolder { folder in
      try write(["a.csv": "1", "b.csv": "1"], to: folder + "/out")
      #expect(throws: Stopped.self) { try write(["a.csv": "2"], to: folder + "/out", failing: true) }
      #expect(text(folder + "/out/a.csv") == "1")
      #expect(try names(folder + "/out") == ["a.csv", "b.csv", "manifest.json"])
      #expect(throws: Stopped.self) { try write(["a.csv": "2"], to: folder + "/x/y/new", failing: true) }
      #expect(try names(folder) == ["out"])
    }
  }

  @Test func whatFundcastDidNotWriteIsRefused() throws {
    try withTemporaryFolder { folder in
      let out = folder + "/out"
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      #expect(try OutputTarget(out, holding: .run).occupant() == .emptyFolder)
      try put("my work", out + "/notes.txt")
      let full = refusal(out)
      #expect(full?.category == .usage)
      #expect(full?.description.contains("fundcast run did not write (found \"notes.txt\"); name a folder") == true)
      for manifest in ["", "{}", "{\"program\": {\"name\": \"other\", \"version\": \"1\"}, \"outputs\": []}"] {
        try put(manifest, out + "/manifest.json")
        #expect(refusal(out)?.category == .usage)
      }
      // A file laid beside results would go with them.
      try FileManager.default.removeItem(atPath: out)
      try write(["a.csv": "1"], to: out)
      try put("my work", out + "/notes.txt")
      #expect(refusal(out)?.description.contains("other files (found \"notes.txt\")") == true)
      #expect(throws: FundcastError.self) { _ = try OutputTarget(out, holding: .plan) }
      #expect(text(out + "/notes.txt") == "my work")
    }
  }

  @Test func aFolderFilledMeanwhileIsRefused() throws {
    try withTemporaryFolder { folder in
      let out = folder + "/out"
      func work(_: OutputFolder) throws {
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
        try put("my work", out + "/notes.txt")
      }
      let target = try OutputTarget(out, holding: .run)
      #expect(throws: FundcastError.self) { try OutputFolder.replace(target, work) }
      #expect(try names(out) == ["notes.txt"])
      #expect(try names(folder) == ["out"])
    }
  }

  @Test func pathsThatCannotBeFoldersAreRefused() throws {
    try withTemporaryFolder { folder in
      try put("", folder + "/file")
      try FileManager.default.createSymbolicLink(atPath: folder + "/nowhere", withDestinationPath: folder + "/none")
      let wrong = ["/file", "/file/", "/file/x", "/file//x", "/nowhere", "/nowhere/x", "/none/../x"].map { folder + $0 }
      for path in wrong + ["", "/", ".", "..", "./"] { #expect(refusal(path)?.category == .usage, "\(path)") }
      #expect(refusal("/proc")?.category == .output)
      #expect(refusal(folder + "/" + String(repeating: "x", count: 250))?.category == .usage)
      #expect(try names(folder) == ["file", "nowhere"])
    }
  }

  @Test func aLinkToAFolderIsFollowedAndStays() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/disk/out", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "disk/out")
      for round in ["1", "2"] { try write(["a.csv": round], to: folder + "/link") }
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "disk/out")
      #expect(text(folder + "/disk/out/a.csv") == "2")
      #expect(try names(folder) == ["disk", "link"])
      #expect(try names(folder + "/disk") == ["out"])
    }
  }

  @Test func leftoversOfDeadRunsGo() throws {
    try withTemporaryFolder { folder in
      try put("outside", folder + "/outside")
      func leave(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: false)
        try put("half", folder + "/\(name)/a.csv")
        try FileManager.default.createSymbolicLink(
          atPath: folder + "/\(name)/link", withDestinationPath: folder + "/outside")
      }
      let dead = try deadProcess()
      let alive = getppid()
      for name in [".out.fundcast-\(dead)", ".out.fundcast-\(getpid())", ".out.fundcast-\(alive)"] { try leave(name) }
      for name in [".other.fundcast-\(dead)", ".out.fundcast-x"] { try leave(name) }
      try write(["a.csv": "1"], to: folder + "/out")
      #expect(
        try names(folder)
          == [".other.fundcast-\(dead)", ".out.fundcast-\(alive)", ".out.fundcast-x", "out", "outside"].sorted())
      #expect(text(folder + "/outside") == "outside")
    }
  }

  @Test func aFullDiskIsSaid() throws {
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    let error = #expect(throws: FundcastError.self) {
      try [UInt8](repeating: 1, count: 3).withUnsafeBytes { try OutputFolder.put($0, to: full, "out/a.csv") }
    }
    #expect(error?.category == .output)
    #expect(error?.description.hasPrefix("out/a.csv: the file cannot be written: No space left on device") == true)
  }

  @Test func noFileIsWrittenTwice() throws {
    try withTemporaryFolder { folder in
      let error = #expect(throws: FundcastError.self) {
        try OutputFolder.replace(OutputTarget(folder + "/out", holding: .run)) { out in
          for _ in 0..<2 { _ = try out.write(OutputFile("a.csv") { [] }) }
        }
      }
      #expect(error?.description.contains("out/a.csv: the file cannot be written: File exists") == true)
    }
  }
}
