@testable import Documents
import Foundation
import PolicyModel
import Studies
import Testing
@testable import TextPages

/// What the shipped places say of their figures, and how their reports say it.
@Suite struct FigureKindTests {
  private func places() throws -> [(name: String, place: ShippedPlace)] {
    [
      ("dongtou", try ShippedPlace.dongtou.get()), ("jiangsu", try ShippedPlace.jiangsu.get()),
      ("taiyuan", try ShippedPlace.taiyuan.get()), ("national", try ShippedPlace.national.get()),
    ]
  }

  /// A source that says it was derived or judged is of no published figure, and the other way round.
  @Test func kindsFollowSources() throws {
    for (name, place) in try places() {
      let baseline = place.run.baseline
      let figures =
        baseline.targets.map { ($0.id, $0.kind, $0.source, $0.confidence) }
        + baseline.membershipTargets.map { ($0.id, $0.kind, $0.source, $0.confidence) }
      for (id, kind, source, confidence) in figures {
        if source.contains("judgement") || confidence == .judgement { #expect(kind == .judged, "\(name) \(id)") }
        if source.contains("(derived)") { #expect(kind != .published, "\(name) \(id)") }
      }
    }
  }

  /// Taiyuan has no published amount, and page one says so; the country is the one that is tested out of sample.
  @Test func pageOneSaysWhatTheFitProves() throws {
    for (name, place) in try places() {
      let text = try TextPage.text(Report.document(place.run))
      let end = try #require(text.range(of: "\n1. Base year")).lowerBound
      let page = text[..<end]
      #expect(page.contains("no amount of money of this place is published") == (name == "taiyuan"), "\(name)")
      #expect(page.contains("本地无公布金额") == (name == "taiyuan"), "\(name)")
      #expect(page.contains("out of sample: section 5") == (name == "national"), "\(name)")
      #expect(page.contains("nothing is tested out of sample") == (name != "national"), "\(name)")
      #expect(!text.contains("largest miss is 0.0000"))
    }
  }

  /// A district in 万元 and persons; cities, provinces and the country in 亿元 and 万人.
  @Test func unitsOfThePlaces() throws {
    for (name, place) in try places() {
      let head = try TextPage.text(Report.document(place.run)).prefix(700)
      #expect(
        head.contains(
          name == "dongtou" ? "Money in 万元 (1e4 yuan), people in 人" : "Money in 亿元 (1e8 yuan), people in 万人"))
    }
  }

  /// No line of a report is wider than a line printer's.
  @Test func linesFitThePaper() throws {
    for (name, place) in try places() {
      let wide = try TextPage.text(Report.document(place.run)).split(separator: "\n").filter { line in
        line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 && $1.value < 0xFFE7 ? 2 : 1) } > 132
      }
      #expect(wide.isEmpty, "\(name)")
    }
  }
}
