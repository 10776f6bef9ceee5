import Quantities
import SchemeModel

/// When the changes of a reform hold: in every year after one that closes with less than so many months of reserve.
public struct ReformReaction: Sendable, Hashable {
  /// The fund that is watched, by name.
  public let fund: String
  /// Backward months of reserve.
  public let months: Double
  /// Where it stands.
  public let location: SourceLocation

  /// A condition on the reserve of the fund with the name `fund`, in months of its expenditure.
  public init(fund: String, months: Double, location: SourceLocation) {
    self.fund = fund
    self.months = months
    self.location = location
  }
}

/// What a reform says of itself.
public struct ReformText: Sendable {
  /// The name in reports.
  public let title: LocalizedText
  /// What it does.
  public let description: String
  /// On whose authority.
  public let source: String
  /// Ids of policy levers it shows.
  public let leverIDs: [String]
  /// What it cannot model, if anything.
  public let cannotModel: String?

  /// Words of a reform.
  ///
  /// - Parameters:
  ///   - leverIDs: `L01`…, of policies that the reform is an example of; a warning names those it does not move.
  ///   - cannotModel: nil where nothing is left out.
  public init(
    title: LocalizedText, description: String, source: String, leverIDs: [String] = [], cannotModel: String? = nil
  ) {
    self.title = title
    self.description = description
    self.source = source
    self.leverIDs = leverIDs
    self.cannotModel = cannotModel
  }

  /// The same under another title.
  func with(title: LocalizedText) -> ReformText {
    ReformText(
      title: title, description: description, source: source, leverIDs: leverIDs, cannotModel: cannotModel)
  }
}

/// Where a reform was read from.
public struct ReformOrigin: Sendable {
  /// The file, or `--set`.
  public let file: String
  /// The file as it was read; nil where there is none.
  public let input: InputRecord?
  /// The text on the command line, for a reform without a file.
  public let setting: String?

  /// An origin: a file with what was read of it, or `--set` with its text.
  public init(file: String, input: InputRecord? = nil, setting: String? = nil) {
    self.file = file
    self.input = input
    self.setting = setting
  }
}

/// A set of changes to a baseline.
public struct Reform: Sendable {
  private let text: ReformText
  private let origin: ReformOrigin
  /// The name in files: the file's name without its ending.
  public let id: String
  /// The changes.
  public let changes: [LeverChange]
  /// When the changes hold; nil for always.
  public let reaction: ReformReaction?
  /// The name of the scenario that it ends, where the user gives one; else a scenario is named after its reforms.
  public let scenario: String?

  /// A reform as it was read.
  ///
  /// - Parameters:
  ///   - changes: at most one for each lever.
  ///   - reaction: nil where the changes hold in every year.
  ///   - scenario: nil for the names of its reforms joined by `+`.
  public init(
    id: String, text: ReformText, changes: [LeverChange], origin: ReformOrigin, reaction: ReformReaction? = nil,
    scenario: String? = nil
  ) {
    self.id = id
    self.text = text
    self.changes = changes
    self.origin = origin
    self.reaction = reaction
    self.scenario = scenario
  }

  /// The same reform with other changes, and another name where one is given.
  public func with(changes: [LeverChange], id: String? = nil, title: LocalizedText? = nil) -> Reform {
    Reform(
      id: id ?? self.id, text: title.map(text.with) ?? text, changes: changes, origin: origin, reaction: reaction,
      scenario: scenario)
  }

  /// The name in reports.
  public var title: LocalizedText { text.title }
  /// What it does.
  public var description: String { text.description }
  /// On whose authority.
  public var source: String { text.source }
  /// Ids of policy levers it shows.
  public var leverIDs: [String] { text.leverIDs }
  /// What it cannot model, if anything.
  public var cannotModel: String? { text.cannotModel }
  /// The file, or `--set`.
  public var file: String { origin.file }
  /// The file as it was read; nil where there is none.
  public var input: InputRecord? { origin.input }
  /// The text on the command line, for a reform without a file.
  public var setting: String? { origin.setting }
}
