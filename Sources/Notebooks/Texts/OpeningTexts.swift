import Quantities
import RunStore

/// The first and the last cell, and what stands over the settings.
enum OpeningTexts {
  /// What was run, from what, and how to use the notebook.
  static func title(_ run: StoredRun, way: String) -> LocalizedText {
    let years = "\(run.years.lowerBound)–\(run.years.upperBound)"
    let place = LocalizedText(en: escaped(run.place.title.en), zh: escaped(run.place.title.zh)),
      id = escaped(run.place.id)
    let futures = run.futures.map {
      LocalizedText(
        en: "\($0.paths) futures drawn, seed \($0.seed), and the central path",
        zh: "随机路径\($0.paths)条，随机种子\($0.seed)；另有中心路径")
    }
    let central = LocalizedText(en: "none drawn: the central path only", zh: "未抽取随机路径，仅有中心路径")
    let regions = run.regions
    return LocalizedText(
      en: """
        # \(place.en): projection \(years)

        | | |
        |---|---|
        | Program | fundcast \(run.version) |
        | Place | \(id)\(regions > 1 ? ", \(regions) regions, shown as a sum" : "") |
        | Base year – horizon | \(years) |
        | Scenarios | baseline\(run.reforms > 0 ? " and \(run.reforms) reforms" : "") |
        | Futures | \((futures ?? central).en) |
        | Digest of the inputs (SHA-256) | `\(run.inputsDigest)` |
        | Results | `\(way)` |

        Run it from top to bottom; pandas (2.0 or later) and matplotlib (3.7 or later) are all it needs. Every figure is read from the tables of the folder of
        results, which must be as the run wrote them: a changed table is refused. `fundcast verify` says whether they can be had
        again. Move the notebook and the folder together. In the next cell the scenario shown, the region and the language of the
        pictures can be changed.

        Money is in prices of the year. The unit follows the size and stands beside each axis: it may differ between two panels. Stocks are those of 31 December.
        """,
      zh: """
        # \(place.zh)：\(years)年测算

        | | |
        |---|---|
        | 程序版本 | fundcast \(run.version) |
        | 测算对象 | \(id)\(regions > 1 ? "，共\(regions)个地区，按合计显示" : "") |
        | 基年至测算终年 | \(years) |
        | 情景 | 基准方案\(run.reforms > 0 ? "及\(run.reforms)个改革方案" : "") |
        | 随机路径 | \((futures ?? central).zh) |
        | 输入文件摘要（SHA-256） | `\(run.inputsDigest)` |
        | 结果文件夹 | `\(way)` |

        自上而下依次运行即可，只需 pandas（2.0 及以上版本）和 matplotlib（3.7 及以上版本）。所有数字均读自结果文件夹中的表，且须与测算时写出的一致：改动过的表会被拒绝读取。
        用 `fundcast verify` 可核对结果能否重现。移动时请将笔记本与结果文件夹一并移动。下一单元格中可更改所示情景、地区和图中文字的语言。

        金额为当年价。单位随数值大小选取，标在各图纵轴或横轴旁，同一组图中各小图的单位可能不同。存量均为12月31日数。
        """)
  }

  /// What the pictures do not say.
  static let limits = LocalizedText(
    en: """
      ## What these pictures do not say

      They show a projection under stated rules and assumptions, no forecast of what will be decided. Before a figure is signed,
      read `report.txt` in the folder of results: how the base year was met, which series are of low confidence, what ran past its
      last date and what is not modelled.
      """,
    zh: """
      ## 图中未说明的内容

      以上是在既定制度和假设下的测算，并非对未来决策的预测。签署数字之前，请先阅读结果文件夹中的 `report.txt`：基年如何校准，哪些序列置信度低，
      哪些序列延用到了最后日期之后，哪些内容未建模。
      """)

  static let folder = LocalizedText(
    en: "# The folder of results, as seen from this notebook.", zh: "# 结果文件夹，相对于本笔记本的路径。")
  static let scenario = LocalizedText(
    en: "# The scenario shown: \"baseline\" or the id of a reform.", zh: "# 所示情景：\"baseline\"（基准方案）或某个改革方案的编号。")
  static let region = LocalizedText(
    en: "# None for the sum of all regions, or the id of one.", zh: "# None 为各地区合计，也可填某个地区的编号。")
  static let language = LocalizedText(
    en: "# Words of the pictures: \"en\" or \"zh\".", zh: "# 图中文字的语言：\"zh\" 或 \"en\"。")
  static let origin = LocalizedText(
    en: "# The run these texts were written for; another one in the folder is said.",
    zh: "# 文字说明所对应的测算；文件夹中若为另一次测算，会给出提示。")

  /// A title inside a table of Markdown.
  private static func escaped(_ text: String) -> String {
    text.map { "\\`*_{}[]<>#|".contains($0) ? "\\\($0)" : $0.isNewline ? " " : "\($0)" }.joined()
  }
}
