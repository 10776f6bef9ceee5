/// Values by cell once for each setting: times · value + plus, `[setting][cell]`.
func stacked(_ values: [Double], _ settings: [(times: Double, plus: Double)]) -> [Double] {
  [Double](unsafeUninitializedCapacity: settings.count * values.count) { buffer, filled in
    for setting in settings {
      for cell in values.indices {
        buffer.initializeElement(at: filled + cell, to: setting.times * values[cell] + setting.plus)
      }
      filled += values.count
    }
  }
}
