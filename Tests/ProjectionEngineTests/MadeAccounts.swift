import SchemeModel

/// Lines and mechanisms of a made-up scheme, put together one after the other.
struct MadeAccounts {
  private(set) var lines: [FlowLine] = []
  private(set) var mechanisms: [MechanismDeclaration] = []
  private let registry: MechanismRegistry

  /// What a kind asks for: its inputs, its outputs in the order in which lines are made for them, and its opening values.
  struct Shape {
    let kind: String
    let inputs: [String]
    let outputs: [String]
    let openings: Int

    /// How the lines of an output must look.
    func shape(of output: String) -> OutputShape {
      let shapes = MechanismRegistry.standard.kinds.first { $0.kind == kind }?.outputs ?? []
      guard let shape = shapes.first(where: { $0.name == output }) else {
        preconditionFailure("a \(kind) has no \(output)")
      }
      return shape
    }

    /// A line that posts an output: of the first kind it may have, or another; in months of its own where it is dated.
    func line(
      _ id: String, _ output: String, fund: Int = 0, other: Int, factors: [ScalarFactor], kind: LineKind? = nil,
      months: [Double]? = nil, isDated: Bool = false
    ) -> FlowLine {
      let shape = shape(of: output), movesStock = output == "stock"
      let own: [ScalarFactor]
      switch shape.factors {
      case .own: own = factors
      case .none: own = []
      case .reversed: own = [.constant(-1)]
      }
      return .made(
        id, fund: fund, counterpart: shape.hasCounterpart ? other : nil, kind ?? shape.kinds[0], .amount, rate: own,
        monthlyProfile: movesStock ? LineMonths.december : months, isDated: isDated || movesStock)
    }

    static let all: [Shape] = [
      Shape(
        kind: "deferral", inputs: [], outputs: ["granted", "receivable", "settled", "lost"], openings: 1),
      Shape(
        kind: "advance", inputs: [], outputs: ["granted", "granted", "receivable", "settled"], openings: 1),
      Shape(
        kind: "claims-run-off", inputs: ["claims"], outputs: ["deferred", "unpaid", "settled"], openings: 1),
      Shape(
        kind: "claims-run-off", inputs: ["claims"], outputs: ["deferred", "deferred", "deferred", "unpaid", "settled"],
        openings: 3),
      Shape(kind: "recovery", inputs: [], outputs: ["recovered"], openings: 1),
      Shape(kind: "balance-spending", inputs: ["balance"], outputs: ["spent", "spent"], openings: 0),
      Shape(
        kind: "corridor", inputs: ["result", "premium"], outputs: ["result", "bound", "kept", "settled"], openings: 0),
      Shape(kind: "corridor", inputs: ["result"], outputs: ["settled"], openings: 0),
      Shape(kind: "merger", inputs: ["balance"], outputs: ["stock", "result"], openings: 0),
      Shape(kind: "interest", inputs: ["balance"], outputs: ["interest"], openings: 0),
    ]
  }

  init(_ lines: [FlowLine] = [], registry: MechanismRegistry = .standard) {
    self.lines = lines
    self.registry = registry
  }

  mutating func add(_ line: FlowLine) { lines.append(line) }

  /// The lines of a fund's account so far.
  func entries(of fund: Int) -> [Int] { lines.indices.filter { lines[$0].kind(in: fund) != nil } }

  /// A mechanism with its lines.
  mutating func add(
    _ kind: String, fund: Int = 0, reads: [String: [Int]] = [:], openings: [ParameterID] = [],
    posts: [(output: String, line: FlowLine)]
  ) {
    var places: [String: [Int]] = [:]
    for (output, line) in posts {
      places[output, default: []].append(lines.count)
      lines.append(line)
    }
    mechanisms.append(
      MechanismDeclaration(
        id: "\(kind)-\(mechanisms.count)", kind: kind, fund: fund, reads: reads, posts: places, openings: openings))
  }

  /// The interest of a fund on all its account so far.
  mutating func addInterest(_ id: String, fund: Int = 0) {
    add(
      "interest", fund: fund, reads: ["balance": entries(of: fund)],
      posts: [("interest", .made(id, fund: fund, .income, .amount))])
  }

  /// As they stand in a scheme.
  var linked: (lines: [FlowLine], mechanisms: [any Mechanism]) {
    do {
      return try registry.link(lines, mechanisms)
    } catch {
      preconditionFailure("\(error.message); \(error.remedy)")
    }
  }
}
