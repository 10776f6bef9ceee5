import Quantities
import SchemeModel

/// In what a run counts, for those who draw its tables: member `units` of manifest.json.
struct ManifestUnits {
  let form: SchemeForm

  init(_ form: SchemeForm) { self.form = form }

  /// The word for money in heads of columns, and the units of one language by size, for each language that pictures have.
  var member: JSONText {
    .object([
      ("money", .object([("id", .string(form.currency.id))] + units(form.currency.amounts))),
      ("people", .object(units(form.people))),
    ])
  }

  private func units(_ counted: CountedUnits) -> [(key: String, value: JSONText)] {
    ["en", "zh"].map { language in
      (
        language,
        .array(
          counted.units(in: language).map { .array([.number($0.size), .string($0.name[language])]) })
      )
    }
  }
}
