import InputFiles
import PolicyModel
import Quantities

/// A new place made from one that works: it runs at once and gives the same figures, until they are replaced.
public enum PlaceTemplate {
  /// Writes the place `folder` after the model of the place `source`. Either the whole folder is there in the end, or nothing.
  ///
  /// - Returns: the names of the files written, in the order they should be read.
  /// - Throws: ``FundcastError`` where the name is no name of a place, something stands there already, `source` has a fault or the
  ///   folder cannot be written.
  public static func write(_ folder: String, from source: String) throws -> [String] {
    let folder = FilePath.tidy(folder)
    try PlaceWriter.check(folder)
    let model = try Place(source)
    let files = try PlaceTemplateFiles(
      name: PlaceWriter.name(of: folder), folder: folder, model: model, source: FilePath.tidy(source)
    ).all()
    try PlaceWriter.write(files, to: folder)
    return files.map(\.name)
  }
}
