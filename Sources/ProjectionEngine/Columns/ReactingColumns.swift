import SchemeModel

extension ColumnSlab {
  /// A lever under a reform that acts in some years, on every column by its own history: see ``ReactingStep``.
  mutating func react(
    _ node: ColumnNode, _ step: ReactingStep, _ start: Int, _ year: Int, acts: (_ column: Int) -> Bool
  ) {
    for column in 0..<Self.width {
      let before = node.central[year] + difference(node.input, column)
      let after = step.central[year] + difference(node.acting, column)
      let value: Double
      if let run = step.run, year > step.after {
        value = running(run, node, step, start + column, year, column, before, acts: acts(column))
      } else {
        remember(step, start + column, before, after)
        value = acts(column) ? after : before
      }
      differences[start + column] = value - node.central[year]
    }
  }

  private func difference(_ node: Int?, _ column: Int) -> Double {
    node.map { differences[$0 * Self.width + column] } ?? 0
  }

  /// What the dated values change, for the years in which the rule runs on; and that it has done nothing yet.
  private mutating func remember(_ step: ReactingStep, _ place: Int, _ before: Double, _ after: Double) {
    anchors[place] = step.addsDated ? after - before : after / before
    runs[place] = step.addsRun ? 0 : 1
  }

  /// The level where the rule has run in the years in which the reform acted.
  private mutating func running(
    _ run: ReactingStep.Run, _ node: ColumnNode, _ step: ReactingStep, _ place: Int, _ year: Int, _ column: Int,
    _ before: Double, acts: Bool
  ) -> Double {
    if year == 0 {
      // The last date lies before the base year: nothing is on top of what is there.
      anchors[place] = step.addsDated ? 0 : 1
      runs[place] = step.addsRun ? 0 : 1
      return before
    }
    if acts {
      let lastBefore = node.central[year - 1] + (node.input.map { lastDifferences[$0 * Self.width + column] } ?? 0)
      let last = step.addsRun ? lastBefore + runs[place] : lastBefore * runs[place]
      let level: Double
      switch run {
      case .grow(let rate): level = last * (1 + rate)
      case .growBy: level = last * (1 + node.sources[0].central[year] + sourceDifference(node.sources[0], column))
      case .index:
        let source = node.sources[0]
        let now = source.central[year] + sourceDifference(source, column)
        let then = source.central[year - 1] + (source.node.map { lastDifferences[$0 * Self.width + column] } ?? 0)
        level = last * (now / then)
      case .step(let amount): level = last + amount
      }
      runs[place] = step.addsRun ? level - before : level / before
    }
    let level = step.addsRun ? before + runs[place] : before * runs[place]
    guard acts else { return level }
    return step.addsDated ? level + anchors[place] : level * anchors[place]
  }
}
