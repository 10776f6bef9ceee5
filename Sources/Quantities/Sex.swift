/// The two sexes of every table, in the order of all arrays: male first.
public enum Sex: Int, CaseIterable, Sendable, Hashable {
  case male = 0
  case female = 1

  /// The number of sexes, the outermost extent of every age panel.
  public static let count = 2

  /// The name in CSV columns.
  public var id: String { self == .male ? "male" : "female" }

  /// The sex with the CSV name `id`, or nil.
  public init?(id: String) {
    switch id {
    case "male": self = .male
    case "female": self = .female
    default: return nil
    }
  }
}
