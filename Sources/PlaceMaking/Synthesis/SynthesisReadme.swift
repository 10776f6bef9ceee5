extension SynthesisFiles {
  /// README.md of a synthetic place: what was drawn, and how.
  var readme: String {
    """
    # \(name): synthetic, not data

    Made by `fundcast synthesize` after the model of `\(source)`: \(request.regions) region(s), \(request.wageBands) wage
    band(s), seed \(request.seed). The same command gives the same bytes. For benchmarks and tests; no figure of a region means
    anything. 模拟数据，仅供性能测试，不代表任何地区。

    ```
    fundcast run \(folder) --baseline-only --output out/\(name)
    ```

    - Drawn, with z standard normal within ±2.5 (Philox 4×32 keyed by the seed, counter region and item): the size of a region
      × exp(0.8 z); its people aged a × exp(0.15 z (a − 45) / 45); its average wage × exp(0.15 z); each hazard of
      membership × exp(0.1 z).
    - People of every sex and age are whole and sum to the model's; wages and hazards have the model's mean, weighted by people.
    - Persons by status follow the ages of a region; its amounts follow those persons, and wages where they pay on wages.
      Of balances and other amounts of the place a region has its `share`, its part of the people.
    - Wage bands split people at work into parts of equal size with a wage of their own (standard deviation of its logarithm
      \(YAMLText.number(request.wageSpread))), under the same rules: who begins to work enters every band alike and stays in it.
    - One region and one band are the model itself.

    """
  }
}
