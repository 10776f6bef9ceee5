import Quantities
import Shapes

/// A region as the section `regions:` of a baseline declares it, before it is put together with the place.
struct RegionDeclaration {
  let id: String
  let title: LocalizedText
  let share: Double
  /// The folder of its own tables, as written, with its line.
  let tables: (name: String, line: Int)?
  /// The mappings under `base-year-figures` and `values`.
  let persons: [YAMLEntry]
  let solve: [YAMLEntry]
  let values: [YAMLEntry]
  let line: Int
  /// The place in the list, for keys of messages.
  let path: String
}
