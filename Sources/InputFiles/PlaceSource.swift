import Quantities

/// Where the files of a place come from: a folder on the disk, or bytes in memory under their paths. What is read of either is the
/// same, and is refused alike.
public struct PlaceSource: Sendable {
  /// The folder of the place, as the user named it.
  public let folder: String
  /// By path; nil for files on the disk.
  private let files: [String: [UInt8]]?

  /// The place in a folder on the disk.
  public init(_ folder: String) {
    self.folder = folder
    files = nil
  }

  /// The place in a folder among files in memory.
  ///
  /// - Parameters:
  ///   - folder: the folder that holds its baseline.yaml, `shandong` say.
  ///   - files: the bytes of every file by its path, which `folder` is part of: `shandong/baseline.yaml`, `schemes/china.yaml`.
  public init(_ folder: String, files: [String: [UInt8]]) {
    self.folder = folder
    self.files = Dictionary(files.map { (FilePath.tidy($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: - Reading

  /// The text of a file.
  ///
  /// - Throws: ``FundcastError``, `missingInput` where nothing stands there.
  package func text(_ path: String, byteLimit: Int = TextFile.byteLimit) throws -> TextFile {
    guard let files else { return try TextFile(reading: path, byteLimit: byteLimit) }
    guard let bytes = files[FilePath.tidy(path)] else {
      guard !exists(path) else { throw TextFile.folder(path) }
      throw FundcastError(.missingInput, FilePath.missing("there is no such file", path))
    }
    return try TextFile(name: path, bytes: bytes, byteLimit: byteLimit)
  }

  /// A YAML file, read but not yet understood.
  ///
  /// - Throws: as ``text(_:byteLimit:)``, and where it is no YAML.
  package func yaml(_ path: String) throws -> YAMLSource {
    try YAMLSource(text(path, byteLimit: YAMLDocument.byteLimit))
  }

  // MARK: - What there is

  /// Whether something stands there.
  package func exists(_ path: String) -> Bool {
    guard let files else { return FilePath.exists(path) }
    let tidy = FilePath.tidy(path)
    return tidy == "." || files.keys.contains { $0 == tidy || $0.hasPrefix(tidy + "/") }
  }

  /// Whether a file stands there, and no folder.
  func isFile(_ path: String) -> Bool {
    files.map { $0[FilePath.tidy(path)] != nil } ?? FilePath.isFile(path)
  }

  /// The names in a folder, sorted; nil where there is no folder.
  func names(in folder: String) -> [String]? {
    guard let files else { return FilePath.names(in: folder) }
    let tidy = FilePath.tidy(folder), prefix = tidy == "." ? "" : tidy + "/"
    let inside = files.keys.filter { $0.hasPrefix(prefix) }
      .compactMap { $0.dropFirst(prefix.count).split(separator: "/").first.map(String.init) }
    return inside.isEmpty ? nil : Set(inside).sorted()
  }

  // MARK: - Paths

  /// The same file always has the same canonical path.
  func canonical(_ path: String) -> String { files == nil ? FilePath.canonical(path) : FilePath.tidy(path) }

  /// `name` as seen from `folder`, readable where that is the same file: not behind a folder that is a link.
  package func from(_ folder: String, _ name: String) -> String {
    let path = FilePath.join(folder, name), readable = FilePath.tidy(path)
    return canonical(path) == canonical(readable) ? readable : path
  }

  /// Whether a file stands in a folder or below it, links followed.
  func isInside(_ path: String, _ folder: String) -> Bool {
    guard files != nil else { return FilePath.isInside(path, folder) }
    let root = canonical(folder), own = canonical(path)
    let above = root.split(separator: "/"), below = own.split(separator: "/")
    // Nobody knows what the folders above are called: what goes up no further than the root stands in it.
    guard root == "." || above.allSatisfy({ $0 == ".." }) else { return own.hasPrefix(root == "/" ? "/" : root + "/") }
    let ups = root == "." ? 0 : above.count
    return !own.hasPrefix("/") && below.prefix { $0 == ".." }.count <= ups && own != root
  }
}
