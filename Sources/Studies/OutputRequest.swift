/// Which tables of a run are written, and how.
public struct OutputRequest: Sendable, Hashable {
  /// The names of the tables, without `.csv`; nil for all. The report and the manifest are written always.
  public let tables: [String]?
  /// Whether tables begin with a byte order mark, by which Excel knows UTF-8.
  public let byteOrderMark: Bool

  /// See the properties.
  public init(tables: [String]? = nil, byteOrderMark: Bool = false) {
    self.tables = tables
    self.byteOrderMark = byteOrderMark
  }
}
