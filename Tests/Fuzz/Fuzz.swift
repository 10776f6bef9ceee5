import Foundation

/// Property-based fuzzing of everything a user can hand in: scenario files, tables, reforms and `--set`.
///
/// The property: whatever comes in, it is either projected or refused with a `FundcastError` whose every diagnostic names
/// a file and a way out; never a crash, more than five seconds, a gigabyte more, or a number that is none.
///
///     swift run -c release fuzz --seconds 60 --seed 1
///
/// Inputs run in a child process, so that a crash is found and not suffered. What is found is made small and written to
/// Tests/InputFilesTests/Fixtures, where it is a regression test from then on.
@main
enum Fuzz {
  static func main() throws {
    var options: [String: String] = [:]
    var arguments = CommandLine.arguments.dropFirst().makeIterator()
    while let name = arguments.next() { options[name] = arguments.next() ?? "" }
    let known = ["--seconds", "--seed", "--scenarios", "--findings", "--worker", "--replay"]
    if let unknown = options.keys.first(where: { !known.contains($0) }) {
      print("unknown option \(unknown); known: \(known.prefix(4).joined(separator: ", "))")
      exit(64)
    }
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let scenarios = options["--scenarios"] ?? tests.deletingLastPathComponent().appendingPathComponent("scenarios").path
    let findings = options["--findings"] ?? tests.appendingPathComponent("InputFilesTests/Fixtures").path
    let seconds = Double(options["--seconds"] ?? "60") ?? 60
    let seed = UInt64(options["--seed"] ?? "1") ?? 1
    if let folder = options["--worker"] {
      try Worker(scenarios: scenarios, folder: folder, seed: seed, seconds: seconds).run()
    } else if let file = options["--replay"] {
      try Worker.replay(file, scenarios: scenarios)
    } else {
      exit(try Supervisor(scenarios: scenarios, findings: findings, seed: seed, seconds: seconds).run() == 0 ? 0 : 1)
    }
  }
}
