import Quantities

/// Bills of a status that are told apart as one: the branches of a bundle together with the layers on them, or a branch that is
/// in none of the status's bundles.
public struct CareUnit: Sendable {
  /// The name in files: of the bundle or the branch.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// The bundle; nil for a branch by itself.
  public let bundle: Int?
  /// The branches in order; people are ranked by their bill in the first.
  public let branches: [Int]
  /// The layers above the basic scheme in order.
  public let layers: [Int]

  /// The units of a status: bundles, then other branches, in declared order.
  ///
  /// - Parameter status: an index of ``Scheme/statuses``.
  public static func all(of status: Int, _ scheme: Scheme) -> [CareUnit] {
    let bundles = scheme.bundles.enumerated().filter { $0.element.statuses.contains(status) }
    let bundled = Set(bundles.flatMap(\.element.branches))
    return bundles.map { index, bundle in
      CareUnit(id: bundle.id, title: bundle.title, bundle: index, branches: bundle.branches, layers: bundle.layers)
    }
      + scheme.branches.enumerated().filter { $0.element.statuses.contains(status) && !bundled.contains($0.offset) }
      .map { index, branch in
        CareUnit(id: branch.id, title: branch.title, bundle: nil, branches: [index], layers: [])
      }
  }
}
