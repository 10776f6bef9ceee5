import Foundation
import _TestSupport

/// What moved since a golden was written.
struct GoldenMoves {
  /// A value that is not what the golden says.
  struct Move: CustomStringConvertible {
    let key: GoldenRow.Key
    let unit: GoldenUnit
    /// In the scenario and in the baseline.
    let expected: (value: Double?, baseline: Double?)
    /// Likewise.
    let found: (value: Double?, baseline: Double?)
    /// The change as a part of the largest value of its fund and unit; infinite where one of the two is not there.
    let part: Double

    /// Found less expected: of the scenario, or where that stands of the baseline.
    var change: Double? {
      guard let a = expected.value, let b = found.value else { return nil }
      if unit.agrees(a, b), let a = expected.baseline, let b = found.baseline { return b - a }
      return b - a
    }

    /// The change as a part of what was expected; nil where that prints as nothing.
    var relative: Double? {
      guard let change, let expected = expected.value, expected.magnitude >= unit.step else { return nil }
      return change / expected.magnitude
    }

    var description: String {
      func text(_ pair: (value: Double?, baseline: Double?)) -> String {
        let value = pair.value.map { unit.text($0) } ?? "none"
        return pair.baseline.map { "\(value) (baseline \(unit.text($0)))" } ?? value
      }
      let change = change.map { ", difference \(unit.text($0))" } ?? ""
      return "\(key): expected \(text(expected)), found \(text(found))\(change) \(unit.name)"
    }
  }

  /// Of the years that the golden shows, the largest first.
  let moves: [Move]
  /// The digest found less the one expected, 0 within the tolerance.
  let digest: Double
  /// How many more values there are in all years than expected.
  let count: Int
  /// Of years that the golden does not show, what differs most from the baseline: where a moved digest may come from.
  let unshown: [Move]

  var isEmpty: Bool { moves.isEmpty && digest == 0 && count == 0 }

  init(_ golden: Golden, _ whole: GoldenWhole) {
    let shown = whole.rows.filter { golden.years.contains($0.key.year) }
    var left = Dictionary(golden.rows.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    var moves: [Move] = []
    for row in shown {
      // What a reform's golden leaves out is as in the baseline.
      let old = left.removeValue(forKey: row.key)
      let expected = old.map { ($0.value, $0.baseline) } ?? (row.baseline, row.baseline)
      if !row.unit.agrees(expected.0, row.value) || !row.unit.agrees(expected.1, row.baseline) {
        moves.append(Self.move(row, expected, whole))
      }
    }
    moves += golden.rows.filter { left[$0.key] != nil }.map { row in
      Move(
        key: row.key, unit: row.unit, expected: (row.value, row.baseline), found: (nil, nil), part: .infinity)
    }
    self.moves = moves.sorted { ($1.part, $0.key) < ($0.part, $1.key) }
    let step = pow(10, -Double(Golden.digestDecimals))
    let digest = whole.digest - golden.digest
    self.digest = digest.magnitude <= step * Unseen.lastGoldenDigit ? 0 : digest
    count = whole.count - golden.count
    // Of the baseline, which is compared with nothing, that is everything.
    let others = golden.isBaseline ? [] : whole.rows
    unshown = others.filter { !golden.years.contains($0.key.year) && $0.shows }
      .map { Self.move($0, ($0.baseline, $0.baseline), whole) }.sorted { ($1.part, $0.key) < ($0.part, $1.key) }
  }

  private static func move(
    _ row: GoldenRow, _ expected: (value: Double?, baseline: Double?), _ whole: GoldenWhole
  ) -> Move {
    let moved = Move(
      key: row.key, unit: row.unit, expected: expected, found: (row.value, row.baseline), part: .infinity)
    guard let change = moved.change else { return moved }
    return Move(
      key: row.key, unit: row.unit, expected: expected, found: moved.found,
      part: whole.part(change, of: row).magnitude)
  }

  /// What a failing test prints: the largest moves, and of years not shown where to look.
  func report(_ file: String) -> String {
    let most = 8
    var lines = ["\(file): \(moves.count) values moved in the years shown"]
    lines += moves.prefix(most).map { "  \($0)" }
    if moves.count > most { lines.append("  … and \(moves.count - most) smaller ones") }
    if count != 0 {
      lines.append("  values of all years: \(count > 0 ? "\(count) more" : "\(-count) fewer") than expected")
    }
    if digest != 0 {
      let size = digest.magnitude
      lines.append(
        String(format: "  the digest of all years moved by %.7f: if all changes have one sign, they come", digest))
      lines.append(String(format: "  to between %.7f and %.7f of the largest value of a fund", size / 2, size))
    }
    if moves.isEmpty, digest != 0 {
      if !unshown.isEmpty { lines.append("  in the years not shown the reform moves most:") }
      lines += unshown.prefix(most).map { move in
        "  \(move.key): \(move.unit.text(move.found.value)), baseline \(move.unit.text(move.expected.value)) "
          + move.unit.name
      }
      lines.append("  to see every value of all years that moved: `make goldens WHOLE=/tmp/new` here, the same with")
      lines.append("  /tmp/old on the commit before, then `diff -r /tmp/old /tmp/new`")
    }
    return (lines + ["  `make goldens` prints all that moved and rewrites it"]).joined(separator: "\n")
  }

  /// The columns of ``cells``.
  static let columns = ["rows", "largest move", "", "largest relative move", "", "digest of all years"]

  /// What `make goldens` prints of one scenario: rows moved, the largest move in money (or in what there is) and where, the
  /// largest as a part of what was expected and where, and by how much the digest moved.
  var cells: [String] {
    let amounts = moves.filter { $0.change != nil }
    let money = amounts.filter(\.unit.isMoney)
    let largest = (money.isEmpty ? amounts : money).max { ($0.change?.magnitude ?? 0) < ($1.change?.magnitude ?? 0) }
    let steepest = amounts.max { ($0.relative?.magnitude ?? 0) < ($1.relative?.magnitude ?? 0) }
    func cells(_ move: Move?, _ text: (Move) -> String?) -> [String] {
      move.flatMap { move in text(move).map { [$0, move.key.description] } } ?? ["", ""]
    }
    return ["\(moves.count)"]
      + cells(largest) { move in
        move.change.map { ($0 > 0 ? "+" : "") + move.unit.text($0) + " " + move.unit.name }
      } + cells(steepest) { $0.relative.map { String(format: "%+.4g %%", $0 * 100) } }
      + [digest == 0 ? "" : String(format: "%+.\(Golden.digestDecimals)f", digest)]
  }
}
