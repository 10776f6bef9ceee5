import Quantities

/// The reforms that come with a place.
enum ReformFolder {
  /// The YAML files of a folder, sorted by name; none where there is no folder.
  static func paths(in folder: String, of source: PlaceSource) throws -> [String] {
    guard source.exists(folder) else { return [] }
    guard !source.isFile(folder) else {
      throw FundcastError(
        .data,
        Diagnostic(
          "this is a file, not a folder", file: folder, remedy: "make it a folder of reform files, or rename it"))
    }
    guard let all = source.names(in: folder) else {
      throw FundcastError(
        .missingInput, Diagnostic("the folder cannot be read", file: folder, remedy: "check its permissions"))
    }
    let names = all.filter { source.isFile(FilePath.join(folder, $0)) }
    // A reform that is not read because of its name would be missed by nobody.
    let strange = names.filter { !$0.hasSuffix(".yaml") && isReform($0) }
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
  static func drafts(in folder: String, of source: PlaceSource) -> [String] {
    (source.names(in: folder) ?? []).filter { $0.first != "." && isReform($0) }.map { FilePath.join(folder, $0) }
      .filter(source.isFile)
  }

  private static func isReform(_ name: String) -> Bool {
    [".yaml", ".yml"].contains { name.lowercased().hasSuffix($0) }
  }
}
