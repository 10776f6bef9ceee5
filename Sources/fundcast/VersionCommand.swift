import ArgumentParser
import Arrays

/// `fundcast version`.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version; with --verbose also what the numbers are computed with.")

  @Flag(help: "OpenBLAS core and threads, CPU features.")
  var verbose = false

  func run() throws {
    try Console.say("fundcast \(Fundcast.version)")
    guard verbose else { return }
    try Console.say("OpenBLAS core \(BLAS.coreName), \(BLAS.threads) thread(s) per product")
    try Console.say("CPU features \(BLAS.cpuFeatures.joined(separator: " "))")
  }
}
