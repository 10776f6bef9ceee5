import SchemeModel

/// What follows from a scheme's declarations about who is insured where.
public struct InsuredGroup: Sendable {
  /// The name in files, `employee`.
  public let id: String
  /// Its statuses.
  public let statuses: [Int]
  /// Medical funds whose income counts people of this group only.
  public let funds: [Int]
  /// The lines of those funds together, found once for all years and scenarios.
  public let account: AccountLines

  /// The groups of a scheme in order of their first status.
  public static func all(_ scheme: Scheme) -> [InsuredGroup] {
    var names: [String] = []
    for status in scheme.statuses {
      if let group = status.group, !names.contains(group) { names.append(group) }
    }
    return names.map { name in
      let statuses = scheme.statuses.indices.filter { scheme.statuses[$0].group == name }
      let funds = scheme.funds.indices.filter { fund in
        let counted = scheme.lines.flatMap { line -> [Int] in
          guard line.fund == fund, line.kind == .income, case .people(_, let statuses) = line.source else { return [] }
          return statuses
        }
        return scheme.funds[fund].isMedical && !counted.isEmpty && counted.allSatisfy(statuses.contains)
      }
      return InsuredGroup(id: name, statuses: statuses, funds: funds, account: scheme.account(of: funds))
    }
  }

  /// Statuses that people leave by retiring, and those of the same group they retire to.
  public static func workersAndRetired(_ scheme: Scheme) -> (workers: [Int], retired: [Int]) {
    var workers: Set<Int> = []
    var retired: Set<Int> = []
    for move in scheme.stages.flatMap(\.moves) where move.hazard == .retirement {
      workers.insert(move.from)
      for destination in move.destinations
      where scheme.statuses[destination.status].group == scheme.statuses[move.from].group {
        retired.insert(destination.status)
      }
    }
    return (workers.sorted(), retired.sorted())
  }
}

extension Scheme {
  /// Statuses that belong to some insured group.
  public var insured: [Int] { statuses.indices.filter { statuses[$0].group != nil } }
  /// Funds of the medical insurance.
  public var medicalFunds: [Int] { funds.indices.filter { funds[$0].isMedical } }
}

extension Outcome {
  /// Income or expenditure of the medical funds of a group, per person insured at the end of a year; nil without people
  /// or funds.
  public func perInsured(_ kind: LineKind, _ group: InsuredGroup, year: Int) -> Double? {
    let insured = persons(group.statuses, year: year)
    guard insured > 0, !group.funds.isEmpty else { return nil }
    return group.account.sum(kind) { amount(line: $0, year: year) } / insured
  }

  /// What a group of insured pays itself of its eligible expense in a year, over all its branches, as a share; nil where there
  /// is none: 1 − (basic scheme + layers on eligible expense) ÷ eligible expense. Voluntary covers count as far as people
  /// join; what layers pay of bills outside the benefit lists does not.
  public func ownShare(group: String, year: Int) -> Double? {
    var eligible = 0.0, paid = 0.0
    func sum(_ quantity: Quantity, _ status: Int) -> Double { self.quantity(quantity, status: status, year: year) ?? 0 }
    for (index, branch) in scheme.branches.enumerated() where branch.group == group {
      for status in branch.statuses {
        eligible += sum(.eligible(index), status)
        paid += sum(.fundPayment(index), status)
      }
    }
    for bundle in scheme.bundles {
      for layer in bundle.layers where scheme.layers[layer].base != .uncovered {
        for status in bundle.statuses where scheme.statuses[status].group == group {
          paid += sum(.layerPayment(layer), status)
        }
      }
    }
    return eligible > 0 ? 1 - paid / eligible : nil
  }
}
