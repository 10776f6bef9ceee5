import Stochastics
import Glibc
import Quantities
import SchemeModel
import Shapes

/// Splits the statuses of people at work (those that people leave by retiring) into bands of equal size with earnings of
/// their own: the rules are the same for all, the mean wage is not. Who begins to work enters each band alike and keeps it.
///
/// | declared | becomes |
/// |---|---|
/// | status `employee-active` | `employee-active-1` … `employee-active-4`, and a group of its name that holds them |
/// | base `employee` | `employee-band-1` …, its base ratio times the level of the band |
/// | a line on that base | one line for each band |
/// | a line on persons of such statuses times the average wage | one line for each band, times its level |
/// | a move from such a status | one from each band; a move into one goes to all bands alike, or stays in its band |
package struct WageBands {
  /// Mean wage of each band ÷ mean wage of all; their mean is one.
  package let levels: [Double]
  private let statuses: Set<String>
  /// Bases all of whose statuses are split.
  package let bases: Set<String>
  private let splitLines: Set<String>

  /// The levels of bands of equal size: exp(spread · z), z at the middle of each, over their mean.
  package static func levels(_ count: Int, spread: Double) -> [Double] {
    let raw = (0..<count).map { exp(spread * NormalQuantile.value((Double($0) + 0.5) / Double(count))) }
    let mean = raw.reduce(0, +) / Double(count)
    return raw.map { $0 / mean }
  }

  /// Bands with these levels for a scheme; one level splits nothing.
  package init(_ scheme: SchemeDeclaration, levels: [Double]) {
    self.levels = levels
    let moves = scheme.people.stages.flatMap(\.moves).filter { $0.likelihood == .retirement }
    let statuses = levels.count < 2 ? [] : Set(moves.flatMap { Self.names($0.from) })
    self.statuses = statuses
    func areSplit(_ selection: SelectionDeclaration) -> Bool {
      let names = Self.names(selection)
      return !names.isEmpty && names.allSatisfy(statuses.contains)
    }
    let bases = Set(scheme.people.bases.filter { areSplit($0.of) }.map(\.name.text))
    self.bases = bases
    splitLines = Set(
      scheme.money.lines.filter { line in
        switch line.counts {
        case .base(let base): return bases.contains(base.text)
        case .persons(let of, _): return areSplit(of) && Self.isOnWages(line)
        default: return false
        }
      }.map(\.name.text))
  }

  private static func isOnWages(_ line: LineDeclaration) -> Bool {
    line.standard.flatMap(\.levers).contains { $0.text.hasPrefix("economy.average-wage") }
  }

  /// The names that a selection lists.
  private static func names(_ selection: SelectionDeclaration) -> [String] {
    switch selection {
    case .name(let name): [name.text]
    case .either(let parts, _): parts.flatMap(names)
    case .byAxis: []
    }
  }

  package var isSplit: Bool { !statuses.isEmpty }
  package var bands: Range<Int> { levels.indices }

  /// Whether a status is split.
  package func splits(_ status: String) -> Bool { statuses.contains(status) }

  /// The bands of a status or a line; itself where it is not split.
  package func names(_ name: String) -> [String] {
    statuses.contains(name) || splitLines.contains(name) ? bands.map { "\(name)-\($0 + 1)" } : [name]
  }

  /// The entity that holds the earnings of a band.
  package func entity(_ base: String, _ band: Int) -> String { "\(base)-band-\(band + 1)" }

  // MARK: - The scheme

  /// The scheme with bands.
  ///
  /// - Throws: ``FundcastError`` where it refers to people at work in a way that cannot be split.
  package func split(_ scheme: SchemeDeclaration) throws -> SchemeDeclaration {
    guard isSplit else { return scheme }
    for (key, name) in [("insured", scheme.people.newborn.insured), ("uninsured", scheme.people.newborn.uninsured)]
    where splits(name.text) {
      throw fault("newborn." + key, name.text)
    }
    var own = scheme
    splitStatuses(&own.people)
    own.people.stages = try scheme.people.stages.map { stage in
      var stage = stage
      stage.moves = try stage.moves.flatMap(split)
      return stage
    }
    own.entities = scheme.entities.flatMap(withBands)
    own.people.bases = scheme.people.bases.flatMap(split)
    own.money.lines = scheme.money.lines.flatMap(split)
    for mechanism in scheme.money.mechanisms {
      if let line = mechanism.posts.values.joined().first(where: { splitLines.contains($0.text) }) {
        throw fault("lines.\(line.text)", line.text)
      }
    }
    own.money.mechanisms = scheme.money.mechanisms.map { mechanism in
      var mechanism = mechanism
      mechanism.reads = mechanism.reads.mapValues { $0.flatMap(mentions) }
      return mechanism
    }
    return own
  }

  private func fault(_ key: String, _ value: String) -> FundcastError {
    FundcastError(
      .data,
      Diagnostic(
        "wage bands cannot split this use of people at work", key: key, value: value,
        remedy: "use --wage-bands 1, or a place whose scheme names them in lists and single moves"))
  }

  private func mentions(_ name: Mention) -> [Mention] { names(name.text).map { mention(name, $0) } }

  private func mention(_ place: Mention, _ text: String) -> Mention { Mention(text, line: place.line, key: place.key) }

  private func title(_ title: LocalizedText, _ band: Int) -> LocalizedText {
    title.joined(LocalizedText(en: "wage band \(band + 1)", zh: "工资档\(band + 1)"), en: ", ", local: "，")
  }

  /// A split level becomes its bands, and a group that selects them under its name.
  private func splitStatuses(_ people: inout PeopleDeclaration) {
    var groups: [GroupDeclaration] = []
    for axis in people.axes.indices {
      people.axes[axis].levels = people.axes[axis].levels.flatMap { level -> [LevelDeclaration] in
        guard splits(level.name.text) else { return [level] }
        let bands = mentions(level.name)
        groups.append(
          GroupDeclaration(
            name: level.name, of: .either(bands.map { .name($0) }, at: level.name), title: nil, costFactor: nil,
            collection: nil))
        return zip(bands, self.bands).map {
          LevelDeclaration(name: $0, title: title(level.title, $1), mortality: level.mortality)
        }
      }
    }
    people.groups = groups + people.groups
  }

  private func withBands(_ entity: EntityDeclaration) -> [EntityDeclaration] {
    guard bases.contains(entity.path.text) else { return [entity] }
    return [entity]
      + bands.map { band in
        EntityDeclaration(
          path: mention(entity.path, self.entity(entity.path.text, band)), title: title(entity.title, band),
          isOptional: false, kind: .other, rules: entity.rules.filter { $0.id == "earnings" })
      }
  }

  private func split(_ base: BaseDeclaration) -> [BaseDeclaration] {
    guard bases.contains(base.name.text) else { return [base] }
    return bands.map { band in
      let name = entity(base.name.text, band)
      return BaseDeclaration(
        name: mention(base.name, name), entity: name, of: ofBand(base.of, band), wage: base.wage,
        boundsOn: base.boundsOn)
    }
  }

  private func ofBand(_ selection: SelectionDeclaration, _ band: Int) -> SelectionDeclaration {
    switch selection {
    case .name(let name): splits(name.text) ? .name(mention(name, "\(name.text)-\(band + 1)")) : selection
    case .either(let parts, let place): .either(parts.map { ofBand($0, band) }, at: place)
    case .byAxis: selection
    }
  }

  // MARK: - Moves

  private func split(_ move: MoveDeclaration) throws -> [MoveDeclaration] {
    var moves: [MoveDeclaration] = []
    for name in Self.names(move.from) {
      var own = move
      own.from = .name(mention(move.from.place, name))
      guard splits(name) else {
        own.to = try move.to.flatMap { try intoBands($0, alone: move.to.count == 1) }
        moves.append(own)
        continue
      }
      for band in bands {
        own.from = .name(mention(move.from.place, "\(name)-\(band + 1)"))
        own.to = move.to.map { to in
          (splits(to.level.text) ? mention(to.level, "\(to.level.text)-\(band + 1)") : to.level, to.share)
        }
        moves.append(own)
      }
    }
    return moves.isEmpty ? [move] : moves
  }

  /// Destinations of people who were in no band: all bands alike.
  private func intoBands(
    _ to: (level: Mention, share: [FactorDeclaration]), alone: Bool
  ) throws -> [(level: Mention, share: [FactorDeclaration])] {
    guard splits(to.level.text) else { return [to] }
    guard alone, to.share.isEmpty else { throw fault(to.level.key, to.level.text) }
    return mentions(to.level).map { ($0, [.number(1 / Double(levels.count))]) }
  }

  // MARK: - Lines

  private func split(_ line: LineDeclaration) -> [LineDeclaration] {
    guard splitLines.contains(line.name.text) else {
      guard case .lines(let summed) = line.counts else { return [line] }
      var own = line
      own.counts = .lines(summed.flatMap(mentions))
      return [own]
    }
    return bands.map { band in
      var counts = line.counts, standard = line.standard
      switch counts {
      case .base(let base): counts = .base(mention(base, entity(base.text, band)))
      case .persons(let of, let basis):
        counts = .persons(ofBand(of, band), basis)
        // A number in the scheme: the level belongs to the band as its name does.
        standard.append(.number(levels[band]))
      default: break
      }
      return LineDeclaration(
        name: mention(line.name, "\(line.name.text)-\(band + 1)"), title: title(line.title, band), entry: line.entry,
        counts: counts, standard: standard, rate: line.rate, collection: line.collection,
        isContribution: line.isContribution, months: line.months)
    }
  }
}
