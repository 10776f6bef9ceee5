import Quantities
import SchemeModel

/// Where something stands in an input file.
public struct SourceLocation: Sendable, Hashable {
  /// The file as the user named it.
  public let file: String
  /// The line, counted from 1.
  public let line: Int

  /// A line, counted from 1, of a file under the name the user gave it.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

/// One lever or assumption: an entity × a parameter of one of its rule kinds.
public final class Lever: Sendable {
  /// Its place in the registry and in every parameter set.
  public let id: ParameterID
  /// The path in scenario files.
  public let path: String
  /// The name in reports.
  public let title: LocalizedText
  /// What it is.
  public let spec: ParameterSpec
  /// The rule kind it comes from.
  public let kind: String
  /// Ids of the policy levers it belongs to.
  public let leverIDs: [String]
  private let currency: Currency
  /// For a derived value: the lever whose value of the year before it takes. No file gives it.
  public let lagOf: ParameterID?

  init(
    id: ParameterID, path: String, title: LocalizedText, spec: (own: ParameterSpec, currency: Currency),
    rule: (kind: String, leverIDs: [String]), lagOf: ParameterID? = nil
  ) {
    self.id = id
    self.path = path
    self.title = title
    (self.spec, currency) = spec
    (kind, leverIDs) = rule
    self.lagOf = lagOf
  }
}

/// An optional entity of the scheme file that a place does not model: it gives no value of its levers.
public struct OmittedEntity: Sendable, Hashable {
  /// The path in the scheme file.
  public let path: String
  /// The name in reports.
  public let title: LocalizedText
  /// What it is.
  public let kind: Kind
  /// The policy levers it would carry.
  public let leverIDs: [String]

  /// What an entity is for reports.
  public enum Kind: Sendable {
    /// A layer above the basic scheme.
    case layer
    /// A tier or place of care.
    case setting
    /// A fund.
    case fund
    /// A class of care, or rules of one of the others.
    case other
  }

  /// An entity that is left out.
  ///
  /// - Parameters:
  ///   - path: `resident.outpatient`, without a parameter.
  ///   - leverIDs: of ``PolicyLever``, in order; empty where it carries none.
  public init(path: String, title: LocalizedText, kind: Kind, leverIDs: [String]) {
    self.path = path
    self.title = title
    self.kind = kind
    self.leverIDs = leverIDs
  }
}

/// All levers and assumptions of a scheme. It feeds the parser, the validation, the help, the manifest and the tests.
public struct LeverRegistry: Sendable {
  /// In declared order, which is the order of parameter sets.
  public let levers: [Lever]
  /// Entities of the scheme that the place does not model: it gives no value of theirs.
  public let omitted: [OmittedEntity]
  /// What planners call policies and levers.
  public let vocabulary: LeverVocabulary
  /// How the country of the scheme writes: what units of amounts are called, how large amounts are, languages of titles.
  public let form: SchemeForm
  private let places: [String: Int]
  private let titles: [String: LocalizedText]

  /// The product of entities and rule kinds, then one derived lever for each entry of `lags` (path, path it lags).
  public init(
    entities: [LeverEntity], lags: [(path: String, title: LocalizedText, of: String)], omitted: [OmittedEntity] = [],
    vocabulary: LeverVocabulary = LeverVocabulary(), form: SchemeForm
  ) {
    self.form = form
    let currency = form.currency
    self.omitted = omitted
    self.vocabulary = vocabulary
    titles = Dictionary(entities.map { ($0.path, $0.title) }, uniquingKeysWith: { first, _ in first })
    var levers: [Lever] = []
    var places: [String: Int] = [:]
    for entity in entities {
      let moved = vocabulary.moves(of: entity)
      for rule in entity.rules {
        for declared in rule.parameters {
          // What a scheme declares itself is in its own money already.
          let spec = rule.id == RuleKind.declaredID ? declared : declared.scaled(to: currency)
          let path = entity.path + "." + spec.name
          places[path] = levers.count
          levers.append(
            Lever(
              id: ParameterID(levers.count), path: path,
              title: entity.title.named(spec.title), spec: (spec, currency), rule: (rule.id, moved(rule.id, spec.name)))
          )
        }
      }
    }
    for lag in lags {
      guard let place = places[lag.of] else { continue }
      let source = levers[place]
      places[lag.path] = levers.count
      levers.append(
        Lever(
          id: ParameterID(levers.count), path: lag.path, title: lag.title, spec: (source.spec, currency),
          rule: ("derived", []),
          lagOf: source.id))
    }
    self.levers = levers
    self.places = places
  }

  /// The number of parameters.
  public var count: Int { levers.count }

  /// The lever at a place.
  public subscript(_ id: ParameterID) -> Lever { levers[id.index] }

  /// The lever with this path.
  public subscript(_ path: String) -> Lever? { places[path].map { levers[$0] } }

  /// The name of an entity in reports; nil where none has this path.
  public func title(ofEntity path: String) -> LocalizedText? { titles[path] }

  /// The entity that a path would belong to and the place does not model.
  public func omittedEntity(of path: String) -> String? {
    omitted.map(\.path).filter { path.hasPrefix($0 + ".") }.max { $0.utf8.count < $1.utf8.count }
  }

  /// The lever whose value this one has where no file gives it one.
  public func followed(by lever: Lever) -> Lever? {
    lever.spec.follows.flatMap { self[lever.path.dropLast(lever.spec.name.count) + $0] }
  }

  /// All paths, for suggestions.
  public var paths: [String] { levers.map(\.path) }
}

extension Lever {
  /// Its unit as files write it, `won/year`.
  public var unitText: String { spec.unit.text(currency) }
  /// Its unit in reports.
  public var unitTitle: LocalizedText { spec.unit.title(currency) }

  /// Whether a value of it is a threshold above every bill, and so none.
  public func isNoLimit(_ value: Double) -> Bool {
    spec.unit == .money && spec.range.upperBound == currency.scaled(RuleKind.noLimit) && value >= currency.noLimit
  }

  /// Whether it is a factor of a whole level (costs, income, the contribution base), which should be solved near one.
  public var isMatchedFactor: Bool { spec.unit == .factor && (spec.role == .calibration || kind == "earnings") }
}
