import ProjectionEngine
import SchemeModel
import Testing
import _TestSupport

/// Maternity follows births to insured women.
@Suite struct MaternityTests {
  /// Spending of 2019–25, 100 million yuan (NHSA bulletins), to the residuals of the fit of share and cost: 3.4 %.
  @Test(arguments: [(2019, 903), (2020, 941), (2021, 899), (2022, 1061), (2023, 1177), (2024, 1403), (2025, 1394)])
  func spendingIsThePublished(year: Int, published: Double) throws {
    let place = try ShippedPlace.national.get()
    let spent = try place.amount("baseline", "employee-maternity", year) / 1e8
    #expect(Tolerance.plausible(share: 0.034).admits(spent, published), "\(spent)")
  }

  /// Births to insured women over the mean births of this and last year.
  @Test(arguments: [(2019, 0.241), (2021, 0.275), (2022, 0.340), (2024, 0.419), (2025, 0.448)])
  func theInsuredShareOfBirths(year: Int, share: Double) throws {
    let place = try ShippedPlace.national.get(), index = year - place.result.timeline.baseYear
    let branch = try #require(place.result.scheme.branches.firstIndex { $0.id == "employee.maternity" })
    let status = try place.status("employee-active")
    let births = try #require(
      place.result.quantity(.services(branch), status: status, scenario: 0, region: 0, year: index))
    let all =
      (place.result.vital(scenario: 0, region: 0, year: index).births
        + place.result.vital(scenario: 0, region: 0, year: index - 1).births) / 2
    #expect(Tolerance.plausible(share: 0.01).admits(births / all, share), "\(births / all)")
  }
}
