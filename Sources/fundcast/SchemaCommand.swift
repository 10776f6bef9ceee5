import ArgumentParser
import InputFiles

/// `fundcast schema`: what a file may hold, for editors and other programs.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a kind of file: keys, types, ranges and what they mean.",
    discussion: """
      Draft 2020-12, made from what the program itself checks files against. With --place, the levers of that place are
      listed with title, unit and range, so that an editor with a YAML language server completes them; the file names its
      schema in its first line:

        fundcast schema reform --place scenarios/shandong > reform.schema.json
        # yaml-language-server: $schema=reform.schema.json
      """)

  @Argument(help: "The kind of file.")
  var kind = FileKind.reform

  @Option(help: "The place whose levers are listed; without one any lever may stand.")
  var place: String?

  func run() throws {
    let read = try place.map { try Place($0) }
    let schema = ShapeSchema.document(
      kind.shape(of: read), names: read?.names ?? [:], hasTemplates: kind.hasTemplates,
      languages: read?.languages)
    try Console.say(String(decoding: schema.bytes, as: UTF8.self), terminator: "")
  }
}

extension FileKind: ExpressibleByArgument {}
