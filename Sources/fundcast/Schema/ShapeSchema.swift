import RunStore
import Shapes

/// The JSON Schema (draft 2020-12) of a file, made from its shape: what the program checks, an editor checks and completes.
struct ShapeSchema {
  /// Names that may be referred to, by what they name; without them any name may stand.
  let names: [String: [String]]
  /// Whether entries may be templates: with `for`, and `<x>` in keys and values.
  let hasTemplates: Bool
  private var definitions: [(key: String, value: JSONText)] = []
  /// The definitions as text, by name.
  private var rendered: [String: [UInt8]] = [:]

  /// The dialect.
  static let dialect = "https://json-schema.org/draft/2020-12/schema"

  /// The schema of a file.
  ///
  /// - Parameter languages: keys of titles; nil where any may stand.
  static func document(
    _ shape: Shape, names: [String: [String]] = [:], hasTemplates: Bool = false, languages: [String]?
  ) -> JSONText {
    var schema = ShapeSchema(names: names, hasTemplates: hasTemplates)
    schema.declareTexts(languages)
    let root = schema.members(of: shape)
    return .object(
      [("$schema", .string(dialect))] + root + [
        ("$defs", .object(schema.definitions.sorted { $0.key < $1.key }))
      ])
  }

  private init(names: [String: [String]], hasTemplates: Bool) {
    self.names = names
    self.hasTemplates = hasTemplates
  }

  private mutating func declareTexts(_ languages: [String]?) {
    // Words that are numbers to YAML are texts to the program.
    let text: [(key: String, value: JSONText)] = [
      ("type", .strings(["string", "number", "boolean"])), ("pattern", .string("\\S")),
    ]
    definitions = [
      ("text", .object(text)),
      (
        "title",
        .object([
          (
            "anyOf",
            .array([
              Self.reference("text"),
              .object([
                ("type", .string("object")),
                ("properties", .object((languages ?? []).map { ($0, Self.reference("text")) })),
                ("additionalProperties", languages == nil ? Self.reference("text") : .bool(false)),
                ("minProperties", .integer(1)),
              ]),
            ])
          )
        ])
      ),
    ]
    guard hasTemplates else { return }
    definitions.append(
      ("template", .object([("type", .string("string")), ("pattern", .string("<[a-z0-9-]+(\\.[a-z0-9-]+)?>"))])))
  }

  private static func reference(_ name: String) -> JSONText { .object([("$ref", .string("#/$defs/" + name))]) }

  // MARK: - Mappings

  /// A reference to the definition of a mapping, which is made once.
  private mutating func definition(of shape: Shape) -> JSONText {
    let body = JSONText.object(members(of: shape)), bytes = body.bytes
    // A name in a reference has no blanks, and no / or %.
    let plain = shape.name.replacing(", ", with: "-").replacing(" ", with: "-").replacing("/", with: "-per-")
    var name = plain, number = 2
    while let known = rendered[name], known != bytes {
      name = "\(plain)-\(number)"
      number += 1
    }
    if rendered.updateValue(bytes, forKey: name) == nil { definitions.append((name, body)) }
    return Self.reference(name)
  }

  private mutating func members(of shape: Shape) -> [(key: String, value: JSONText)] {
    var members: [(key: String, value: JSONText)] = [
      ("title", .string(shape.name)), ("description", .string(shape.summary)), ("type", .string("object")),
    ]
    var properties: [(key: String, value: JSONText)] = []
    for key in shape.keys { properties.append((key.name, property(key))) }
    for (name, remedy) in shape.former.sorted(by: { $0.key < $1.key }) {
      properties.append(
        (name, .object([("not", .object([])), ("description", .string("Of an earlier version: \(remedy)."))])))
    }
    if hasTemplates {
      properties.append(("for", .object([("description", .string("The sets it is written out over."))])))
    }
    if !properties.isEmpty { members.append(("properties", .object(properties))) }
    let required = shape.keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty { members.append(("required", .strings(required))) }
    members += entries(shape.entries)
    if shape.isChoice { members += [("minProperties", .integer(1)), ("maxProperties", .integer(1))] }
    if !shape.alternatives.isEmpty {
      members.append(("anyOf", .array(shape.alternatives.map { .object([("required", .strings([$0]))]) })))
    }
    return members
  }

  /// What stands under keys that are no keys of the shape.
  private mutating func entries(_ entries: EntryShape?) -> [(key: String, value: JSONText)] {
    guard let entries else {
      let templates: [(key: String, value: JSONText)] = [("patternProperties", .object([("<", .object([]))]))]
      return (hasTemplates ? templates : []) + [("additionalProperties", .bool(false))]
    }
    let value = schema(entries.value)
    guard !entries.pattern.isEmpty else { return [("additionalProperties", value)] }
    return [("patternProperties", .object([(entries.pattern, value)])), ("additionalProperties", .bool(false))]
  }

  private mutating func property(_ key: KeyShape) -> JSONText {
    let text = key.summary + (key.unit.isEmpty ? "" : " Unit: \(key.unit).")
    let description: [(key: String, value: JSONText)] = [("description", .string(text))]
    guard case .object(let members) = schema(key.value) else { return .object(description) }
    return .object(description + members)
  }

  // MARK: - Values

  private mutating func schema(_ value: ValueShape) -> JSONText {
    let own = plain(value)
    switch value {
    case .text, .title, .reference, .anything: return own
    default: return hasTemplates ? .object([("anyOf", .array([own, Self.reference("template")]))]) : own
    }
  }

  private mutating func plain(_ value: ValueShape) -> JSONText {
    switch value {
    case .text: return Self.reference("text")
    case .title: return Self.reference("title")
    case .yesNo: return .object([("type", .string("boolean"))])
    case .number(let range):
      let most = Double.greatestFiniteMagnitude
      return .object(
        [("type", .string("number"))]
          + (range.lowerBound > -most ? [("minimum", .number(range.lowerBound))] : [])
          + (range.upperBound < most ? [("maximum", .number(range.upperBound))] : []))
    case .integer(let range):
      return .object([
        ("type", .string("integer")), ("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound)),
      ])
    case .fraction:
      let fraction = JSONText.object([("type", .string("string")), ("pattern", .string("^-?[0-9.e-]+/[0-9.e-]+$"))])
      return .object([("anyOf", .array([.object([("type", .string("number"))]), fraction]))])
    case .word(let words): return .object([("enum", .strings(words))])
    case .reference(let kind):
      return names[kind].map { _ in listed(kind) } ?? Self.reference("text")
    case .list(let item): return .object([("type", .string("array")), ("items", schema(item))])
    case .oneOrMore(let item):
      let one = schema(item)
      return .object([("anyOf", .array([one, .object([("type", .string("array")), ("items", one)])]))])
    case .mapping(let shape): return definition(of: shape)
    case .either(let values): return .object([("anyOf", .array(values.map { schema($0) }))])
    case .anything: return .object([])
    }
  }

  /// The names of a kind, declared once.
  private mutating func listed(_ kind: String) -> JSONText {
    let name = "names-of-\(kind)"
    if rendered[name] == nil {
      rendered[name] = []
      definitions.append((name, .object([("enum", .strings(names[kind] ?? []))])))
    }
    return Self.reference(name)
  }
}
