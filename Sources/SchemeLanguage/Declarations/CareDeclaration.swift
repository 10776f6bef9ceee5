import Quantities
import SchemeModel

/// What care there is, and what layers pay on it.
public struct CareDeclaration: Sendable {
  /// Cost components of bills.
  public let components: [ComponentDeclaration]
  /// Services as groups use them.
  public internal(set) var branches: [BranchDeclaration]
  /// Voluntary covers.
  public internal(set) var covers: [CoverDeclaration]
  /// Care whose bills count together.
  public internal(set) var accumulators: [AccumulatorDeclaration]
}

/// A cost component of bills.
public struct ComponentDeclaration: Sendable {
  /// The name in files.
  public let name: Mention
  /// The parameter of a branch that says its share.
  public let share: String
  /// The lever of its price level.
  public let price: Mention
}

/// A service as one group uses it.
public struct BranchDeclaration: Sendable {
  /// The entity of its levers, `employee.inpatient`.
  public let name: Mention
  /// The insured group.
  public let group: String
  /// The service.
  public let service: String
  /// The name in reports.
  public let title: LocalizedText
  /// Those of the group who use it.
  public let of: SelectionDeclaration
  /// What its cost is multiplied by.
  public let costFactor: Mention
  /// The service whose rows of the table of use by age it takes.
  public let rows: String
  /// When its deductible counts, and where its use by age comes from.
  public let basis: BranchBasis
  /// Its settings with their names in reports.
  public let settings: [(name: String, title: LocalizedText)]
}

/// A cover that people choose to buy.
public struct CoverDeclaration: Sendable {
  /// The name in files, and the entity of its levers.
  public let name: Mention
  /// The name in reports.
  public let title: LocalizedText
  /// From which age on a share joins, and the parameter that says it.
  public let ages: [(from: Int, parameter: String)]
}

/// Branches whose bills of a year count together, and the layers on them.
public struct AccumulatorDeclaration: Sendable {
  /// The name in files.
  public let name: Mention
  /// The name in reports.
  public let title: LocalizedText
  /// Whose.
  public let of: SelectionDeclaration
  /// The branches; of the first everything counts.
  public internal(set) var branches: [Mention]
  /// By branch, the lever of the part that counts of what it leaves.
  public internal(set) var counted: [(branch: Mention, part: Mention)]
  /// The layers in order.
  public internal(set) var layers: [LayerDeclaration]
}

/// What is paid on what the layers before have left.
public struct LayerDeclaration: Sendable {
  /// The name in files.
  public let name: Mention
  /// The name in reports.
  public let title: LocalizedText
  /// What it pays on.
  public let base: LayerBase
  /// The entity of its terms.
  public let terms: Mention
  /// The voluntary cover it belongs to; nil where everybody has it.
  public let cover: Mention?
}
