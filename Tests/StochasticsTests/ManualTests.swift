import Stochastics
import Testing
import _TestSupport

/// The worked example of the article on uncertainty is what the process of a driver gives.
@Suite struct ManualTests {
  @Test func deviations() throws {
    let article = try Article("Model/Uncertainty")
    let wage = try DriverProcess(persistence: [0.55], innovationDeviation: [0.017], innovationCorrelation: [1])
    let level = wage.deviations(years: 60).level
    for year in [0, 1, 59] { #expect(article.states(level[year], digits: 4), "\(level[year])") }

    let price = try DriverProcess(persistence: [0.5], innovationDeviation: [0.022], innovationCorrelation: [1])
    let sum = price.deviations(years: 35).cumulated
    #expect(article.states(sum[0], digits: 3) && article.states(sum[1], digits: 4))
    #expect(article.states(sum[9], digits: 3) && article.states(sum[34], digits: 3))
  }
}
