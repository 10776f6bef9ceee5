import Foundation
import PolicyModel
import Quantities

/// The text of one input file: valid UTF-8, no byte order mark, lines ended by a line feed alone.
package struct TextFile: Sendable {
  /// The largest file that is read, in bytes. Larger ones are refused before they are opened.
  package static let byteLimit = 64 << 20

  /// The file as the user named it; every diagnostic opens with it.
  let name: String
  /// The text as UTF-8. Never empty.
  package let bytes: [UInt8]
  /// The file as it was read, before line ends and byte order mark were changed.
  package let record: InputRecord

  /// The text as a string.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Reads the file at `path`; diagnostics call it `name`, by default the path itself.
  ///
  /// A file that is absent or may not be read is `missingInput`, anything else that is wrong is `data`.
  init(reading path: String, name: String? = nil, byteLimit: Int = TextFile.byteLimit) throws {
    let name = name ?? path
    let real = FilePath.canonical(path)
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: real) else {
      throw FundcastError(
        .missingInput, FilePath.missing("there is no such file", name))
    }
    let type = attributes[.type] as? FileAttributeType
    if type == .typeDirectory {
      throw Self.folder(name)
    }
    guard type == .typeRegular else {
      throw FundcastError(
        .data, Diagnostic("this is not an ordinary file", file: name, remedy: "save the input as a file on disk"))
    }
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    try Self.check(size: size, name: name, limit: byteLimit)
    guard let handle = FileHandle(forReadingAtPath: real) else {
      throw FundcastError(
        .missingInput, Diagnostic("the file may not be read", file: name, remedy: "check its permissions"))
    }
    defer { try? handle.close() }
    do {
      // One byte more than the limit, in case the file grew since its size was looked up.
      let data = try handle.read(upToCount: byteLimit + 1) ?? Data()
      try self.init(name: name, bytes: [UInt8](data), byteLimit: byteLimit)
    } catch let error as FundcastError {
      throw error
    } catch {
      throw FundcastError(.missingInput, Diagnostic("the file cannot be read", file: name, remedy: "check the disk"))
    }
  }

  /// The text held in `raw`, checked and brought to line feeds.
  package init(name: String, bytes raw: [UInt8], byteLimit: Int = TextFile.byteLimit) throws {
    self.name = name
    record = InputRecord(file: name, bytes: raw)
    try Self.check(size: raw.count, name: name, limit: byteLimit)
    if raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]) {
      throw FundcastError(
        .data, Diagnostic("the file is UTF-16, not UTF-8", file: name, line: 1, remedy: Self.encodingRemedy))
    }
    let body = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? raw[3...] : raw[...]
    guard !body.isEmpty else {
      throw FundcastError(
        .data, Diagnostic("the file is empty", file: name, remedy: "check that it was saved completely"))
    }
    let lines = Self.withLineFeeds(body)
    if let (line, byte) = Self.firstInvalidByte(lines) {
      let hex = "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      throw FundcastError(
        .data,
        Diagnostic("the file is not UTF-8", file: name, line: line, value: hex, remedy: Self.encodingRemedy))
    }
    bytes = lines
  }

  /// What is said of a folder that was named as a file.
  static func folder(_ name: String) -> FundcastError {
    FundcastError(.data, Diagnostic("this is a folder", file: name, remedy: "name a file inside it"))
  }

  private static let encodingRemedy = "save it as UTF-8 (in Excel: CSV UTF-8)"

  private static func check(size: Int, name: String, limit: Int) throws {
    guard size > limit else { return }
    let unit = limit >= 1 << 20 ? ("MiB", 1 << 20) : ("bytes", 1)
    throw FundcastError(
      .data,
      Diagnostic(
        "the file is larger than \(limit / unit.1) \(unit.0)", file: name,
        remedy: "check that it is the right file, or split it"))
  }

  private static func withLineFeeds(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let lineFeed = UInt8(ascii: "\n")
    let carriageReturn = UInt8(ascii: "\r")
    guard bytes.contains(carriageReturn) else { return Array(bytes) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var afterReturn = false
    for byte in bytes {
      if byte == carriageReturn {
        result.append(lineFeed)
      } else if byte != lineFeed || !afterReturn {
        result.append(byte)
      }
      afterReturn = byte == carriageReturn
    }
    return result
  }

  /// The line and value of the first byte that begins no valid UTF-8 sequence.
  private static func firstInvalidByte(_ bytes: [UInt8]) -> (line: Int, byte: UInt8)? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var line = 1
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        if scalar == "\n" { line += 1 }
        offset += UTF8.width(scalar)
      case .emptyInput, .error:
        return (line, offset < bytes.count ? bytes[offset] : 0)
      }
    }
  }
}
