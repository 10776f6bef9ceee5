import Yams

/// What the YAML parser complains of, in the words of an author rather than of a grammar.
struct YAMLSyntaxFault {
  var message: String
  var line: Int?
  var value: String?
  var remedy: String?

  init(_ error: YamlError) {
    switch error {
    case .memory:
      self.init(
        "the nesting is deeper than \(YAMLDocument.depthLimit) levels", nil, "check the brackets and the indentation")
    case .reader(let problem, let offset, _, let yaml):
      let line = offset.map { yaml.prefix($0).count { $0 == "\n" } + 1 }
      self.init("the text cannot be read: \(problem)", line, "delete the characters that cannot be seen")
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      self.init(problem: problem, context: context, mark: mark)
    default:
      self.init("this is not valid YAML", nil, nil)
    }
  }

  private init(_ message: String, _ line: Int?, _ remedy: String?) {
    self.message = message
    self.line = line
    self.remedy = remedy
  }

  private init(problem: String, context: YamlError.Context?, mark: Mark) {
    let inQuotes = context?.text.contains("quoted scalar") == true
    switch problem {
    case "but found another document":
      self.init(
        "a file holds one document, and here a second begins", mark.line, "delete the line --- or split the file")
    case "found undefined alias":
      self.init("aliases are not allowed", mark.line, "write the value out, or put text that begins with * in quotes")
    case "found unexpected end of stream" where inQuotes, "found unexpected document indicator" where inQuotes:
      self.init("a quotation mark is opened and not closed", context?.mark.line ?? mark.line, "close the quotation")
    case "did not find expected ',' or ']'":
      self.init("the list that begins here is not closed", context?.mark.line ?? mark.line, "write [a, b]")
    case "did not find expected ',' or '}'":
      self.init("the group that begins here is not closed", context?.mark.line ?? mark.line, "write { key: value }")
    case "mapping values are not allowed in this context":
      self.init(
        "a second colon on the line, or a line indented too far", mark.line,
        "put text that holds a colon in quotes; align keys of one group")
    case "could not find expected ':'":
      self.init(
        "a line without a colon between key and value", context?.mark.line ?? mark.line, "write `key: value`")
    case "did not find expected key", "did not find expected '-' indicator":
      self.init(
        "the line does not fit the lines above it", mark.line,
        "align it with its group; close quotes and brackets above")
    case "found character that cannot start any token", "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      self.init(
        "a tab, or a sign that may not begin a value", mark.line,
        "indent with spaces; put text that begins with @ % ` in quotes")
    case "did not find expected <document start>":
      self.init("text before or after the entries", mark.line, "write every line as `key: value`")
    case _ where problem.hasPrefix("Maximum nesting level reached"):
      self.init(
        "the nesting is deeper than \(YAMLDocument.depthLimit) levels", mark.line,
        "check the brackets and the indentation")
    default:
      self.init("this is not valid YAML: \(problem)", mark.line, "check the line and the one above it")
    }
  }
}
