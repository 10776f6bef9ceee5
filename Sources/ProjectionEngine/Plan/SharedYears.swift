import SchemeModel

/// Years in which parameters say what an earlier set says: before the first date of a change, and after the months of one that
/// ends. What such a year is compiled to is taken from the other.
struct SharedYears: Sendable {
  /// By year.
  private let isShared: [Bool]

  /// Nothing is shared.
  static let none = SharedYears(isShared: [])

  private init(isShared: [Bool]) { self.isShared = isShared }

  /// The years in which every one of `read` is the same in both sets, month by month.
  init(_ parameters: ParameterSet, _ other: ParameterSet, _ read: [ParameterID], years: Int) {
    let moved = read.filter { parameters[$0] != other[$0] }
    isShared = (0..<years).map { year in moved.allSatisfy { parameters[$0].agrees(with: other[$0], in: year) } }
  }

  /// The years that are shared in both.
  func and(_ other: SharedYears) -> SharedYears {
    SharedYears(isShared: zip(isShared, other.isShared).map { $0 && $1 })
  }

  /// Whether a year is the other's.
  func contains(_ year: Int) -> Bool { year < isShared.count && isShared[year] }
}
