import _TestSupport
@testable import Documents
import PolicyModel
import Quantities
import Rendering
@testable import RunStore
import SchemeModel
import Studies
import Testing
@testable import TextPages

/// What page one says of the figures, and what the head says of the run.
@Suite struct EvidenceTests {
  private let location = SourceLocation(file: "x", line: 1)

  private func baseline(
    _ kinds: [FigureKind], rates: [FigureKind] = [], persons: [FigureKind] = [], year: Int = 2020
  ) throws -> Baseline {
    let tiny = try TinyRun.make().baseline
    func target(_ id: String, _ measure: TargetMeasure, _ kind: FigureKind) -> BaseYearTarget {
      BaseYearTarget(
        id: id, title: LocalizedText(en: id, zh: id),
        solving: BaseYearTarget.Unknown(TinyRun.id("calibration.cost.factor"), start: 1), measure: measure,
        period: BaseYearTarget.Period(year), figure: GivenFigure(1, kind, Citation("s", .low, at: location)))
    }
    return tiny.with(
      place: "tiny", series: tiny.series,
      targets: kinds.map { target("amount", .income([0]), $0) }
        + rates.map { target("rate", .effectiveRate([0]), $0) },
      membershipTargets: persons.map {
        MembershipTarget(
          id: "x", title: LocalizedText(en: "x", zh: "x"), states: [1],
          figure: GivenFigure(1, $0, Citation("s", .low, at: location)))
      })
  }

  @Test func kindsAreCounted() throws {
    let place = try baseline([.published, .derived], rates: [.derived], persons: [.judged, .published, .derived])
    let text = ReportEvidence(place, fitted: [], misses: []).sentences
    #expect(text.count == 1)
    #expect(
      text[0].en
        == "Of 6 figures of 2020 that are met, 2 published, 3 derived, 1 judged; a figure each with a lever of its own, so their fit"
        + " proves nothing (section 1); nothing is tested out of sample.")
    #expect(text[0].zh == "所吻合的2020年指标共6项，其中公布2项、推算3项、判断1项；每项各由一个参数求解，吻合不构成检验（见第1节）；无样本外检验。")
  }

  /// Worst with its sign, typical the median of the sizes.
  @Test func missesOutOfSample() throws {
    let place = try baseline([.published], year: 2023)
    let text = ReportEvidence(place, fitted: [], misses: [1, -2, 30, -53.7]).sentences[0]
    #expect(text.en.contains("Of 1 figures of 2020–2023") && text.en.contains("in 4 figures"))
    #expect(
      text.en.contains("out of sample: section 5") && text.en.contains("typically 16.0 points off, at worst -53.7"))
    #expect(text.zh.contains("样本外检验见第5节") && text.zh.contains("典型相差16.0个百分点，最大-53.7个百分点"))
    #expect(
      ReportEvidence(place, fitted: [], misses: [-3]).sentences[0].en.contains("in 1 figure, typically 3.0 points"))
  }

  /// A published rate or number of persons is no amount.
  @Test func withoutAPublishedAmountPageOneSaysSo() throws {
    let none = try baseline([.derived, .judged], rates: [.published], persons: [.published])
    let text = ReportEvidence(none, fitted: [], misses: []).sentences
    #expect(text.count == 2 && text[1].en.hasPrefix("WARNING: no amount of money of this place is published"))
    #expect(text[1].zh.hasPrefix("警示：本地无公布金额"))
    let nothing = ReportEvidence(try baseline([]), fitted: [], misses: []).sentences
    #expect(nothing.count == 1 && nothing[0].en.hasPrefix("WARNING: no figure of the base year is given"))
  }

  /// A part of a published figure, taken by the share of a region, was not published.
  @Test func aShareOfAFigureIsDerived() {
    #expect(FigureKind.allCases.map(\.ofShare) == [.derived, .derived, .judged])
  }

  @Test func theHeadNamesProgramInputsAndDate() throws {
    let stamp = RunStamp(version: "1.2.3", inputsDigest: String(repeating: "0123456789abcdef", count: 4))
    let run = try TinyRun.make(options: ReportOptions(years: [2021], valuationDate: ValuationDate("2021-06-30")))
    let lines = try TextPage.text(Report.document(run, stamp: stamp)).split(separator: "\n").prefix(8).map(String.init)
    #expect(lines.contains { $0.hasSuffix("fundcast 1.2.3, 0123456789ab (SHA-256; fundcast verify)") })
    #expect(lines.contains { $0.hasPrefix("  Date of the valuation 评估日期") && $0.hasSuffix("  2021-06-30") })
    let plain = try TextPage.text(Report.document(TinyRun.make(), stamp: stamp))
    #expect(!plain.contains("Date of the valuation"))
  }

  /// Years and date come back from the manifest, and so does the digest of all inputs.
  @Test func theRequestComesBack() throws {
    try withTemporaryFolder { folder in
      let run = try TinyRun.make(
        inputs: [InputRecord(file: "a", bytes: Array("abc".utf8)), InputRecord(file: "b", bytes: [])],
        options: ReportOptions(years: [2021, 2023], valuationDate: ValuationDate("2021-06-30")))
      try RunFiles.writer(version: "1").write(run, to: RunWriter.check(folder + "/out"))
      let record = try ManifestRecord(folder: folder + "/out")
      #expect(record.request == run.request)
      // printf 'ba78…15ad\ne3b0…b855\n' | sha256sum
      let lines = record.inputs.map { $0.sha256 + "\n" }.joined()
      #expect(record.inputsDigest == (try SHA256Digest.hex(Array(lines.utf8))))
      #expect(record.inputsDigest?.prefix(12) == "ff481ce4c948")
    }
  }

  /// Tables call things by their titles: no row begins with the id of a reform, a group or a status.
  @Test func tablesUseTitles() throws {
    let text = try TextPage.text(Report.document(TinyRun.make()))
    let rows = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    for id in ["more-money ", "nothing ", "employee ", "resident ", "worker ", "uninsured "] {
      #expect(!rows.contains { $0.hasPrefix(id) }, "\(id)")
    }
    #expect(text.contains("More money 提高筹资") && text.contains("Employee scheme 职工医保"))
    #expect(text.contains("[employee.employer-rate]"))
  }

  /// A scheme with states of dependency is not said to be without.
  @Test func limitsFollowTheAxes() {
    func limits(_ axes: [StateAxis]) -> [String] {
      let people = TinyRun.scheme.people
      let scheme = Scheme(
        id: "x", form: .yuan,
        people: SchemePeople(
          states: StateSpace(people.states.axes + axes), newborn: people.newborn, stages: [], inflows: people.inflows),
        care: SchemeCare(), money: SchemeMoney(), common: TinyRun.scheme.common)
      return ModelLimits.all(scheme).map(\.en)
    }
    let levels = ["independent", "severe"].map { StateLevel(id: $0, title: TinyRun.text($0, "级"), group: nil) }
    let axis = StateAxis(id: "dependency", title: TinyRun.text("Dependency", "失能"), levels: levels)
    #expect(limits([]).contains { $0.contains("without states of dependency") })
    #expect(!limits([axis]).contains { $0.contains("without states of dependency") })
    #expect(limits([axis]).count == limits([]).count)
  }

  /// Every limit stands in both languages, and so does every remark, or the report says that it does not.
  @Test func textsStandInBothLanguages() throws {
    for limit in ModelLimits.all(TinyRun.scheme) {
      #expect(limit.en != limit.zh && limit.zh.unicodeScalars.contains { DisplayWidth.of($0) == 2 })
    }
    #expect(try TextPage.text(Report.document(TinyRun.make())).contains("    利息计入收入。"))
    #expect(!(try TextPage.text(Report.document(TinyRun.make()))).contains("仅有一种文字"))
    let one = try TextPage.text(
      Report.document(TinyRun.make(remarks: [Remark(text: LocalizedText(en: "只有中文。", zh: "只有中文。"))])))
    #expect(one.contains("  - 只有中文。\n    (in one language only 仅有一种文字)"))
  }
}
