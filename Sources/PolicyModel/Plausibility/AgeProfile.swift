import Quantities

/// Values by age of one table, with what is said of an age that stands out.
struct AgeProfile {
  /// The table and what of it: `population.csv, female`.
  let name: LocalizedText
  /// By age from `firstAge` on.
  let values: [Double]
  var firstAge = 0
  /// Cells below are too small to tell a slip from chance.
  var smallest = 0.0

  /// Twice and a half as many as at either neighbouring age, or so many fewer: cohorts of wars and famines differ by less
  /// from both of their neighbours at once.
  private static let limit = 2.5

  /// Holes, heaps and dips between ages, the first of each kind.
  var warnings: [LocalizedText] { [hole, heap, dip].compactMap { $0 } }

  func warning(_ age: Int, en: String, zh: String) -> LocalizedText {
    LocalizedText(
      en: "\(name.en), age \(age + firstAge): \(en)", zh: "\(name.zh)\(age + firstAge)岁：\(zh)。")
  }

  private var inner: Range<Int> { 1..<max(values.count - 1, 1) }

  /// Zeros between ages that have something.
  private var hole: LocalizedText? {
    var before: Int?
    for (age, value) in values.enumerated() where value > 0 {
      defer { before = age }
      guard let last = before, age > last + 1, min(value, values[last]) >= smallest else { continue }
      let ages = age == last + 2 ? "" : " to \(age - 1 + firstAge)"
      return warning(
        last + 1, en: "0\(ages), between \(text(values[last])) and \(text(value)): a cell left empty?",
        zh: "\(age == last + 2 ? "" : "至\(age - 1 + firstAge)岁")为0，前后分别为\(text(values[last]))和\(text(value))，请核对是否漏填")
    }
    return nil
  }

  private var heap: LocalizedText? {
    for age in inner {
      let neighbour = max(values[age - 1], values[age + 1])
      guard neighbour > 0, values[age + 1] > 0, values[age] >= smallest, values[age] > Self.limit * neighbour else {
        continue
      }
      return warning(
        age,
        en: "\(text(values[age])), between \(text(values[age - 1])) and \(text(values[age + 1])): a heap at one age",
        zh: "为\(text(values[age]))，前后分别为\(text(values[age - 1]))和\(text(values[age + 1]))，单一年龄堆积")
    }
    return nil
  }

  private var dip: LocalizedText? {
    for age in inner {
      let neighbour = min(values[age - 1], values[age + 1])
      guard values[age] > 0, neighbour >= smallest, neighbour > Self.limit * values[age] else { continue }
      return warning(
        age,
        en: "\(text(values[age])), between \(text(values[age - 1])) and \(text(values[age + 1])): a digit too few?",
        zh: "为\(text(values[age]))，前后分别为\(text(values[age - 1]))和\(text(values[age + 1]))，请核对数位")
    }
    return nil
  }

  func text(_ value: Double) -> String { ShortNumber.text(value) }
}
