import Foundation
import Quantities

/// The reforms that come with a place.
enum ReformFolder {
  /// The YAML files of a folder, sorted by name; none where there is no folder.
  static func paths(in folder: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return [] }
    guard isFolder.boolValue else {
      throw FundcastError(
        .data,
        Diagnostic(
          "this is a file, not a folder", file: folder, remedy: "make it a folder of reform files, or rename it"))
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        .filter { FilePath.isFile(FilePath.join(folder, $0)) }
    } catch {
      throw FundcastError(
        .missingInput, Diagnostic("the folder cannot be read", file: folder, remedy: "check its permissions"))
    }
    // A reform that is not read because of its name would be missed by nobody.
    let strange = names.filter { name in
      !name.hasSuffix(".yaml") && [".yaml", ".yml"].contains { name.lowercased().hasSuffix($0) }
    }
    guard strange.isEmpty else {
      throw FundcastError(
        .data,
        strange.map {
          Diagnostic(
            "the name of a reform file ends in .yaml", file: FilePath.join(folder, $0),
            remedy: "rename it to \(FilePath.stem(of: $0)).yaml, or move it elsewhere")
        })
    }
    return names.filter { $0.hasSuffix(".yaml") }.map { FilePath.join(folder, $0) }
  }

  /// What looks like a reform in a folder of drafts. Drafts may be wrong in every way, their names too.
  static func drafts(in folder: String) -> [String] {
    (FilePath.names(in: folder) ?? [])
      .filter { name in
        name.first != "." && [".yaml", ".yml"].contains { name.lowercased().hasSuffix($0) }
          && FilePath.isFile(FilePath.join(folder, name))
      }.map { FilePath.join(folder, $0) }
  }
}
