import Foundation
import Quantities

/// A file that can be rendered: its name and how to make its bytes, a piece at a time.
struct OutputFile {
  let name: String
  let render: (@escaping ByteSink) throws -> Void

  init(_ name: String, _ render: @escaping (@escaping ByteSink) throws -> Void) {
    self.name = name
    self.render = render
  }

  /// A file whose bytes are made at once.
  init(_ name: String, bytes: @escaping () throws -> [UInt8]) {
    self.init(name) { sink in try sink(try bytes()) }
  }
}

/// Puts rendered bytes into a folder. Rendering knows nothing of it.
struct OutputFolder {
  let path: String

  /// A folder, made where it does not exist.
  ///
  /// - Throws: ``FundcastError`` where it cannot be made.
  init(creating path: String) throws {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Self.failure("the folder cannot be made: \(error.localizedDescription)", path)
    }
  }

  /// Renders a file into the folder and returns the SHA-256 of its bytes.
  ///
  /// - Throws: ``FundcastError`` where it cannot be written, and what rendering throws.
  func write(_ file: OutputFile) throws -> String {
    let path = self.path + "/" + file.name
    guard let stream = fopen(path, "wb") else {
      throw Self.failure("the file cannot be written: \(String(cString: strerror(errno)))", path)
    }
    let digest = try SHA256Digest()
    do {
      try file.render { bytes in
        try digest.update(bytes)
        guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else {
          throw Self.failure("the file cannot be written: \(String(cString: strerror(errno)))", path)
        }
      }
    } catch {
      fclose(stream)
      throw error
    }
    guard fclose(stream) == 0 else {
      throw Self.failure("the file cannot be written: \(String(cString: strerror(errno)))", path)
    }
    return try digest.finish()
  }

  private static func failure(_ message: String, _ path: String) -> FundcastError {
    FundcastError(
      .output, Diagnostic(message, file: path, remedy: "choose a folder that can be written to and has room"))
  }
}

/// SHA-256 of a file that was read.
///
/// - Throws: ``FundcastError`` where it can no longer be read.
func digestOfInput(_ path: String) throws -> String {
  guard let stream = fopen(path, "rb") else {
    throw FundcastError(
      .missingInput,
      Diagnostic(
        "the file was read before but cannot be read again: \(String(cString: strerror(errno)))", file: path,
        remedy: "leave input files in place until the run has ended"))
  }
  defer { fclose(stream) }
  let digest = try SHA256Digest()
  var piece = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&piece, 1, piece.count, stream)
    if count == 0 { break }
    try digest.update(Array(piece[..<count]))
  }
  guard ferror(stream) == 0 else {
    throw FundcastError(.missingInput, Diagnostic("the file cannot be read to its end", file: path))
  }
  return try digest.finish()
}
