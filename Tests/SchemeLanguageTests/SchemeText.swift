import Foundation
import PolicyModel
import Quantities
import Shapes

@testable import InputFiles
@testable import SchemeLanguage

/// Schemes from texts.
enum SchemeText {
  /// A file beside the tests.
  static func read(_ name: String) throws -> String {
    let folder = "\(#filePath)".components(separatedBy: "/Tests/")[0] + "/Tests/SchemeLanguageTests/"
    return try String(contentsOfFile: folder + name, encoding: .utf8)
  }

  /// A shipped file.
  static func shipped(_ name: String) throws -> String {
    let root = "\(#filePath)".components(separatedBy: "/Tests/")[0]
    return try String(contentsOfFile: root + "/scenarios/schemes/" + name, encoding: .utf8)
  }

  /// The tree of a text.
  static func tree(_ text: String, _ collector: DiagnosticCollector) throws -> YAMLNode {
    try YAMLDocument(TextFile(name: collector.file, bytes: Array(text.utf8)), collector: collector).root
  }

  static func china() throws -> SchemeDeclaration {
    try declaration(shipped("china.yaml"), form: shipped("china.form.yaml"))
  }

  /// The declaration that a text makes with a form, China's where none is given; throws what is wrong with it.
  static func declaration(_ text: String, form: String? = nil) throws -> SchemeDeclaration {
    let collector = DiagnosticCollector(file: "scheme.yaml")
    let own = try self.form(form ?? shipped("china.form.yaml"))
    let declaration = SchemeDeclaration(try tree(text, collector), form: own, collector)
    try collector.throwIfAny()
    guard let declaration else { throw FundcastError(.data, Diagnostic("nothing reported, nothing read")) }
    return declaration
  }

  /// The form that a text makes; throws what is wrong with it.
  static func form(_ text: String) throws -> FormDeclaration {
    let collector = DiagnosticCollector(file: "form.yaml")
    let form = FormDeclaration(try tree(text, collector), collector)
    try collector.throwIfAny()
    guard let form else { throw FundcastError(.data, Diagnostic("nothing reported, nothing read")) }
    return form
  }

  static func compiled(_ declaration: SchemeDeclaration, given: Set<String>) throws -> CompiledScheme {
    let collector = DiagnosticCollector(file: "scheme.yaml")
    let compiled = declaration.compiled(given: given, vocabulary: LeverVocabulary(), collector)
    try collector.throwIfAny()
    guard let compiled else { throw FundcastError(.data, Diagnostic("nothing reported, nothing compiled")) }
    return compiled
  }

  /// What is wrong, one text for each fault.
  static func complaints(_ body: () throws -> Void) -> [String] {
    do {
      try body()
      return []
    } catch let error as FundcastError {
      return error.diagnostics.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }
}
