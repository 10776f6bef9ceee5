import Quantities

/// What a layer above the basic scheme pays on.
public enum LayerBase: String, Sendable {
  /// Eligible expense that the layers before have left.
  case eligibleLeft = "eligible-left"
  /// Bills outside the benefit lists that the layers before have left.
  case uncovered
  /// What brings the own share of eligible expense down to a target; of the mean of a sex and age, not of each person.
  case closing
}

/// Terms of a layer: rates above rising starts, and the most it pays.
public struct LayerTerms: Sendable, RoledParameters {
  /// The deductible and the starts of further tiers, money a year.
  public let starts: [ParameterID]
  /// The share paid from each start on.
  public let rates: [ParameterID]
  /// Most it pays for a person in a year.
  public let ceiling: ParameterID
  /// The most tiers.
  public static let tiers = 8

  /// Levers of at most ``tiers`` tiers; amounts are of a person and year, and `Currency.noLimit` or more is none.
  ///
  /// - Parameters:
  ///   - starts: in rising order, the deductible first.
  ///   - rates: a share, 0…1, for each start, of what lies between it and the next.
  public init(starts: [ParameterID], rates: [ParameterID], ceiling: ParameterID) {
    self.starts = starts
    self.rates = rates
    self.ceiling = ceiling
  }

  /// Its parameters with their roles.
  public var roles: [(id: ParameterID, role: FlowRole)] {
    (starts + [ceiling]).map { ($0, .threshold) } + rates.map { ($0, .share) }
  }
}

/// A voluntary cover: who joins, and how much likelier those who join are to need care than people of their sex and age
/// (anti-selection).
public struct Cover: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// Share of people who join, from an age on.
  public let takeUp: [(fromAge: Int, share: ParameterID)]
  /// Claims of those who join to those of all people of their sex and age.
  public let relativeRisk: ParameterID

  /// A cover and those who join.
  ///
  /// - Parameters:
  ///   - takeUp: ages in rising order, each with a share, 0…1, up to the next; below the first nobody joins.
  ///   - relativeRisk: a ratio, 1 where those who join are like all others.
  public init(id: String, title: LocalizedText, takeUp: [(fromAge: Int, share: ParameterID)], relativeRisk: ParameterID)
  {
    self.id = id
    self.title = title
    self.takeUp = takeUp
    self.relativeRisk = relativeRisk
  }

  /// Every parameter.
  public var parameters: [ParameterID] { takeUp.map(\.share) + [relativeRisk] }

  /// The share who join, by cell.
  public func joined(_ value: (ParameterID) -> Double) -> [Double] {
    let shares = takeUp.map { (fromAge: $0.fromAge, share: value($0.share)) }
    let byAge = (0..<Age.count).map { age in shares.last { $0.fromAge <= age }?.share ?? 0 }
    return byAge + byAge
  }
}

/// A layer above the basic scheme.
public final class Layer: Sendable {
  /// The name in files: the entity of its levers.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// What it pays on.
  public let base: LayerBase
  /// What it pays; nil for a closing layer.
  public let terms: LayerTerms?
  /// The own share a closing layer pays down to.
  public let target: ParameterID?
  /// The voluntary cover it belongs to; nil where everybody of the bundle's statuses has it.
  public let cover: Int?

  /// A layer as a scheme declares it.
  ///
  /// - Parameters:
  ///   - terms: of every layer that is not ``LayerBase/closing``.
  ///   - target: of a closing layer, a share 0…1.
  ///   - cover: an index of ``Scheme/covers``.
  /// - Precondition: a closing layer has a target and no terms, any other has terms and no target.
  public init(id: String, title: LocalizedText, base: LayerBase, terms: LayerTerms?, target: ParameterID?, cover: Int?)
  {
    precondition((base == .closing) == (target != nil) && (base == .closing) == (terms == nil))
    self.id = id
    self.title = title
    self.base = base
    self.terms = terms
    self.target = target
    self.cover = cover
  }
}

/// Branches whose bills of a year count together, as some statuses have them, and the layers that pay on them in order
/// (<doc:Layers>). Shared by reference.
public final class Bundle: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// The branches; of the first everything counts.
  public let branches: [Int]
  /// By branch, the part of what it leaves that counts; nil for all of it.
  public let counted: [ParameterID?]
  /// The most branches: each further one makes a year dearer.
  public static let longest = 4
  /// The statuses that have these layers.
  public let statuses: [Int]
  /// The layers in order, by their place in `Scheme.layers`.
  public let layers: [Int]

  /// Branches whose bills count together, and what pays on them.
  ///
  /// - Parameters:
  ///   - branches: indices of ``Scheme/branches``, 1…``longest`` of them.
  ///   - counted: `[branch]`, levers of shares 0…1; nil counts everything of all of them.
  ///   - statuses: indices of ``Scheme/statuses``.
  ///   - layers: indices of ``Scheme/layers``; each pays on what those before it leave.
  /// - Precondition: as many `counted` as branches, nil for the first of them.
  public init(
    id: String, title: LocalizedText, branches: [Int], counted: [ParameterID?]? = nil, statuses: [Int], layers: [Int]
  ) {
    let counted = counted ?? branches.map { _ in nil }
    precondition((1...Self.longest).contains(branches.count) && counted.count == branches.count && counted[0] == nil)
    self.id = id
    self.title = title
    self.branches = branches
    self.counted = counted
    self.statuses = statuses
    self.layers = layers
  }

  /// Every parameter of its layers.
  public func layerParameters(_ scheme: Scheme) -> [ParameterID] {
    counted.compactMap { $0 }
      + layers.map { scheme.layers[$0] }.flatMap { layer in
        (layer.terms?.parameters ?? []) + [layer.target].compactMap { $0 }
          + (layer.cover.map { scheme.covers[$0].parameters } ?? [])
      }
  }
}

/// Values of a layer at one moment.
public struct LayerValues: Sendable, Hashable {
  /// What it pays on.
  public var base: LayerBase
  /// Deductible and further starts.
  public var starts: [Double]
  /// Rates from each start on.
  public var rates: [Double]
  /// Most it pays in a year.
  public var ceiling: Double
  /// The own share a closing layer pays down to.
  public var target: Double
  /// Share of people covered × their claims to those of all, by cell; nil for everybody alike.
  public var covered: [Double]?

  /// Values at one moment; amounts in the currency for a person and year.
  ///
  /// - Parameters:
  ///   - starts: in rising order; none for a layer that pays nothing by tiers.
  ///   - rates: a share 0…1 for each start.
  ///   - ceiling: infinite for none.
  ///   - target: a share 0…1, of a closing layer only.
  ///   - covered: `[sex·age]`.
  public init(
    base: LayerBase, starts: [Double] = [], rates: [Double] = [], ceiling: Double = .infinity, target: Double = 1,
    covered: [Double]? = nil
  ) {
    self.base = base
    self.starts = starts
    self.rates = rates
    self.ceiling = ceiling
    self.target = target
    self.covered = covered
  }

  /// The values in force at one moment; tiers that begin at `Currency.noLimit` are left out.
  ///
  /// - Parameters:
  ///   - scheme: holds the cover of the layer.
  ///   - year: the index of the year, 0 for the base year.
  ///   - month: 0…11.
  public init(_ layer: Layer, scheme: Scheme, parameters: ParameterSet, year: Int, month: Int) {
    func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }
    let noLimit = scheme.form.currency.noLimit
    // A tier that nothing reaches is not there.
    let tiers = layer.terms.map { zip($0.starts, $0.rates).map { (value($0), value($1)) } } ?? []
    let reached = tiers.filter { $0.0 < noLimit }
    self.init(
      base: layer.base, starts: reached.map(\.0), rates: reached.map(\.1),
      ceiling: layer.terms.map { value($0.ceiling) }.flatMap { $0 < noLimit ? $0 : nil } ?? .infinity,
      target: layer.target.map(value) ?? 1,
      covered: layer.cover.map { place in
        let cover = scheme.covers[place], risk = value(cover.relativeRisk)
        return cover.joined(value).map { $0 * risk }
      })
  }

  /// The same in some of the cells.
  ///
  /// - Parameter cells: their places in `Age.cell`, in any order.
  public func taking(_ cells: [Int]) -> LayerValues {
    var copy = self
    copy.covered = covered.map { covered in cells.map { covered[$0] } }
    return copy
  }

  /// What it pays of what is left to it.
  var schedule: PaymentSchedule { PaymentSchedule(starts: starts, rates: rates, ceiling: ceiling) }
}
