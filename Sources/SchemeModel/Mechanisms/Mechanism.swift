import Quantities

/// What needs memory, a bound or a balance, and so is no product of factors: one type for each kind. A mechanism posts lines; its
/// scalar parameters are the factors of these lines, which it takes as ``LedgerYear/term(_:)``.
///
/// A new kind is a file with a type, its place in ``MechanismRegistry/standard``, its formulas in the reference engine and a test.
public protocol Mechanism: Sendable {
  /// The name of the kind in files.
  static var kind: String { get }
  /// What it sees of its fund: whatever has a lower rank, see ``FundView``.
  static var rank: Int { get }
  /// Names under which lines are given that it reads.
  static var inputs: [String] { get }
  /// What it posts, and by what kind of lines.
  static var outputs: [OutputShape] { get }

  /// What it was declared with.
  var declaration: MechanismDeclaration { get }
  /// What it takes along from year to year, one entry for each number.
  var memory: [MechanismMemory] { get }

  /// - Throws: ``MechanismFault`` where the declaration leaves something out.
  init(_ declaration: MechanismDeclaration) throws(MechanismFault)

  /// What the factors of a line multiply that posts an output.
  func basis(of output: String) -> OutputBasis

  /// What its lines post in a year.
  ///
  /// - Parameters:
  ///   - year: the year, in which every line it reads is posted.
  ///   - memory: of last year, `[number][column]`; in the first year what ``memory`` opens with.
  func post(_ year: LedgerYear, memory: [[Double]]) -> [MechanismPosting]

  /// What it takes along into next year, `[number][column]`, when every line is posted.
  func remember(_ year: LedgerYear, memory: [[Double]]) -> [[Double]]
}

extension Mechanism {
  /// No memory.
  public var memory: [MechanismMemory] { [] }

  /// Nothing to take along.
  public func remember(_ year: LedgerYear, memory: [[Double]]) -> [[Double]] { [] }
}

/// A mechanism as data: its kind, the lines it reads and posts by name, and the levers of its opening values.
public struct MechanismDeclaration: Sendable, Hashable {
  /// The name in files.
  public let id: String
  /// The kind, see ``MechanismRegistry``.
  public let kind: String
  /// The fund it belongs to.
  public let fund: Int
  /// Lines it reads in the year, by input.
  public let reads: [String: [Int]]
  /// Lines that post what it gives, by output.
  public let posts: [String: [Int]]
  /// What stands for last year in the base year, in the order of its memory.
  public let openings: [ParameterID]

  /// A declaration; lines are indices of ``Scheme/lines``.
  ///
  /// - Parameters:
  ///   - fund: an index of ``Scheme/funds``.
  ///   - reads: by the names in ``Mechanism/inputs``; what is left out reads nothing.
  ///   - posts: by the names in ``Mechanism/outputs``.
  ///   - openings: levers of amounts in the currency, one for each entry of ``Mechanism/memory``.
  public init(
    id: String, kind: String, fund: Int, reads: [String: [Int]] = [:], posts: [String: [Int]],
    openings: [ParameterID] = []
  ) {
    self.id = id
    self.kind = kind
    self.fund = fund
    self.reads = reads
    self.posts = posts
    self.openings = openings
  }
}

extension MechanismDeclaration {
  /// The lines of an input, in order; none where it is not given.
  public func lines(_ input: String) -> [Int] { reads[input] ?? [] }

  /// The line of an output; nil where none posts it.
  public func line(_ output: String) -> Int? { posts[output]?.first }

  /// The lines of an output that has to be posted.
  func required(_ output: String) throws(MechanismFault) -> [Int] {
    guard let lines = posts[output], !lines.isEmpty else {
      throw MechanismFault("no line posts its \(output)", remedy: "give a line for it")
    }
    return lines
  }

  /// The line of an output that has to be posted, and by one line alone.
  func one(_ output: String) throws(MechanismFault) -> Int {
    let lines = try required(output)
    guard lines.count == 1 else {
      throw MechanismFault("\(lines.count) lines post its \(output)", remedy: "keep one")
    }
    return lines[0]
  }

  /// The line of an output that need not be posted, but by no more than one.
  func optional(_ output: String) throws(MechanismFault) -> Int? { posts[output] == nil ? nil : try one(output) }

  /// Opening values, so many of them.
  func openings(_ count: Int) throws(MechanismFault) -> [ParameterID] {
    guard openings.count == count else {
      throw MechanismFault(
        "\(openings.count) opening values, but it remembers \(count) amounts of last year",
        remedy: "name a lever for each: what was owed, or spent, before the base year is never zero unsaid")
    }
    return openings
  }
}

/// A number that a mechanism takes along from year to year.
public struct MechanismMemory: Sendable, Hashable {
  /// What stands for it in the base year.
  public let opening: ParameterID
  /// The line that it is paid by.
  public let settledBy: Int
  /// The memo line that counts it at the end of a year; nil where it is not owed (what a fund has spent).
  public let owed: Int?
  /// The lines whose factors put it in force; of what a fund has spent the line that it is paid by.
  public let grantedBy: [Int]

  /// A number with its opening and its lines, indices of ``Scheme/lines``.
  ///
  /// - Parameters:
  ///   - opening: the lever of an amount in the currency.
  ///   - owed: the memo line that shows it, and the lines that grant it; nil for what nobody owes.
  public init(opening: ParameterID, settledBy: Int, owed: (line: Int, by: [Int])? = nil) {
    self.opening = opening
    self.settledBy = settledBy
    self.owed = owed?.line
    grantedBy = owed?.by ?? [settledBy]
  }
}

/// An output of a mechanism as a line posts it.
public struct MechanismOutput: Sendable, Hashable {
  /// The place of the mechanism in the scheme.
  public let mechanism: Int
  /// The kind of the mechanism.
  public let kind: String
  /// The name of the output.
  public let name: String
  /// What the factors of the line multiply.
  public let basis: OutputBasis
}

/// What a line posts for a mechanism.
public struct MechanismPosting: Sendable {
  /// The line.
  public let line: Int
  /// By column.
  public let amount: [Double]
  /// What of it is moved in months where that does not follow from the line's own.
  public let moved: DatedAmounts?

  /// Amounts of a line, in the currency.
  ///
  /// - Parameters:
  ///   - line: an index of ``Scheme/lines``.
  ///   - amount: `[column]`.
  ///   - moved: nil where the months of the line say when it moves.
  public init(line: Int, amount: [Double], moved: DatedAmounts? = nil) {
    self.line = line
    self.amount = amount
    self.moved = moved
  }
}
