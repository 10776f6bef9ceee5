import Documents
import Foundation
import Quantities
import TextPages

/// What goes to standard output and standard error.
enum Console {
  /// Takes the places of standard streams that were closed, or the first files of a run would have them, and what is printed
  /// would stand in results. What is then printed fails.
  static func holdStandardStreams() {
    var taken: Int32
    repeat { taken = open("/dev/null", O_RDONLY) } while 0...STDERR_FILENO ~= taken
    if taken >= 0 { close(taken) }
  }

  /// Text for standard output, at once.
  ///
  /// - Throws: ``FundcastError`` where it cannot be written: what nobody can read is no success.
  static func say(_ text: String, terminator: String = "\n") throws {
    try (text + terminator).utf8.withContiguousStorageIfAvailable { try write(UnsafeRawBufferPointer($0)) }
  }

  /// A document for standard output; throws as ``say(_:terminator:)``.
  ///
  /// - Parameter indent: blanks before tables.
  static func show(_ document: Document, indent: Int = 2) throws {
    try say(TextPage.text(document, indent: indent), terminator: "")
  }

  /// Bytes for standard output; throws as ``say(_:terminator:)``.
  static func write(_ bytes: UnsafeRawBufferPointer) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: bytes)
    } catch {
      throw FundcastError(
        .output,
        Diagnostic(
          "the text cannot be written: \(String(cString: strerror(errno)))", file: "standard output",
          remedy: "send it to a terminal, or to a file on a disk with room"))
    }
  }

  /// What a user typed, fit for a line of a message: characters that cannot be seen are escaped.
  static func printable(_ text: String) -> String {
    text.unicodeScalars.prefix(60).map { scalar in
      [.control, .format].contains(scalar.properties.generalCategory)
        ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }.joined()
  }

  /// A warning, on a line of its own.
  static func warn(_ text: String) { complain("warning: " + text) }

  /// A line on standard error; where that is closed or full there is nobody left to tell.
  static func complain(_ line: String) { try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8)) }

  /// Warnings, the first ten one by one: a place of hundreds of regions may have hundreds.
  static func warn(_ texts: [String]) {
    let shown = 10
    for text in texts.prefix(shown) { warn(text) }
    if texts.count > shown { warn("… and \(texts.count - shown) more") }
  }
}
