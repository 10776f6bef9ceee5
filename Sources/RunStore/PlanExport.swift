import ProjectionEngine
import Quantities
import SchemeModel

/// Writes a compiled plan as arrays, so that an independent program (benchmarks/peers/run_plan.py is one) can run it and
/// compare with accounts.csv.
///
/// The folder holds plan.json and one .npy file for each array that it names with its shape and axes. <doc:Population>,
/// <doc:Membership> and <doc:Ledgers> say what to do with them; in short, for each region, membership variant and year:
///
/// 1. add half the migrants with the mix of statuses of the residents (the prior mix where nobody lives), move people by
///    `transitions`, multiply by `survival` and age; ages 99 and 100 go to 100;
/// 2. births = Σ fertility · ½(women before + ½ migrants + women now + ½ migrants), split by `boys-share`, times
///    `newborn-survival`, entering the newborn statuses by `newborn-coverage`; then add the other half of the migrants;
/// 3. people on each basis: `person-years` = ½(before + after), `annual` = after + those who died in the year at the age reached
///    (newborns in the shares of 2), `year-end` = after; a quantity = Σ weights · people over sexes and ages, for each status;
/// 4. lines in order: source × `line-factors`; of people in a year whose weights stand month by month (`weights-r…-w…-y…`),
///    Σ over months of quantity × `line-months`; then closing = opening + income + transfers in − expenditure − transfers out
///    + adjustment + stocks in − stocks out. Interest: rate · (opening + timing · what runs over the year + Σ
///    `interest-weights` · dated lines). In the base year lines of last year multiply `values-before-base-year`.
public enum PlanExport {
  /// Finds out, before any work is done, whether a plan may be written to a folder. Changes nothing.
  ///
  /// - Parameter directory: as the user named it.
  /// - Returns: the folder, for ``export(_:to:)``.
  /// - Throws: ``FundcastError`` where something else stands there or the disk refuses.
  public static func check(_ directory: String) throws -> OutputTarget { try OutputTarget(directory, holding: .plan) }

  /// Writes the plan of `input` and puts it in the place of a folder, which is as it was if anything fails.
  ///
  /// - Throws: ``FundcastError`` where a year cannot be compiled or the folder cannot be written.
  public static func export(_ input: ProjectionInput, to target: OutputTarget) throws {
    let arrays = PlanArrays(Plan(input))
    try OutputFolder.replace(target) { try write(arrays, to: $0) }
  }

  private static func write(_ arrays: PlanArrays, to folder: OutputFolder) throws {
    let input = arrays.input
    var entries: [JSONText] = []
    func put(_ array: PlanArray) throws {
      let name = array.name + ".npy"
      _ = try folder.write(OutputFile(name) { NPYFile.bytes(shape: array.shape, values: array.values) })
      entries.append(
        .object([
          ("name", .string(array.name)), ("file", .string(name)), ("shape", .integers(array.shape)),
          ("axes", .strings(array.axes)),
        ]))
    }
    for region in input.regions.indices {
      for array in arrays.stateArrays(region: region) { try put(array) }
      for variant in 0..<arrays.membershipCount(region: region) {
        for array in try arrays.membershipArrays(region: region, variant: variant) { try put(array) }
      }
      for weights in 0..<arrays.weightsCount(region: region) {
        try put(arrays.weightArray(region: region, weights: weights))
        for array in arrays.monthlyWeightArrays(region: region, weights: weights) { try put(array) }
      }
    }
    for array in arrays.ledgerArrays() { try put(array) }
    let bytes = plan(arrays, entries).bytes
    _ = try folder.write(OutputFile("plan.json") { bytes })
  }

  private static func plan(_ arrays: PlanArrays, _ entries: [JSONText]) -> JSONText {
    let input = arrays.input
    let scheme = input.scheme
    return .object([
      ("format", .string("fundcast-plan-4")),
      ("base-year", .integer(input.timeline.baseYear)),
      ("horizon", .integer(input.timeline.horizon)),
      ("years", .integers(Array(input.timeline.years))),
      ("scenarios", .strings(input.scenarios.map(\.id))),
      ("sexes", .strings(Sex.allCases.map(\.id))),
      ("statuses", .strings(scheme.statuses.map(\.id))),
      (
        "newborn",
        .object([("insured", .integer(scheme.newborn.insured)), ("uninsured", .integer(scheme.newborn.uninsured))])
      ),
      ("funds", .strings(scheme.funds.map(\.id))),
      ("lines", .array(scheme.lines.map(line))),
      ("mechanisms", .array(scheme.mechanisms.map(mechanism))),
      ("order", .array(scheme.order.steps.map(step))),
      ("regions", .array(input.regions.indices.map { region(arrays, $0) })),
      ("arrays", .array(entries)),
    ])
  }

  private static func region(_ arrays: PlanArrays, _ region: Int) -> JSONText {
    .object([
      ("id", .string(arrays.input.regions[region].id)),
      ("membership-of-scenario", .integers(arrays.membershipOfScenario(region: region))),
      (
        "products",
        .array(
          arrays.products(region: region).map {
            .object([
              ("weights", .integer($0.weights)), ("membership", .integer($0.membership)),
              ("basis", .string($0.basis.rawValue)), ("quantities", .strings($0.quantities.map(name))),
              ("scenarios", .integers($0.scenarios)),
            ])
          })
      ),
    ])
  }

  private static func line(_ line: FlowLine) -> JSONText {
    .object([
      ("id", .string(line.id)), ("fund", .integer(line.fund)),
      ("counterpart", line.counterpart.map { .integer($0) } ?? .null), ("kind", .string(line.kind.rawValue)),
      ("dated", .bool(line.isDated)), ("official-item", .string(line.officialItem)), ("source", source(line.source)),
    ])
  }

  private static func source(_ source: LineSource) -> JSONText {
    switch source {
    case .people(let quantity, let statuses):
      .object([
        ("form", .string("people")), ("quantity", .string(name(quantity))), ("statuses", .integers(statuses)),
      ])
    case .amount: .object([("form", .string("amount"))])
    case .lines(let lines): .object([("form", .string("lines")), ("lines", .integers(lines))])
    case .mechanism(let output):
      .object([
        ("form", .string("mechanism")), ("mechanism", .integer(output.mechanism)), ("output", .string(output.name)),
      ])
    }
  }

  /// What a mechanism reads and posts, by name; `memory` counts the numbers it takes along from year to year.
  private static func mechanism(_ mechanism: any Mechanism) -> JSONText {
    func named(_ lines: [String: [Int]]) -> JSONText {
      .object(lines.sorted { $0.key < $1.key }.map { ($0.key, .integers($0.value)) })
    }
    let declaration = mechanism.declaration
    return .object([
      ("id", .string(declaration.id)), ("kind", .string(declaration.kind)), ("fund", .integer(declaration.fund)),
      ("reads", named(declaration.reads)), ("posts", named(declaration.posts)),
      ("memory", .integer(mechanism.memory.count)),
    ])
  }

  /// In which order lines and mechanisms are computed.
  private static func step(_ step: EvaluationOrder.Step) -> JSONText {
    switch step {
    case .line(let line): .object([("line", .integer(line))])
    case .mechanism(let mechanism): .object([("mechanism", .integer(mechanism))])
    }
  }

  /// A quantity by name; the number counts earnings rules, branches, layers or covers.
  private static func name(_ quantity: Quantity) -> String {
    switch quantity {
    case .persons(let basis): "persons-\(basis.rawValue)"
    case .dependents(let basis): "dependents-\(basis.rawValue)"
    case .contributionBase(let rule): "contribution-base-\(rule)"
    case .services(let branch): "services-\(branch)"
    case .bill(let branch): "bill-\(branch)"
    case .eligible(let branch): "eligible-\(branch)"
    case .fundPayment(let branch): "fund-payment-\(branch)"
    case .layerPayment(let layer): "layer-payment-\(layer)"
    case .covered(let cover, let basis): "covered-\(cover)-\(basis.rawValue)"
    }
  }
}
