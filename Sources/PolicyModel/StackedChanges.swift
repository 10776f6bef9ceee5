extension LeverChange {
  /// Where this change, later in a stack, meets an earlier one of the same lever so that one of them would be lost: the
  /// same date, a plain value before or at a date of the earlier one, spans that overlap, two rules after the last date.
  func clash(with earlier: LeverChange) -> (location: SourceLocation, date: String?)? {
    for point in points {
      for other in earlier.points where point.replaces(other) { return (other.location, other.from.text) }
    }
    if then != nil, earlier.then != nil { return (earlier.location, nil) }
    return nil
  }
}

extension SeriesPoint {
  /// Whether setting this point would lose `earlier`.
  fileprivate func replaces(_ earlier: SeriesPoint) -> Bool {
    switch (through, earlier.through) {
    case (let end?, let otherEnd?): return from <= otherEnd && earlier.from <= end
    case (_?, nil): return from == earlier.from
    case (nil, let otherEnd): return from == earlier.from || (isPlain && from <= otherEnd ?? earlier.from)
    }
  }

  private var isPlain: Bool {
    if case .set = value { return true }
    return false
  }
}
