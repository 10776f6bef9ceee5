import InputFiles
import PolicyModel
import Quantities
import SchemeModel

/// The README.md of a new place: which tables there are, how to bring one's own, what to run.
struct PlaceReadme {
  let name: String
  let folder: String
  let model: Place
  let source: String
  let example: ReformExample

  init(_ name: String, _ folder: String, _ model: Place, _ source: String, _ example: ReformExample) {
    self.name = name
    self.folder = folder
    self.model = model
    self.source = source
    self.example = example
  }

  private var baseline: Baseline { model.baseline }
  private var currency: Currency { baseline.scheme.form.currency }
  private var base: Int { baseline.baseYear }
  private var axes: [StateAxis] { baseline.scheme.people.states.axes }
  private var statuses: String { Self.code(axes.first.map { $0.levels.map(\.id) } ?? []) }
  /// The columns of membership-shares.csv that say who.
  private var axisColumns: String { axes.map(\.id).joined(separator: ",") }
  private var sharesOver: (en: String, zh: String) {
    axes.count > 1 ? ("statuses and levels of the further axes", "各状态及其他维度各层级") : ("statuses", "各状态")
  }
  private func furtherAxes(_ line: (StateAxis, String) -> String) -> String {
    axes.dropFirst().map { line($0, Self.code($0.levels.map(\.id))) }.joined()
  }
  private var services: String {
    Self.code(baseline.scheme.branches.map { "\($0.group),\($0.service)" })
  }
  private var profiles: String { Self.code(model.hazardProfiles) }

  private static func code(_ names: [String]) -> String {
    var seen: [String] = []
    for name in names where !seen.contains(name) { seen.append(name) }
    return seen.map { "`\($0)`" }.joined(separator: ", ")
  }

  private var commands: String {
    """
    ```
    fundcast check \(folder)                        # reads and fits everything, writes nothing
    fundcast run \(folder) --output out/\(name)     # the baseline and every file in reforms/
    fundcast levers --place \(folder) premium       # what can be changed, in which unit, from which source
    ```
    """
  }

  /// The whole file, in those of the program's languages that the country reads.
  var text: String { english + (baseline.scheme.form.languages.contains("zh") ? "\n" + chinese : "") }

  private var english: String {
    """
    # \(name)

    A place for Fundcast, copied from `\(source)`. It runs as it stands and gives that place's figures: replace them
    one after the other and run `check` after each. 中文说明见下。

    \(commands)

    ## What is where

    | file | what |
    |---|---|
    | baseline.yaml | the rules in force, and under `base-year-figures` the figures of \(base) that the model must meet |
    | assumptions.yaml | economy, demography, membership, use and cost of care; never mixed with rules |
    | tables/*.csv | by age, sex and year, see below |
    | reforms/*.yaml | what changes; `reforms/\(example.id).yaml` is one to begin with; those in `reforms/drafts/` run only when they are named |
    | copied-from.yaml | what was copied, as fingerprints: `check` counts the tables and values that are still those of `\(source)` |

    ## Tables

    Plain CSV in UTF-8 with commas; lines before the header that begin with `#` say where the numbers come from. `sex` is
    `male` or `female`. `age` is age last birthday on 31 December, every single year 0–100, where 100 means 100 and over. Rows may
    stand in any order, each exactly once. A column for each year (`2020,2021,…`) may be written instead as a column `year` and a
    column of values. Every table below is required: without it the run ends with exit code 66 and names the file.

    | file | columns | unit | ages | if you have none of your own |
    |---|---|---|---|---|
    | population.csv | sex,age,\(base) | persons on 31 December of the base year | 0–100 | no way round it: the projection starts here |
    | mortality.csv | sex,age, one column a year | deaths per person-year, at most 2; above 0 at age 100 | 0–100 | keep the copied one, or scale it to your life expectancy with `demography.mortality-factor` |
    | fertility.csv | age, one column a year | births per woman and year | 15–49 | keep it and scale it with `demography.fertility-factor` |
    | birth-sex-ratio.csv | year,males_per_female | boys born per girl, 0.5–2 | – | 1.06 in every year |
    | migration-profile.csv | sex,age,share | share of all net migrants, sum 1 | 0–100 | keep it: with `demography.net-migration` at 0 it has no effect |
    | membership-shares.csv | \(axisColumns),sex,age,share | share of the people of that sex and age a year before the base year, sum 1 over \(sharesOver.en) | 0–100 | keep it: levels are aligned to `base-year-figures.persons`; a 0 stays 0 |
    | hazard-profiles.csv | profile,sex,age,relative | relative to the hazard in assumptions.yaml; their product at most 1 | 0–100 | keep it |
    | earnings-profile.csv | sex,age,relative | any scale; normalised over the contributors of the base year | 0–100 | 1 everywhere: earnings do not depend on age |
    | service-profiles.csv | scheme,service,sex,age,relative_use,relative_cost | any scale; normalised in the base year | 0–100 | 1 everywhere: use and cost do not depend on age, and ageing costs nothing |
    | mortality-index.csv (may be missing) | sex,age,log_rate_per_unit | change of the log death rate per unit of `demography.mortality-index` | 0–100 | keep the copied one |
    | dependency-prevalence.csv | sex,age,share | share of the people of that sex and age who need long-term care | 0–100 | 0 everywhere: no long-term care benefits |

    The tables by year must begin in \(base) or earlier and end at least one year after the last horizon you ask for (the copied
    ones allow up to \(model.lastHorizon)). `published.csv` (group,measure,year,value; measures `income-per-insured`
    and `expenditure-per-insured` in \(currency.id), `active-retired-ratio`), named by `published:` in baseline.yaml, is only shown beside
    the projection; without that line nothing is shown.

    - Statuses: \(statuses).\(furtherAxes { "\n- \($0.title.en) (`\($0.id)`): \($1)." })
    - Profiles: \(profiles).
    - Scheme and service: \(services).

    ## Your own figures, in this order

    1. `population.csv`, then `mortality.csv` and `fertility.csv`.
    2. `base-year` in baseline.yaml, and under `base-year-figures` your insured persons by status, and income and expenditure of each
       fund. Each says its `kind`: `published` (for this place and year), `derived` (arithmetic on published figures) or `judged`;
       the report counts them on page one. Each figure is met by one solved value; `check` prints them. A factor outside 0.8–1.25 raises a warning: then an
       assumption behind the figure is wrong, not the factor.
    3. The rules: rates, premiums and subsidies, deductibles, shares paid, ceilings. Every series says its unit, its source, how sure
       it is, and what happens after its last date.
    4. assumptions.yaml: average wage, use and unit cost of each service, opening balances of the funds.
    5. The remarks at the end of baseline.yaml speak of the place this was copied from: replace or delete them.

    A place of several regions has a section `regions:` at the end of baseline.yaml: `id`, `title` and `share` of each (its part of
    the people and the amounts of the whole, sum 1), and if it has them `tables` of its own (the others are the place's),
    `base-year-figures` and `values`; the article Regions of Fundcast shows one (Files/Regions.md in its documentation).

    A mistake is told with file, line, key, value and the way out; up to twenty at once.

    """
  }

  private var chinese: String {
    """
    # \(name)（中文说明）

    本目录复制自 `\(source)`，可直接运行，结果与其相同。请逐项替换为本地数据，每换一项运行一次 `check`。

    \(commands)

    ## 文件

    | 文件 | 内容 |
    |---|---|
    | baseline.yaml | 现行制度参数；`base-year-figures` 为\(base)年须吻合的指标 |
    | assumptions.yaml | 经济、人口、参保变动、就医与费用等假设，不与制度参数混写 |
    | tables/*.csv | 分年龄、性别、年份的表，见下 |
    | reforms/*.yaml | 改革方案；`reforms/\(example.id).yaml` 为示例；`reforms/drafts/` 中的草案仅在指名时计算 |
    | copied-from.yaml | 复制内容的指纹：`check` 据此统计仍为 `\(source)` 原值的表与数值 |

    ## 数据表

    UTF-8 编码、逗号分隔的 CSV；表头之前以 `#` 开头的行注明来源。`sex` 填 `male` 或 `female`；`age` 为12月31日的周岁，0–100逐岁，
    100表示100岁及以上。行序不限，每行只出现一次。每年一列的表也可写成 `year` 一列加数值一列。下列各表均为必需：缺表时运行终止，
    退出码66并指明文件。

    | 文件 | 列 | 单位 | 年龄 | 没有本地数据时 |
    |---|---|---|---|---|
    | population.csv | sex,age,\(base) | 基年末人数 | 0–100 | 必须自备：预测由此开始 |
    | mortality.csv | sex,age,每年一列 | 每人年死亡数，不超过2；100岁须大于0 | 0–100 | 沿用，并用 `demography.mortality-factor` 调到本地预期寿命 |
    | fertility.csv | age,每年一列 | 每名妇女年生育数 | 15–49 | 沿用，并用 `demography.fertility-factor` 调整 |
    | birth-sex-ratio.csv | year,males_per_female | 出生男婴数÷女婴数，0.5–2 | – | 各年填1.06 |
    | migration-profile.csv | sex,age,share | 占净迁移人数的比例，合计为1 | 0–100 | 沿用：`demography.net-migration` 为0时不起作用 |
    | membership-shares.csv | \(axisColumns),sex,age,share | 基年前一年末该性别年龄人口中各参保状态的占比，\(sharesOver.zh)合计为1 | 0–100 | 沿用：水平按 `base-year-figures.persons` 校准；填0者恒为0 |
    | hazard-profiles.csv | profile,sex,age,relative | 相对于 assumptions.yaml 中的概率；乘积不超过1 | 0–100 | 沿用 |
    | earnings-profile.csv | sex,age,relative | 相对值，按基年缴费人员归一 | 0–100 | 全填1：工资不随年龄变化 |
    | service-profiles.csv | scheme,service,sex,age,relative_use,relative_cost | 相对值，按基年归一 | 0–100 | 全填1：就医与费用不随年龄变化，老龄化不增加支出 |
    | mortality-index.csv（可省略） | sex,age,log_rate_per_unit | `demography.mortality-index` 每变动1单位时对数死亡率的变动 | 0–100 | 沿用 |
    | dependency-prevalence.csv | sex,age,share | 该性别年龄人口的失能比例 | 0–100 | 全填0：无长护待遇 |

    逐年的表须从\(base)年或更早开始，并至少延续到预测末年的下一年（现有各表最多预测到\(model.lastHorizon)年）。
    `published.csv`（group,measure,year,value；`income-per-insured`、`expenditure-per-insured` 单位为\(currency.name.zh)，`active-retired-ratio`
    为在职退休比）由 baseline.yaml 的 `published:` 指明，仅用于对照列示；删去该行即不列示。

    - 参保状态：\(statuses)。\(furtherAxes { "\n- \($0.title.zh)（`\($0.id)`）：\($1)。" })
    - 年龄模式：\(profiles)。
    - 险种与服务：\(services)。

    ## 填入本地数据的顺序

    1. `population.csv`，其次 `mortality.csv`、`fertility.csv`。
    2. baseline.yaml 的 `base-year`，以及 `base-year-figures` 中各状态参保人数和各基金收支。每项指标注明 `kind`：
       `published`（本地当年公布数）、`derived`（由公布数推算）或 `judged`（含判断），报告首页分类计数。每项指标由一个求解值满足，`check` 会列出；
       系数超出0.8–1.25会告警，此时应检查其背后的假设。
    3. 制度参数：费率、缴费与补助标准、起付线、支付比例、封顶线。每项写明单位、来源、可信程度及末期之后的走势。
    4. assumptions.yaml：平均工资、各类服务的利用与次均费用、各基金期初结余。
    5. baseline.yaml 末尾的 remarks 是来源地的说明，请替换或删除。

    本地由多个统筹区组成时，在 baseline.yaml 末尾写 `regions:`，每区给出 `id`、`title`、`share`（占全域人数与金额的比例，合计为1），
    可另给 `tables`（本区自有的表，其余沿用）、`base-year-figures` 与 `values`；格式见 Fundcast 文档 Files/Regions.md。

    有错时会给出文件、行、键、值和改法，一次最多二十条。

    """
  }
}
