import Quantities
import SchemeModel

/// One distinct set of parameters of a block.
struct WeightVariant: Sendable {
  let block: WeightBlock
  let scheme: Scheme
  let region: Region
  private(set) var parameters: ParameterSet
  /// Whose benefits demand responds against; nil where there is nothing to respond to.
  private(set) var reference: ParameterSet?
  /// What the rows follow from, in either set.
  private let read: [ParameterID]
  private let readOfReference: [ParameterID]

  init(block: WeightBlock, scheme: Scheme, region: Region, parameters: ParameterSet, reference: ParameterSet?) {
    self.block = block
    self.scheme = scheme
    self.region = region
    self.parameters = parameters
    self.reference = reference
    read = block.parameters(scheme)
    readOfReference = block.branches(scheme).flatMap { scheme.branches[$0].benefitParameters }
  }

  /// The same with other values.
  func with(_ parameters: ParameterSet, reference: ParameterSet?) -> WeightVariant {
    var copy = self
    copy.parameters = parameters
    copy.reference = reference
    return copy
  }

  /// The quantities of the rows, in order.
  var quantities: [Quantity] { block.quantities(scheme) }

  /// What makes two scenarios share weights: the paths of everything the block reads.
  static func key(
    _ block: WeightBlock, _ scheme: Scheme, _ parameters: ParameterSet, reference: ParameterSet?
  ) -> [ParameterPath] {
    let own = block.parameters(scheme).map { parameters[$0] }
    return own
      + block.branches(scheme).flatMap { scheme.branches[$0].benefitParameters }.map { (reference ?? parameters)[$0] }
  }

  /// The years in which the rows are those of another variant of the block.
  func sharedYears(with other: WeightVariant, years: Int) -> SharedYears {
    SharedYears(parameters, other.parameters, read, years: years).and(
      SharedYears(reference ?? parameters, other.reference ?? other.parameters, readOfReference, years: years))
  }

  /// Whether the rows of a year are those of another variant of the block.
  func isSame(as other: WeightVariant, in year: Int) -> Bool {
    read.allSatisfy { parameters[$0].agrees(with: other.parameters[$0], in: year) }
      && readOfReference.allSatisfy {
        (reference ?? parameters)[$0].agrees(with: (other.reference ?? other.parameters)[$0], in: year)
      }
  }

  /// The rows of the block in a year, `[row][sex·age]`: quantity per person-year, or per person counted, the mean of
  /// the months.
  func rows(year: Int) -> [Double] { compiled(year: year).year }

  /// The rows of the block in a year, for every group of months their own: payments follow the rules of their month
  /// (<doc:Time>).
  func compiled(year: Int) -> CompiledRows {
    let months = months(of: year)
    return CompiledRows(months: months, byGroup: months.first.map { rows(year: year, month: $0) })
  }

  /// The months of a year by what the rows follow from.
  func months(of year: Int) -> MonthGroups {
    MonthGroups([(parameters, read)] + (reference.map { [($0, readOfReference)] } ?? []), year: year)
  }

  /// Every value that the rows of a moment follow from, of the reference of demand likewise, but for some parameters.
  func values(year: Int, month: Int, without left: Set<ParameterID>, ofReference leftOfReference: Set<ParameterID>)
    -> [Double]
  {
    read.filter { !left.contains($0) }.map { parameters[$0].value(year: year, month: month) }
      + (reference.map { reference in
        readOfReference.filter { !leftOfReference.contains($0) }.map { reference[$0].value(year: year, month: month) }
      } ?? [])
  }

  /// The rows of a moment as a function of parameters.
  ///
  /// - Parameter cells: places in `Age.cell`, in any order; nil for all of them.
  func function(year: Int, month: Int, cells: [Int]? = nil) -> WeightFunction {
    WeightFunction(block, scheme, region, parameters, at: (year, month), cells: cells)
  }

  /// The rows of the block in a month.
  func rows(year: Int, month: Int) -> [Double] {
    function(year: year, month: month).rows(parameters, reference: reference).flatMap { $0 }
  }

  /// The moments of a year that differ, each for an equal part of it; of a bundle or a branch.
  func moments(year: Int) -> [BundleMoment] {
    (0..<(months(of: year).count > 1 ? 12 : 1)).map {
      function(year: year, month: $0).moment(parameters, reference: reference)
    }
  }
}
