import PolicyModel
import Quantities
import Shapes

extension ReformFile {
  /// A change on the command line, without a file: `lever.path=date:value,…`.
  ///
  /// A date is what it is in files: `2027`, `2027-07`, `2030..2031`. A value is a number, which sets, or `add:50` or
  /// `multiply:1.1`. `overrides` at the end replaces what an earlier reform of the stack has at a date.
  ///
  /// - Parameters:
  ///   - setting: the text of `--set`.
  ///   - id: the name of the change.
  ///   - number: which of the command's settings it is, from 1; messages name it as a line.
  ///   - scenario: the name of the scenario that it ends, where the user gives one.
  public static func parse(
    setting: String, registry: LeverRegistry, id: String, number: Int = 1, scenario: String? = nil
  ) throws -> Reform {
    let reader = SettingReader(setting, registry, line: number)
    let change = try reader.change()
    return Reform(
      id: id,
      text: ReformText(
        title: LocalizedText(setting), description: "Set on the command line.",
        source: "command line", leverIDs: registry[change.lever].leverIDs), changes: [change],
      origin: ReformOrigin(file: "--set", setting: setting), scenario: scenario)
  }
}

/// Reads the text of one `--set`.
private struct SettingReader {
  private let setting: String
  private let registry: LeverRegistry
  private let line: Int
  private let collector = DiagnosticCollector(file: "--set")

  init(_ setting: String, _ registry: LeverRegistry, line: Int) {
    self.setting = setting
    self.registry = registry
    self.line = line
    collector.reads(Array((String(repeating: "\n", count: line - 1) + setting).utf8))
  }

  func change() throws -> LeverChange {
    guard let equals = setting.firstIndex(of: "=") else {
      throw fault("a setting is a lever path, =, and dated values", setting)
    }
    let path = String(setting[..<equals])
    var items = setting[setting.index(after: equals)...].split(separator: ",", omittingEmptySubsequences: false)
    let overrides = items.count > 1 && items.last == "overrides"
    if overrides { items.removeLast() }
    let values = YAMLNode(line: line, kind: .mapping(try items.map(dated)))
    let read = SeriesReader(registry: registry, collector: collector).readChange(values, path: path, line: line)
    guard let read, collector.isEmpty else { throw FundcastError(.usage, collector.diagnostics) }
    return LeverChange(
      lever: read.lever, points: read.points, then: read.then, overrides: overrides, location: read.location)
  }

  /// `2027:500`, `2027:add:50` or `2027:multiply:1.1` as a file would have them.
  private func dated(_ item: Substring) throws -> YAMLEntry {
    let parts = item.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
      throw fault("a dated value is date:number, date:add:number or date:multiply:number", String(item))
    }
    guard parts.count == 3 else {
      if let hint = relative(parts[1]) {
        throw fault(
          "a number alone sets the value; a change of it is spelt out", String(item), "write \(parts[0]):\(hint)")
      }
      return YAMLEntry(key: parts[0], line: line, value: scalar(parts[1]))
    }
    guard ["add", "multiply"].contains(parts[1]) else {
      throw fault(
        "a value is changed by add or multiply", String(item),
        "write \(parts[0]):add:\(parts[2]) or \(parts[0]):multiply:\(parts[2])")
    }
    let change = YAMLEntry(key: parts[1], line: line, value: scalar(parts[2]))
    return YAMLEntry(key: parts[0], line: line, value: YAMLNode(line: line, kind: .mapping([change])))
  }

  private func scalar(_ text: String) -> YAMLNode {
    YAMLNode(line: line, kind: .scalar(text: text, isQuoted: false))
  }

  /// What `+50`, `*1.1`, `×1.1`, `x1.1` or `+10%` most likely means.
  private func relative(_ text: String) -> String? {
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

  private func fault(_ message: String, _ value: String, _ remedy: String? = nil) -> FundcastError {
    let strange = collector.strangeness(value: value, key: nil, line: line, isLineSuspect: false)
    let isWide = value.contains { "：，＝".contains($0) }
    return FundcastError(
      .usage,
      Diagnostic(
        message + (strange?.sentence ?? ""), key: "--set", value: DiagnosticCollector.printable(value),
        remedy: isWide
          ? "write : , and = as ASCII signs, not ： ， ＝"
          : remedy
            ?? "write for example --set resident.premium=2026:400,2030..2031:450 or =2027:add:50 or =2027:multiply:1.1")
    )
  }
}
