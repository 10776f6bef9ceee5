import SchemeModel

extension WeightVariant {
  /// The rows of the block in a year, for every group of months their own, with what other variants have found in the year.
  func compiled(year: Int, _ memory: CareMemory) -> CompiledRows {
    let months = months(of: year)
    return CompiledRows(months: months, byGroup: months.first.map { rows(year: year, month: $0, memory) })
  }

  private func rows(year: Int, month: Int, _ memory: CareMemory) -> [Double] {
    guard block.isCare else { return rows(year: year, month: month) }
    let moment = function(year: year, month: month).moment(parameters, reference: reference)
    if case .bundle = block { return Array(moment.payments(memory: memory).joined()) }
    let care = moment.quantities(memory: memory)
    return care.services + care.bill + care.eligible + care.fundPayment
  }
}
