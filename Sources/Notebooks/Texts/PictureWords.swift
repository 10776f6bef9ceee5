import Quantities

/// Every word of the pictures and of what the cells print, in both languages. `{}` is filled in by the code.
enum PictureWords {
  static let all: [(key: String, word: LocalizedText)] = titles + marks + remarks

  private static func word(_ key: String, _ en: String, _ zh: String) -> (key: String, word: LocalizedText) {
    (key, LocalizedText(en: en, zh: zh))
  }

  private static let titles = [
    word("balances", "Closing balances", "累计结余"),
    word("flows", "Income and expenditure", "收入与支出"),
    word("reserves", "Months of reserve", "可支付月数"),
    word("people", "People by status, 31 December", "按参保状态划分的人口（12月31日）"),
    word("pyramid", "Population by age and sex", "分年龄、性别人口"),
    word("pyramid-of", "{}: {} {}, {} % aged 65 and over", "{}年：{}{}，65岁及以上占{}%"),
    word("payers", "Who pays the bill", "医疗费用由谁负担"),
    word("all-bills", "All bills", "全部费用"),
    word("bills-of", "By status, {}", "按参保状态，{}年"),
    word("reforms", "Closing balance {}, reform − baseline", "{}年累计结余：改革方案 − 基准方案"),
    word("reform-years", "Closing balance, reform − baseline", "累计结余：改革方案 − 基准方案"),
  ]

  private static let marks = [
    word("band-90", "90 % of futures", "90%的路径"),
    word("band-50", "50 % of futures", "50%的路径"),
    word("median", "median", "中位数"),
    word("central", "central path", "中心路径"),
    word("closing", "balance, 31 December", "年末累计结余"),
    word("below-zero", "first year below zero", "首次为负的年份"),
    word("surplus", "surplus of the year", "当期结余"),
    word("deficit", "deficit of the year", "当期赤字"),
    word("inflow", "income and transfers in", "收入（含转移收入）"),
    word("outflow", "expenditure and transfers out", "支出（含转移支出）"),
    word("current", "Current balance", "当期结余"),
    word("normal", "6 to 9 months", "6至9个月"),
    word("short", "3 months: short below", "3个月，以下为不足"),
    word("plenty", "15 months: too much above", "15个月，以上为过多"),
    word("months", "months", "月"),
    word("reserve-line", "months of reserve", "可支付月数"),
    word("above-axis", "goes up to {} in {}", "{1}年最高{0}"),
    word("under-axis", "goes down to {} in {}", "{1}年最低{0}"),
    word("male", "men", "男"),
    word("female", "women", "女"),
    word("age", "age", "年龄"),
    word("first-and-last", "{} → {}, {}", "{}年 → {}年，{}"),
    word("from-to", "{} → {}", "{}年 → {}年"),
    word("share-of-bills", "% of the bills", "占费用的百分比"),
    word("payer-own", "Insured themselves", "个人负担"),
  ]

  private static let remarks = [
    word(
      "no-font",
      "No Chinese font was found, so the pictures are drawn in English. Install one, for example: apt install fonts-noto-cjk",
      "未找到中文字体，图中文字改用英文。请安装中文字体后重新运行，例如：apt install fonts-noto-cjk"),
    word(
      "no-folder", "There are no results in {}. Move them there, or set FOLDER in the first cell of code.",
      "{} 中没有测算结果。请将结果文件夹移到该处，或在第一个代码单元格中修改 FOLDER。"),
    word(
      "other-run",
      "The folder holds another run than the one this notebook was written for (version {version}, inputs {inputs}): the pictures are of the run that is there.",
      "文件夹中的测算不是本笔记本所对应的那一次（版本 {version}，输入摘要 {inputs}）：图中为文件夹中现有的测算。"),
    word("unknown", "{} is not in this run; there are: {}", "本次测算中没有{}；可选：{}"),
    word(
      "changed", "{} was changed since the run wrote it. Run again, or bring it back from a copy.",
      "{} 在测算写出之后被改动过。请重新测算，或从备份恢复。"),
    word(
      "bands-by-region", "Bands are by region and cannot be added up: set REGION to see those of one.",
      "随机路径的分布按地区给出，不能相加：设定 REGION 可查看某一地区的色带。"),
    word(
      "months-of-sum", "Months of the sum of all regions; the balance of some may be below zero nevertheless.",
      "为各地区合计的可支付月数；其中个别地区的结余仍可能为负。"),
    word(
      "needs-accounts", "The months of several regions together need accounts.csv: run with that table, or set REGION.",
      "各地区合计的可支付月数需要 accounts.csv：请在测算时保留该表，或设定 REGION。"),
    word("no-stock", "No fund holds anything at the end of a year.", "各基金年末均无结余。"),
    word("no-flow", "No fund has income or expenditure.", "各基金均无收支。"),
    word("no-bill", "There are no bills.", "没有医疗费用。"),
    word("no-difference", "No reform moves a balance of {}.", "没有方案改变{}年的累计结余。"),
    word(
      "most-reforms", "Drawn are the {} of {} scenarios that move most; the table has all.",
      "图中为影响最大的{}个情景（共{}个），表中列有全部。"),
  ]
}
