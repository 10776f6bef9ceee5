import Foundation
import Testing

/// Reforms that are not ready, and ids that reforms name.
@Suite struct DraftTests {
  private static func withPlace(_ body: (_ place: URL, _ out: String) throws -> Void) throws {
    let folder = try CommandLineTests.scratch("drafts")
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["schemes", "taiyuan"] {
      try FileManager.default.copyItem(
        at: CommandLineTests.root.appendingPathComponent("scenarios/" + name), to: folder.appendingPathComponent(name))
    }
    try body(folder.appendingPathComponent("taiyuan"), folder.appendingPathComponent("out").path)
  }

  private static func write(_ place: URL, _ name: String, levers: String = "", baseline: String = "../baseline.yaml")
    throws
  {
    let file = place.appendingPathComponent("reforms/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try """
    title: { zh: 草案 }
    baseline: \(baseline)
    source: s
    description: d
    \(levers)
    changes:
      resident.premium: { 2027: 500 }

    """.write(to: file, atomically: true, encoding: .utf8)
  }

  @Test func draftsRunOnlyWhenNamed() throws {
    try Self.withPlace { place, out in
      try Self.write(place, "drafts/idea.yaml", baseline: "../../baseline.yaml")
      try Data("not ready".utf8).write(to: place.appendingPathComponent("reforms/drafts/构想.yaml"))
      let note = "2 drafts in reforms/drafts/ not run 未计算: idea.yaml, 构想.yaml\n"
      let short = ["run", place.path, "--horizon", "2028", "--tables", "measures", "--output", out]
      let all = try CommandLineTests.run(short)
      #expect(all.status == 0, "\(all.errors)")
      #expect(all.output.hasSuffix(note) && !all.output.contains("\n草案 "), "\(all.output)")
      for name in [place.path + "/reforms/drafts/idea.yaml", "reforms/drafts/idea.yaml"] {
        let named = try CommandLineTests.run(short + ["--reform", name])
        #expect(named.status == 0 && named.output.contains("\n草案 "), "\(named.output)\(named.errors)")
        #expect(!named.output.contains("drafts in"))
      }
      let check = try CommandLineTests.run("check", place.path)
      #expect(check.status == 0)
      #expect(check.output.contains("\n2 drafts in reforms/drafts/ not checked 未检查 (--drafts): idea.yaml, 构想.yaml\n"))
      let drafts = try CommandLineTests.run("check", place.path, "--drafts")
      #expect(drafts.status == 65 && drafts.errors.contains("构想.yaml:1: "), "\(drafts.errors)")
      let one = try CommandLineTests.run("check", place.path, "--reform", "reforms/drafts/idea.yaml")
      #expect(one.status == 0 && one.output.contains("\n1 reform: idea\n"), "\(one.errors)")
    }
  }

  @Test func idsOfAReformAreThoseOfItsChanges() throws {
    try Self.withPlace { place, _ in
      try Self.write(place, "a.yaml")
      try Self.write(place, "b.yaml", levers: "levers: [L03, L07]")
      try Self.write(place, "c.yaml", levers: "levers: []")
      #expect(try CommandLineTests.run("check", place.path).status == 0)
      try Self.write(place, "d.yaml", levers: "levers: [L25]")
      // A label that fits no change moves no number: it is said, not refused.
      let misnamed = try CommandLineTests.run("check", place.path)
      #expect(misnamed.status == 0, "\(misnamed.errors)")
      #expect(
        misnamed.errors.contains("reforms/d.yaml: levers: no change of the reform moves a lever of L25"),
        "\(misnamed.errors)")
      #expect(misnamed.errors.contains("its changes carry L03, L04, L07") && misnamed.errors.contains("levers所列L25"))
      try Self.write(place, "e.yaml", levers: "levers: [L03, L99]")
      let wrong = try CommandLineTests.run("check", place.path)
      #expect(wrong.status == 65)
      #expect(
        wrong.errors == """
          \(place.path)/reforms/e.yaml:5: levers: no policy has this id (found "L99"); its changes carry L03, L04, L07: name some of these, or leave the line out

          """)
    }
  }
}
