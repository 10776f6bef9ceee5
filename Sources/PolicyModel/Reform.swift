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

  /// See the properties.
  public init(fund: String, months: Double, location: SourceLocation) {
    self.fund = fund
    self.months = months
    self.location = location
  }
}

/// A set of changes to a baseline.
public struct Reform: Sendable {
  /// The name in files: the file's name without its ending.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// What it does.
  public let description: String
  /// On whose authority.
  public let source: String
  /// Ids of policy levers it shows.
  public let leverIDs: [String]
  /// The changes.
  public let changes: [LeverChange]
  /// What it cannot model, if anything.
  public let cannotModel: String?
  /// The file, or `--set`.
  public let file: String
  /// The file as it was read; nil where there is none.
  public let input: InputRecord?
  /// The text on the command line, for a reform without a file.
  public let setting: String?
  /// When the changes hold; nil for always.
  public let reaction: ReformReaction?
  /// The name of the scenario that it ends, where the user gives one; else a scenario is named after its reforms.
  public let scenario: String?

  /// See the properties.
  public init(
    id: String, title: LocalizedText, description: String, source: String, leverIDs: [String], changes: [LeverChange],
    cannotModel: String?, file: String, input: InputRecord? = nil, setting: String? = nil,
    reaction: ReformReaction? = nil, scenario: String? = nil
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.source = source
    self.leverIDs = leverIDs
    self.changes = changes
    self.cannotModel = cannotModel
    self.file = file
    self.input = input
    self.setting = setting
    self.reaction = reaction
    self.scenario = scenario
  }

  /// The same reform with other changes, and another name where one is given.
  public func with(changes: [LeverChange], id: String? = nil, title: LocalizedText? = nil) -> Reform {
    Reform(
      id: id ?? self.id, title: title ?? self.title, description: description, source: source, leverIDs: leverIDs,
      changes: changes, cannotModel: cannotModel, file: file, input: input, setting: setting, reaction: reaction,
      scenario: scenario)
  }
}
