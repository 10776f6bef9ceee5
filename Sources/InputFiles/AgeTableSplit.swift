import Demography
import Quantities

extension AgeTable {
  /// The table by single ages, and what was done to it; nil where it goes by single ages already.
  ///
  /// - Parameters:
  ///   - weights: persons by `Age.cell`, over which means of rates and shares are kept.
  ///   - openWeights: by `Age.cell`, how counts of an open group are spread.
  ///   - openMethod: what `openWeights` are.
  ///   - year: the year of the persons.
  func split(
    _ layout: AgeTableLayout, weights: [Double], openWeights: [Double], openMethod: LocalizedText, year: Int
  ) -> (table: AgeTable, note: LocalizedText)? {
    guard let groups, let ages = layout.ages else { return nil }
    let ageGroups = AgeGroups(groups.ranges, isOpen: groups.isOpen)
    let sexes: [Sex?] = layout.hasSex ? Sex.allCases.map { $0 } : [nil]
    let count = groups.labels.count, yearCount = years?.count ?? 1, cells = sexes.count * ages.count
    var result = [Double](repeating: 0, count: numbers.count / cellCount * cells)
    var even: Set<EvenGroup> = []
    func start(_ category: Int, _ value: Int, _ year: Int) -> Int {
      (category * valueNames.count + value) * yearCount + year
    }
    for value in valueNames.indices {
      let range = layout.values[value].range
      for year in 0..<yearCount {
        for (place, sex) in sexes.enumerated() {
          func own(_ category: Int) -> [Double] {
            let from = start(category, value, year) * cellCount + place * count
            return Array(numbers[from..<(from + count)])
          }
          // What has no sex is of women: births.
          func part(_ panel: [Double]) -> [Double] {
            ages.map { panel[Age.cell(sex ?? .female, $0)] }
          }
          let weights = part(weights), openWeights = part(openWeights)
          func single(_ category: Int, even: Set<Int>) -> AgeGroups.Single {
            switch layout.split {
            case .counts: ageGroups.counts(own(category), openWeights: openWeights)
            case .rates: ageGroups.rates(own(category), weights: weights, range: range)
            case .shares, .partition: ageGroups.shares(own(category), weights: weights, range: range, even: even)
            }
          }
          var held: Set<Int> = []
          if layout.split == .partition {
            held = categories.indices.reduce(into: []) { $0.formUnion(single($1, even: []).even) }
          }
          for category in categories.indices {
            let found = single(category, even: held)
            let to = start(category, value, year) * cells + place * ages.count
            for (age, number) in found.values.enumerated() { result[to + age] = number }
            for group in found.even.union(held) { even.insert(EvenGroup(sex: sex, group: group)) }
          }
        }
      }
    }
    return (
      AgeTable(self, cellCount: cells, numbers: result), note(layout, groups, even, openMethod, year)
    )
  }

  private struct EvenGroup: Hashable {
    let sex: Sex?
    let group: Int
  }

  /// What is said of a split in check, in the terminal and in the report.
  private func note(
    _ layout: AgeTableLayout, _ groups: AgeTableGroups, _ even: Set<EvenGroup>, _ openMethod: LocalizedText, _ year: Int
  ) -> LocalizedText {
    let name = record.file
    var en: [String] = [], zh: [String] = []
    if groups.hasFives {
      switch layout.split {
      case .counts:
        en.append("five-year groups split into single years by Sprague's multipliers, totals kept")
        zh.append("五岁组按斯普拉格（Sprague）乘数拆分为单岁，各组合计不变")
      case .rates:
        en.append(
          "five-year groups split into single years along straight lines of logarithms, means over the population of \(year) kept"
        )
        zh.append("五岁组按对数折线拆分为单岁，以\(year)年人口加权的各组均值不变")
      case .shares, .partition:
        en.append(
          "five-year groups split into single years along straight lines, means over the population of \(year) kept")
        zh.append("五岁组按折线拆分为单岁，以\(year)年人口加权的各组均值不变")
      }
    }
    if groups.isOpen, let last = groups.labels.last?.lower {
      switch layout.split {
      case .counts:
        en.append("ages \(last) and over spread \(openMethod.en)")
        zh.append("\(last)岁及以上\(openMethod.zh)")
      case .rates:
        en.append("ages \(last) and over along the line of the groups before")
        zh.append("\(last)岁及以上沿此前各组的走势")
      case .shares, .partition:
        en.append("the same at all ages from \(last) on")
        zh.append("\(last)岁及以上各岁相同")
      }
    }
    if !even.isEmpty {
      let shown = 4
      let ordered = even.sorted { ($0.sex?.rawValue ?? 0, $0.group) < ($1.sex?.rawValue ?? 0, $1.group) }
      let names = ordered.prefix(shown).map { entry in
        (entry.sex.map { "\($0.id) " } ?? "") + groups.labels[entry.group].text
      }
      let list = names.joined(separator: ", ") + (even.count > shown ? ", …" : "")
      en.append("evenly in \(even.count) groups where that gives a value that cannot be (\(list))")
      zh.append("其中\(even.count)个组因出现不可能的数值改为组内均匀（\(list)）")
    }
    return LocalizedText(
      en: "\(name): " + en.joined(separator: "; "), zh: "\(name)：" + zh.joined(separator: "；"))
  }
}
