import Foundation
import Testing

/// `--tables` and `--bom`.
@Suite struct TablesTests {
  @Test func tablesAreLeftOutAndTheRestIsTheSame() throws {
    try OutputTests.withResults { folder, _, before in
      let out = folder.appendingPathComponent("some")
      let outcome = try CommandLineTests.run(
        "run", "scenarios/shandong", "--output", out.path, "--horizon", "2022", "--baseline-only", "--tables",
        "measures,accounts")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.output.hasSuffix(
          "Written to \(out.path): report.txt, accounts.csv, measures.csv and manifest.json; written on demand (--tables): membership, utilisation, waterfall, budget, differences, contributions, population, vital\n"
        ), "\(outcome.output)")
      #expect(try OutputTests.names(out) == ["accounts.csv", "manifest.json", "measures.csv", "report.txt"])
      let after = try OutputTests.contents(out)
      for name in ["accounts.csv", "measures.csv", "report.txt"] { #expect(after[name] == before[name], "\(name)") }
      let verified = try CommandLineTests.run("verify", out.path)
      #expect(
        verified.status == 0 && verified.output.contains("  outputs    3 of 3 as written\n"), "\(verified.output)")
      // Results of fewer tables are results: they may be replaced, by all of them.
      #expect(try CommandLineTests.run(OutputTests.quick(out.path)).status == 0)
      #expect(try OutputTests.contents(out) == before)
    }
  }

  /// Unless told a run writes what a planner opens; with `all` every table, each of them byte for byte the same.
  @Test func theUsualTablesAndAllOfThem() throws {
    try OutputTests.withResults { folder, _, all in
      let out = folder.appendingPathComponent("usual")
      let outcome = try CommandLineTests.run(
        "run", "scenarios/shandong", "--output", out.path, "--horizon", "2022", "--baseline-only")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.output.hasSuffix(
          "Written to \(out.path): report.txt, accounts.csv, measures.csv, budget.csv, differences.csv and manifest.json; written on demand (--tables): membership, utilisation, waterfall, contributions, population, vital\n"
        ), "\(outcome.output)")
      let usual = try OutputTests.contents(out)
      #expect(
        usual.keys.sorted() == [
          "accounts.csv", "budget.csv", "differences.csv", "manifest.json", "measures.csv", "report.txt",
        ])
      #expect(all.count == 12)
      for (name, data) in usual where name != "manifest.json" { #expect(data == all[name], "\(name)") }
      let verified = try CommandLineTests.run("verify", out.path)
      #expect(
        verified.status == 0 && verified.output.contains("  outputs    5 of 5 as written\n"), "\(verified.output)")
    }
  }

  @Test func aMarkForExcel() throws {
    try OutputTests.withResults { folder, _, before in
      let out = folder.appendingPathComponent("marked")
      #expect(try CommandLineTests.run(OutputTests.quick(out.path) + ["--bom"]).status == 0)
      for (name, data) in try OutputTests.contents(out) where name != "manifest.json" {
        #expect(
          data == (name.hasSuffix(".csv") ? Data([0xEF, 0xBB, 0xBF]) : Data()) + (before[name] ?? Data()), "\(name)")
      }
      let verified = try CommandLineTests.run("verify", out.path)
      #expect(verified.status == 0, "\(verified.output)")
    }
    let plain = try CommandLineTests.run("months", "scenarios/taiyuan", "--baseline-only", "--year", "2022", "--csv")
    let marked = try CommandLineTests.run(
      "months", "scenarios/taiyuan", "--baseline-only", "--year", "2022", "--csv", "--bom")
    #expect(marked.output.unicodeScalars.first == "\u{FEFF}")
    #expect(String(marked.output.unicodeScalars.dropFirst()) == plain.output)
  }

  @Test(arguments: [
    ("all,accounts", "--tables: no table has this name (found \"all\"); write all by itself, or the names alone\n"),
    (
      "acounts",
      "--tables: no table has this name (found \"acounts\"); did you mean \"accounts\"? Known here: membership, "
    ),
    ("accounts,", "--tables: no table has this name (found \"\"); known here: membership, "),
    ("paths", "--tables: the run does not make this table (found \"paths\"); add --paths N --keep-paths\n"),
    ("accounts-distribution", "(found \"accounts-distribution\"); add --paths N\n"),
  ])
  func unknownTables(names: String, message: String) throws {
    let folder = try CommandLineTests.scratch("tables")
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try CommandLineTests.run(OutputTests.quick(folder.path + "/out", tables: names))
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  /// The dictionary needs no place, and knows no table but those that are written.
  @Test func theDictionaryNamesColumns() throws {
    let one = try CommandLineTests.run("dictionary", "accounts.csv")
    #expect(one.status == 0 && one.output.contains("\n  amount_{currency}") && one.output.contains("Budget item"))
    #expect(!one.output.contains("budget.csv"))
    let all = try CommandLineTests.run("dictionary", "--markdown")
    for name in ["membership", "paths", "months"] {
      #expect(all.output.contains("\n## \(name).csv") || all.output.hasPrefix("## \(name).csv"))
    }
    let none = try CommandLineTests.run("dictionary", "acounts")
    #expect(none.status == 64 && none.errors.contains("did you mean \"accounts\"?"), "\(none.errors)")
  }
}
