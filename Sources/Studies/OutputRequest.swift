/// What is written of a run, and how.
public struct OutputRequest: Sendable, Hashable {
  /// The names of the tables, without `.csv`; nil for those a run writes unless told otherwise. The report and the manifest are
  /// written always.
  public let tables: [String]?
  /// Whether tables begin with a byte order mark, by which Excel knows UTF-8.
  public let byteOrderMark: Bool
  /// Whether bills are divided into deciles.
  public let deciles: Bool
  /// What the user wants of the words.
  public let options: ReportOptions

  /// The usual tables and no other wish, unless said.
  ///
  /// - Parameter tables: in any order; names of no table are left to whoever reads the command line.
  public init(
    tables: [String]? = nil, byteOrderMark: Bool = false, deciles: Bool = false,
    options: ReportOptions = ReportOptions()
  ) {
    self.tables = tables
    self.byteOrderMark = byteOrderMark
    self.deciles = deciles
    self.options = options
  }
}
