import Quantities

/// One number per sex and age: 202 doubles in the order of `Age.cell`, men first. The unit is the user's (persons,
/// rates).
public struct AgePanel: Sendable, Hashable {
  @usableFromInline var storage: [Double]

  /// The cells in the order of `Age.cell`.
  public var values: [Double] { storage }

  /// The same number in every cell.
  public init(repeating value: Double) { storage = [Double](repeating: value, count: Age.panelCount) }

  /// The cells in the order of `Age.cell`.
  /// - Precondition: `values` has `Age.panelCount` elements.
  public init(_ values: [Double]) {
    precondition(values.count == Age.panelCount, "\(values.count) values for a panel of \(Age.panelCount)")
    storage = values
  }

  /// One vector by age 0…100 for each sex.
  /// - Precondition: both have `Age.count` elements.
  public init(male: [Double], female: [Double]) {
    precondition(male.count == Age.count && female.count == Age.count, "a panel needs \(Age.count) ages of each sex")
    storage = male + female
  }

  /// The value of a sex and age 0…100.
  @inlinable public subscript(sex: Sex, age: Int) -> Double {
    get {
      precondition(age >= 0 && age < Age.count, "age outside 0…100")
      return storage[Age.cell(sex, age)]
    }
    set {
      precondition(age >= 0 && age < Age.count, "age outside 0…100")
      storage[Age.cell(sex, age)] = newValue
    }
  }

  /// The values of one sex by age 0…100.
  public subscript(sex: Sex) -> [Double] {
    get { Array(storage[Age.cell(sex, 0)...Age.cell(sex, Age.open)]) }
    set {
      precondition(newValue.count == Age.count, "a panel needs \(Age.count) ages of each sex")
      storage.replaceSubrange(Age.cell(sex, 0)...Age.cell(sex, Age.open), with: newValue)
    }
  }

  /// The sum over both sexes and all ages.
  public var sum: Double { storage.reduce(0, +) }
}
