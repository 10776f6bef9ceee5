import Foundation
import InputFiles
import Quantities
import Shapes

/// Writes a place into a new folder: the whole folder is there in the end, or nothing.
enum PlaceWriter {
  /// The name of the place a folder would hold.
  static func name(of folder: String) -> String { folder.split(separator: "/").last.map(String.init) ?? "" }

  /// Finds out whether a place may be written to a folder.
  ///
  /// - Throws: ``FundcastError`` where the name is no name of a place or something stands there already.
  static func check(_ folder: String) throws {
    let name = name(of: folder)
    guard PlaceName.isName(name) else {
      throw FundcastError(
        .usage,
        Diagnostic(
          "the name of a place is made of small letters, Chinese characters and digits, with single hyphens between them",
          key: "PLACE", value: DiagnosticCollector.printable(name),
          remedy: "write for example henan, inner-mongolia or 青岛"))
    }
    var isFolder: ObjCBool = false
    let above = FilePath.folder(of: missing(above: folder).first ?? folder)
    if FileManager.default.fileExists(atPath: above, isDirectory: &isFolder), !isFolder.boolValue {
      throw FundcastError(
        .output, Diagnostic("a file stands where a folder is to be made", file: above, remedy: "choose another folder"))
    }
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
    let isEmpty = isFolder.boolValue && (try? FileManager.default.contentsOfDirectory(atPath: folder).isEmpty) == true
    guard isEmpty else {
      throw FundcastError(
        .output,
        Diagnostic(
          isFolder.boolValue ? "the folder is not empty" : "a file of this name stands there", file: folder,
          remedy: "choose another name; nothing is overwritten"))
    }
  }

  /// The folders above `folder` that are to be made, the outermost first.
  private static func missing(above folder: String) -> [String] {
    let parent = FilePath.folder(of: folder)
    guard parent != folder, !FileManager.default.fileExists(atPath: parent) else { return [] }
    return missing(above: parent) + [parent]
  }

  /// Writes the files into a folder beside `folder` and puts it there in one step; folders above it are made where they are missing.
  ///
  /// - Throws: ``FundcastError`` where the folder cannot be written.
  static func write(_ files: [PlaceFile], to folder: String) throws {
    let temporary = FilePath.join(
      FilePath.folder(of: folder), ".\(name(of: folder)).fundcast-new-\(ProcessInfo.processInfo.processIdentifier)")
    let made = missing(above: folder)
    do {
      for file in files {
        let path = FilePath.join(temporary, file.name)
        try FileManager.default.createDirectory(
          atPath: FilePath.folder(of: path), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: URL(fileURLWithPath: path))
      }
      // An empty folder may be replaced; one that was filled meanwhile is not.
      guard rename(temporary, folder) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      // Only what is empty goes.
      for path in made.reversed() { rmdir(path) }
      throw FundcastError(
        .output,
        Diagnostic(
          "the place cannot be written", file: folder, remedy: "check the permissions and the room on the disk"))
    }
  }
}
