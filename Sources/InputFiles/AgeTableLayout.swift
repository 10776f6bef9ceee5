import PolicyModel
import Quantities

/// What a table by age, sex and year must look like.
///
/// | header | layout |
/// |---|---|
/// | `sex,age,2020,…,2100` or `sex,age,year,rate` | sex, ages, years, value `rate` |
/// | `age,2020,…` for ages 15–49 | ages 15…49, years, one value |
/// | `year,males_per_female` | years, one value |
/// | `sex,age,status,share` | sex, ages, category `status`, value `share` |
/// | `sex,age_from,age_to,…` | groups of ages, as `sex,age,…` with `0-4`, `5-9` |
/// | `scheme,service,sex,age,relative_use,relative_cost` | sex, ages, two categories, two values |
struct AgeTableLayout: Sendable {
  /// A column of numbers.
  struct Value: Sendable {
    /// The name in the header; in a table with a column for each year it is not in the file.
    var name: String
    /// The numbers allowed.
    var range: ClosedRange<Double>

    /// A column called `name` of numbers within `range`.
    init(_ name: String, in range: ClosedRange<Double>) {
      self.name = name
      self.range = range
    }
  }

  /// Whether there is a row for each sex.
  var hasSex = true
  /// The ages, each exactly once for each sex and category; nil for a table that does not go by age.
  var ages: ClosedRange<Int>? = 0...Age.open
  /// Whether values differ by year: in a column `year`, or in a column for each year if there is one value only.
  var hasYears = false
  /// The other key columns: `status`, `profile`, `scheme`, `service`.
  var categories: [String] = []
  /// For a category, the only words allowed; any word if absent.
  var words: [String: [String]] = [:]
  /// The columns of numbers.
  var values: [Value]
  /// What single ages get where the table goes by five-year groups.
  var split: AgeSplit = .shares

  /// The years a table may name.
  static let yearRange = 1900...2200

  var ageCount: Int { ages?.count ?? 1 }
  var cellCount: Int { (hasSex ? Sex.count : 1) * ageCount }
  var keyColumns: [String] { categories + (hasSex ? ["sex"] : []) + (ages == nil ? [] : ["age"]) }
}

/// How the numbers of five-year groups become those of single ages.
enum AgeSplit: Sendable {
  /// Counts: totals are kept.
  case counts
  /// Rates of one event: logarithms, weighted means are kept.
  case rates
  /// Shares and relative values: straight lines, weighted means are kept.
  case shares
  /// Shares that sum to one over the categories: as shares, the same way in all of them.
  case partition
}
