import Quantities
import SchemeModel
import Tables

/// What every column of every result table is: name, unit, titles and meaning, as the tables themselves declare them.
package enum DataDictionary {
  /// All tables that the program writes.
  package static let shapes: [TableShape] = RunTable.allCases.map(\.shape) + [MonthlyTable.shape]

  /// A section a table.
  ///
  /// - Parameters:
  ///   - tables: those wanted, all unless given.
  ///   - form: how a country writes; without one `{currency}` and `{language}` stand for what it says.
  package static func document(_ tables: [TableShape] = shapes, form: SchemeForm? = nil) -> Document {
    var page = Document(languages: ["en", "zh"])
    for shape in tables {
      page.heading("\(shape.id).csv  \(shape.title)")
      page.paragraph(shape.meaning)
      page.gap()
      var table = DocumentTable(
        [
          .left("Column", "列名"), .left("Unit", "单位"), .left("Title", "名称"), .left("Meaning", "含义"),
        ], wrapping: [1: 20, 2: 24, 3: 60])
      for column in shape.columns {
        table.add([
          "\(column.header(form))", .named(column.unit.title(form)), .named(column.title),
          .named(column.meaning),
        ])
      }
      page.table(table)
    }
    return page
  }
}
