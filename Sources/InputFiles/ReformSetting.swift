import PolicyModel
import Quantities

extension ReformFile {
  private static let example =
    "write for example --set resident.premium=2026:400,2030..2031:450 or =2027:add:50 or =2027:multiply:1.1"

  /// A change on the command line, without a file: `lever.path=date:value,…`. A date is what it is in files: `2027`, `2027-07`, `2030..2031`; a value is a number, which
  /// sets, or `add:50` or `multiply:1.1`. `overrides` at the end replaces what an earlier reform of the stack has at a date.
  ///
  /// - Parameters:
  ///   - setting: the text of `--set`.
  ///   - id: the name of the change.
  ///   - number: which of the command's settings it is, from 1; messages name it as a line.
  ///   - scenario: the name of the scenario that it ends, where the user gives one.
  public static func parse(
    setting: String, registry: LeverRegistry, id: String, number: Int = 1, scenario: String? = nil
  ) throws -> Reform {
    guard let equals = setting.firstIndex(of: "=") else {
      throw fault("a setting is a lever path, =, and dated values", setting)
    }
    let path = String(setting[..<equals])
    var items = setting[setting.index(after: equals)...].split(separator: ",", omittingEmptySubsequences: false)
    let overrides = items.count > 1 && items.last == "overrides"
    if overrides { items.removeLast() }
    let entries = try items.map { item in
      let (date, value) = try dated(item, line: number)
      return YAMLEntry(key: date, line: number, value: value)
    }
    let collector = DiagnosticCollector(file: "--set")
    let reader = SeriesReader(registry: registry, collector: collector)
    let values = YAMLNode(line: number, kind: .mapping(entries))
    let read = reader.readChange(values, path: path, line: number)
    let change = read.map {
      LeverChange(lever: $0.lever, points: $0.points, overrides: overrides, location: $0.location)
    }
    if !collector.isEmpty || change == nil { throw FundcastError(.usage, collector.diagnostics) }
    return Reform(
      id: id, title: LocalizedText(en: setting, zh: setting), description: "Set on the command line.",
      source: "command line", leverIDs: registry[path]?.leverIDs ?? [], changes: change.map { [$0] } ?? [],
      cannotModel: nil, file: "--set", setting: setting, scenario: scenario)
  }

  /// `2027:500`, `2027:add:50` or `2027:multiply:1.1` as a file would have them.
  private static func dated(_ item: Substring, line: Int) throws -> (date: String, value: YAMLNode) {
    let parts = item.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    func scalar(_ text: String) -> YAMLNode { YAMLNode(line: line, kind: .scalar(text: text, isQuoted: false)) }
    guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
      throw fault("a dated value is date:number, date:add:number or date:multiply:number", String(item))
    }
    guard parts.count == 3 else {
      if let hint = relative(parts[1]) {
        throw fault(
          "a number alone sets the value; a change of it is spelt out", String(item), "write \(parts[0]):\(hint)")
      }
      return (parts[0], scalar(parts[1]))
    }
    guard ["add", "multiply"].contains(parts[1]) else {
      throw fault(
        "a value is changed by add or multiply", String(item),
        "write \(parts[0]):add:\(parts[2]) or \(parts[0]):multiply:\(parts[2])")
    }
    return (
      parts[0], YAMLNode(line: line, kind: .mapping([YAMLEntry(key: parts[1], line: line, value: scalar(parts[2]))]))
    )
  }

  /// What `+50`, `*1.1`, `×1.1`, `x1.1` or `+10%` most likely means.
  private static func relative(_ text: String) -> String? {
    guard let sign = text.first, text.count > 1 else { return nil }
    let rest = String(text.dropFirst())
    if text.last == "%" {
      let number = Double(text.dropLast().drop { $0 == "+" })
      return number.map { sign == "+" || sign == "-" ? "multiply:\(1 + $0 / 100)" : "\($0 / 100)" }
    }
    switch sign {
    case "+": return "add:\(rest)"
    case "*", "×", "x", "X": return "multiply:\(rest)"
    default: return nil
    }
  }

  private static func fault(_ message: String, _ value: String, _ remedy: String = example) -> FundcastError {
    let isWide = value.contains { "：，＝".contains($0) }
    return FundcastError(
      .usage,
      Diagnostic(
        message, key: "--set", value: DiagnosticCollector.printable(value),
        remedy: isWide ? "write : , and = as ASCII signs, not ： ， ＝" : remedy))
  }
}
