import PolicyModel

/// Values of levers as the terminal shows them.
enum LeverText {
  /// A number with at most six significant digits, whole numbers in full.
  static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    var digits = 0
    while digits < 12, abs(value) * power(digits) < 1e5 { digits += 1 }
    let text = "\((value * power(digits)).rounded() / power(digits))"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func power(_ digits: Int) -> Double { (0..<digits).reduce(1) { product, _ in product * 10 } }

  /// What a lever has where no file gives it a value: a number, or the path of the lever it follows; nil for none.
  static func defaultValue(_ lever: Lever, _ registry: LeverRegistry) -> String? {
    registry.followed(by: lever)?.path ?? lever.spec.defaultValue.map(number)
  }

  /// Dated values and the rule after the last of them.
  static func values(_ series: DatedSeries, _ registry: LeverRegistry) -> String {
    let points = series.points.map { point in
      let value: String =
        switch point.value {
        case .set(let number): Self.number(number)
        case .add(let number): "+\(Self.number(number))"
        case .multiply(let number): "×\(Self.number(number))"
        case .solved: "solved in the base year"
        }
      if point.from == .always { return value + " always" }
      return "\(date(point.from))\(point.through.map { "…\(date($0))" } ?? ""): \(value)"
    }
    if series.points.first?.from == .always { return points.joined(separator: ", ") }
    return points.joined(separator: ", ") + (series.isLinear ? " (straight lines between)" : "")
      + "; then \(then(series.then, registry))"
  }

  private static func date(_ date: MonthDate) -> String {
    date.month == 0 ? "\(date.year)" : "\(date.year)-\(date.month < 9 ? "0" : "")\(date.month + 1)"
  }

  private static func then(_ rule: ThenRule, _ registry: LeverRegistry) -> String {
    switch rule {
    case .hold: "hold"
    case .grow(let rate): "grow \(number(rate)) a year"
    case .growBy(let id): "grow by \(registry[id].path)"
    case .step(let amount): "step \(number(amount)) a year"
    case .index(let id): "in proportion to \(registry[id].path)"
    case .sum(let ids): ids.map { registry[$0].path }.joined(separator: " + ")
    case .multiple(let factor, let id): "\(number(factor)) × \(registry[id].path)"
    }
  }
}
