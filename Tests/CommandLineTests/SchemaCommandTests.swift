import Foundation
import Testing

/// `fundcast schema` as an editor reads it. Whether files are valid by it, Tests/Schemas asks a validator that is not ours.
@Suite struct SchemaCommandTests {
  private typealias Object = [String: Any]

  private static func schema(_ arguments: String...) throws -> [String: Any] {
    let outcome = try CommandLineTests.run(["schema"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? Object)
  }

  /// Every object of a schema.
  private static func objects(_ value: Any) -> [Object] {
    if let list = value as? [Any] { return list.flatMap(objects) }
    guard let object = value as? Object else { return [] }
    return [object] + object.values.flatMap(objects)
  }

  @Test(arguments: ["scheme", "form", "levers", "baseline", "assumptions", "reform"])
  func isWhole(kind: String) throws {
    let schema = try Self.schema(kind)
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["type"] as? String == "object" && schema["additionalProperties"] as? Bool == false)
    let definitions = try #require(schema["$defs"] as? Object)
    var properties = 0
    for object in Self.objects(schema) {
      if let reference = object["$ref"] as? String {
        #expect(reference.hasPrefix("#/$defs/") && definitions[String(reference.dropFirst(8))] != nil, "\(reference)")
      }
      guard object["title"] is String, let own = object["properties"] as? Object else { continue }
      for (name, property) in own {
        properties += 1
        #expect(((property as? Object)?["description"] as? String)?.hasSuffix(".") == true, "\(name)")
      }
      for name in object["required"] as? [String] ?? [] { #expect(own[name] != nil, "\(name)") }
    }
    #expect(properties > 5)
  }

  @Test func leversOfAPlaceAreListed() throws {
    let schema = try Self.schema("reform", "--place", "scenarios/shandong")
    let definitions = try #require(schema["$defs"] as? Object)
    let changes = try #require((definitions["changes"] as? Object)?["properties"] as? Object)
    let premium = try #require(changes["resident.premium"] as? Object)
    let told = try #require(premium["description"] as? String)
    #expect(told.contains("个人缴费") && told.contains("premium") && told.contains("yuan/person/year"), "\(told)")
    #expect((definitions["changes"] as? Object)?["additionalProperties"] as? Bool == false)
    // A premium of −1 is out of the range of its lever, 0 to 100,000 yuan.
    let ranges = Self.objects(definitions).compactMap { object -> [Double]? in
      guard let low = object["minimum"] as? Double, let high = object["maximum"] as? Double else { return nil }
      return [low, high]
    }
    #expect(ranges.contains([0, 1e5]) && ranges.contains([0, 1]))
    #expect(changes["economy.average-wage-last-year"] == nil, "what follows from others cannot be changed")
    let names = try #require((definitions["names-of-fund"] as? Object)?["enum"] as? [String])
    #expect(names.contains("resident-pool"))
  }

  @Test func anUnknownKindIsRefused() throws {
    let outcome = try CommandLineTests.run(["schema", "table"])
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("baseline") && outcome.errors.contains("reform"))
  }
}
