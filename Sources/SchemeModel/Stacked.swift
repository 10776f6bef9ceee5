/// Values of several groups behind each other, once for each setting: times · value + plus, `[setting][group][cell]`.
func stacked(_ groups: [[Double]], _ settings: [(times: Double, plus: Double)]) -> [Double] {
  let count = settings.count * groups.reduce(0) { $0 + $1.count }
  return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
    for setting in settings {
      for values in groups {
        for cell in values.indices {
          buffer.initializeElement(at: filled + cell, to: setting.times * values[cell] + setting.plus)
        }
        filled += values.count
      }
    }
  }
}
