import SchemeModel

extension ColumnSlab {
  /// A lever under a reform that acts in some years, on every column by its own history: see ``ReactingStep``.
  mutating func react(
    _ node: ColumnNode, _ step: ReactingStep, _ start: Int, _ year: Int, acts: (_ column: Int) -> Bool
  ) {
    for column in 0..<Self.width {
      let place = ReactingPlace(
        node: node, step: step, place: start + column, column: column,
        before: node.central[year] + difference(node.input, column))
      let after = step.central[year] + difference(node.acting, column)
      let value: Double
      if let run = step.run, year > step.after {
        value = running(run, place, year, acts: acts(column))
      } else {
        remember(place, after)
        value = acts(column) ? after : place.before
      }
      differences[start + column] = value - node.central[year]
    }
  }

  private func difference(_ node: Int?, _ column: Int) -> Double {
    node.map { differences[$0 * Self.width + column] } ?? 0
  }

  /// What the dated values change, for the years in which the rule runs on; and that it has done nothing yet.
  private mutating func remember(_ at: ReactingPlace, _ after: Double) {
    anchors[at.place] = at.step.addsDated ? after - at.before : after / at.before
    runs[at.place] = at.step.addsRun ? 0 : 1
  }

  /// The level where the rule has run in the years in which the reform acted.
  private mutating func running(_ run: ReactingStep.Run, _ at: ReactingPlace, _ year: Int, acts: Bool) -> Double {
    let step = at.step, place = at.place
    if year == 0 {
      // The last date lies before the base year: nothing is on top of what is there.
      anchors[place] = step.addsDated ? 0 : 1
      runs[place] = step.addsRun ? 0 : 1
      return at.before
    }
    if acts {
      let lastBefore = at.node.central[year - 1] + last(at.node.input, at.column)
      let last = step.addsRun ? lastBefore + runs[place] : lastBefore * runs[place]
      let level = moved(last, by: run, at, year)
      runs[place] = step.addsRun ? level - at.before : level / at.before
    }
    let level = step.addsRun ? at.before + runs[place] : at.before * runs[place]
    guard acts else { return level }
    return step.addsDated ? level + anchors[place] : level * anchors[place]
  }

  /// A year of the rule on last year's level.
  private func moved(_ level: Double, by run: ReactingStep.Run, _ at: ReactingPlace, _ year: Int) -> Double {
    switch run {
    case .grow(let rate): return level * (1 + rate)
    case .growBy:
      return level * (1 + at.node.sources[0].central[year] + sourceDifference(at.node.sources[0], at.column))
    case .index:
      let source = at.node.sources[0]
      let now = source.central[year] + sourceDifference(source, at.column)
      return level * (now / (source.central[year - 1] + last(source.node, at.column)))
    case .step(let amount): return level + amount
    }
  }

  private func last(_ node: Int?, _ column: Int) -> Double {
    node.map { lastDifferences[$0 * Self.width + column] } ?? 0
  }
}

/// A lever under a rule that reacts, on one column.
private struct ReactingPlace {
  let node: ColumnNode
  let step: ReactingStep
  /// Of the node and column.
  let place: Int
  let column: Int
  /// The level it would have had.
  let before: Double
}
