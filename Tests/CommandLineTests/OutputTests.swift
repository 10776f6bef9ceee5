import Foundation
import Testing

/// Nothing half gets out: what a run leaves when it is stopped, fails or meets something that is not its own.
@Suite struct OutputTests {
  static let program = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("fundcast")

  /// A short run of the baseline with every table.
  static func quick(_ target: String, place: String = "scenarios/shandong", tables: String = "all") -> [String] {
    ["run", place, "--output", target, "--horizon", "2022", "--baseline-only", "--quiet", "--tables", tables]
  }

  /// The program under a shell that has set something for it first.
  static func run(after setting: String, _ arguments: [String]) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(setting); exec \"$0\" \"$@\"", program.path] + arguments
    process.currentDirectoryURL = CommandLineTests.root
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  static func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// The bytes of every file of a folder.
  static func contents(_ folder: URL) throws -> [String: Data] {
    var all: [String: Data] = [:]
    for name in try names(folder) { all[name] = try Data(contentsOf: folder.appendingPathComponent(name)) }
    return all
  }

  /// The files of one quick run, made once for all tests.
  private static let results = Result<[String: Data], any Error> {
    let folder = try CommandLineTests.scratch("results")
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appendingPathComponent("out")
    let first = try CommandLineTests.run(quick(out.path))
    #expect(first.status == 0, "\(first.errors)")
    return try contents(out)
  }

  /// Hands over a folder of results, and removes everything at the end.
  static func withResults(_ body: (_ folder: URL, _ out: URL, _ before: [String: Data]) throws -> Void) throws {
    let folder = try CommandLineTests.scratch("output")
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appendingPathComponent("out")
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: false)
    for (name, data) in try results.get() { try data.write(to: out.appendingPathComponent(name)) }
    try body(folder, out, try results.get())
  }

  /// Text that nobody can read is no success: the disk behind standard output is full, or there is none.
  @Test(
    arguments: ["exec > /dev/full", "exec >&-"], [["version"], ["levers"], ["--help"], ["check", "scenarios/taiyuan"]])
  func textThatCannotBeWritten(setting: String, arguments: [String]) throws {
    let outcome = try Self.run(after: setting, arguments)
    #expect(outcome.status == 73)
    #expect(outcome.errors.hasPrefix("standard output: the text cannot be written: "))
  }

  /// Closed streams do not become files of the results, and nobody need hear of a run that succeeds.
  @Test(arguments: ["exec >&-", "exec 2>&-", "exec >&- 2>&-", "exec <&- >&- 2>&-", "exec 2> /dev/full"])
  func closedStreams(setting: String) throws {
    try Self.withResults { _, out, before in
      let outcome = try Self.run(after: setting, Self.quick(out.path))
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
      #expect(
        try Self.contents(out).filter { $0.key != "manifest.json" } == before.filter { $0.key != "manifest.json" })
    }
  }

  @Test func aFaultNobodyCanBeToldOf() throws {
    for setting in ["exec 2>&-", "exec 2> /dev/full"] {
      #expect(try Self.run(after: setting, ["check", "scenarios/nowhere"]).status == 66)
    }
  }

  @Test(arguments: [(SIGTERM, Int32(143)), (SIGINT, Int32(130)), (SIGKILL, SIGKILL)])
  func stoppedWhileWriting(signal: Int32, status: Int32) throws {
    try Self.withResults { folder, out, before in
      let process = Process()
      process.executableURL = Self.program
      process.currentDirectoryURL = CommandLineTests.root
      process.arguments = ["run", "scenarios/shandong", "--output", out.path, "--baseline-only", "--tables", "all"]
      process.standardOutput = FileHandle.nullDevice
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      while process.isRunning, try Self.names(folder).count == 1 { usleep(1000) }
      let start = ContinuousClock.now
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(ContinuousClock.now - start < .seconds(1))
      #expect(process.terminationStatus == status)
      #expect(try Self.contents(out) == before)
      guard signal == SIGKILL else {
        let text = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
        #expect(text == "interrupted; nothing was written\n")
        #expect(try Self.names(folder) == ["out"])
        return
      }
      // Nobody could clear up; the next run does.
      #expect(try Self.names(folder) == [".out.fundcast-\(process.processIdentifier)", "out"])
      #expect(try CommandLineTests.run(Self.quick(out.path)).status == 0)
      #expect(try Self.names(folder) == ["out"])
      #expect(try Self.contents(out) == before)
    }
  }

  @Test func stoppedWhileComputing() throws {
    try Self.withResults { folder, out, before in
      let process = Process()
      process.executableURL = Self.program
      process.currentDirectoryURL = CommandLineTests.root
      process.arguments = ["run", "scenarios/shandong", "--output", out.path]
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(50_000)
      kill(process.processIdentifier, SIGTERM)
      process.waitUntilExit()
      // On a busy machine the signal may come before the program has begun to watch for it: then the system ends it.
      let isWatched = process.terminationReason == .exit
      #expect(process.terminationStatus == (isWatched ? 143 : SIGTERM))
      #expect(try Self.names(folder) == ["out"])
      #expect(try Self.contents(out) == before)
    }
  }

  @Test func noRoomLeavesTheOldResults() throws {
    try Self.withResults { folder, out, before in
      // No file may be larger than 16 blocks of 512 or 1024 bytes.
      let outcome = try Self.run(after: "ulimit -f 16", Self.quick(out.path))
      #expect(outcome.status == 73)
      #expect(
        outcome.errors == """
          \(out.path)/report.txt: the file cannot be written: File too large; choose a folder that can be written to and has room

          """)
      #expect(try Self.contents(out) == before)
      #expect(try Self.names(folder) == ["out"])
    }
  }

  @Test func otherFoldersAreRefusedBeforeAnyWork() throws {
    let folder = try CommandLineTests.scratch("foreign")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("my work".utf8).write(to: folder.appendingPathComponent("notes.txt"))
    // The place does not exist either: the folder is looked at first.
    for arguments in [["run", "nowhere", "--output", folder.path], ["plan", "nowhere", "--export", folder.path]] {
      let outcome = try CommandLineTests.run(arguments)
      #expect(outcome.status == 64)
      #expect(
        outcome.errors == """
          \(folder.path): the folder holds files that fundcast \(arguments[0]) did not write (found "notes.txt"); name a folder that does not exist yet, or one that holds nothing but earlier results

          """)
    }
    #expect(try Self.names(folder) == ["notes.txt"])
  }

  @Test func permissionsFollowTheMask() throws {
    let folder = try CommandLineTests.scratch("mask")
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appendingPathComponent("a/b")
    #expect(try Self.run(after: "umask 027", Self.quick(out.path)).status == 0)
    func mode(_ url: URL) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }
    #expect(try mode(folder.appendingPathComponent("a")) == 0o750)
    #expect(try mode(out) == 0o750)
    for name in try Self.names(out) { #expect(try mode(out.appendingPathComponent(name)) == 0o640, "\(name)") }
  }

  @Test func plansAreReplacedToo() throws {
    let folder = try CommandLineTests.scratch("plan")
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appendingPathComponent("plan")
    let call = ["plan", "scenarios/shandong", "--baseline-only", "--horizon", "2021", "--export", out.path]
    #expect(try CommandLineTests.run(call).status == 0)
    let before = try Self.contents(out)
    let again = try CommandLineTests.run(call)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try Self.contents(out) == before)
    #expect(try CommandLineTests.run(Self.quick(out.path)).status == 64)
  }
}
