import ArgumentParser
import Rendering
import RunStore

/// `fundcast verify`: whether results still are what a run wrote, and can be had again.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check results and inputs against manifest.json, and run again to compare.",
    discussion: """
      Compares every file of the folder and every input with its digest in manifest.json, then repeats the run in memory and
      compares what comes out, byte for byte. Writes nothing. Call it in the folder in which the run was called: relative
      paths of inputs count from there. `inputs-sha256`, whose first digits stand in the head of report.txt, is the SHA-256 of
      the inputs' digests, each on a line: jq -r '.inputs[].sha256' manifest.json | sha256sum. Another version or another OpenBLAS core is said; the last bits may depend on both.

      EXIT CODE
        0 everything matches   65 something differs   66 no such folder, or no manifest in it
      """)

  @Argument(help: "A folder written by fundcast run.")
  var folder: String

  func run() throws {
    let verification = try RunVerification(folder: folder, writer: RunFiles.writer(version: Fundcast.version))
    for line in verification.lines { try Console.say(line) }
    if !verification.matches { throw ExitCode(65) }
  }
}
