import Foundation
import Quantities

/// The reforms that come with a place.
enum ReformFolder {
  /// The YAML files of a folder, sorted by name; none where there is no folder.
  static func paths(in folder: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
        .map { FilePath.join(folder, $0) }
    } catch {
      throw FundcastError(
        .missingInput, Diagnostic("the folder cannot be read", file: folder, remedy: "check its permissions"))
    }
  }
}
