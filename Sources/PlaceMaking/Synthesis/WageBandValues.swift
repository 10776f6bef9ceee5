import PolicyModel
import SchemeLanguage
import SchemeModel
import Shapes

/// Values and figures of wage bands.
extension WageBands {
  /// Series of the levers that the bands add, by path: those of the rule they come from, and a base ratio that is the level times
  /// that of the rule from the base year on, which is solved there.
  ///
  /// - Parameter value: the value of a lever in the base year.
  func series(_ registry: LeverRegistry, baseYear: Int, value: (ParameterID) -> Double) -> [(
    lever: Lever, node: YAMLNode
  )] {
    guard isSplit else { return [] }
    return bases.sorted().flatMap { rule in
      bands.flatMap { band in
        (RuleKind.named("earnings")?.parameters ?? []).compactMap { spec -> (Lever, YAMLNode)? in
          guard let lever = registry["\(rule).\(spec.name)"] else { return nil }
          let isRatio = spec.name == "base-ratio", level = isRatio ? levels[band] : 1
          let number = value(lever.id) * level
          var entries: [(String, YAMLNode)] = [("unit", .plain(lever.unitText))]
          if number == 0 {
            entries.append(("value", .number(0)))
          } else if isRatio {
            let rule: YAMLNode = .group([("times", .number(level)), ("of", .plain(lever.path))])
            entries += [("values", .group([("\(baseYear - 1)", .number(number))])), ("then", rule)]
          } else {
            entries += [
              ("values", .group([("\(baseYear)", .number(number))])), ("then", .group([("index", .plain(lever.path))])),
            ]
          }
          entries += [
            ("source", .quoted("synthetic: \(lever.path)" + (level == 1 ? "" : " times the level of the band"))),
            ("confidence", .plain("judgement")),
          ]
          return (lever, .group([(entity(rule, band) + "." + spec.name, .group(entries))]))
        }
      }
    }
  }

  /// Figures that name lines: all bands in the place of one.
  func figures(_ node: YAMLNode) -> YAMLNode {
    node.mapValues { entry in entry.value.setting("meets", entry.value["meets"].map(expanded)) }
  }

  /// Lists of statuses or lines with every band in the place of what is split.
  private func expanded(_ node: YAMLNode) -> YAMLNode {
    switch node.kind {
    case .scalar: node
    case .sequence(let items):
      .list(
        items.flatMap { item -> [YAMLNode] in
          guard let text = item.text else { return [expanded(item)] }
          let names = names(text)
          return names == [text] ? [item] : names.map(YAMLNode.plain)
        })
    case .mapping: node.mapValues { expanded($0.value) }
    }
  }

  /// Persons by status: equal parts in the bands.
  func persons(_ node: YAMLNode, value: (String) -> Double?) -> YAMLNode {
    .group(
      node.entries.flatMap { entry -> [(String, YAMLNode)] in
        guard splits(entry.key), let whole = value(entry.key) else { return [(entry.key, entry.value)] }
        let part = YAMLNode.number(whole / Double(levels.count))
        return names(entry.key).map { ($0, entry.value.setting("value", part)) }
      })
  }
}
