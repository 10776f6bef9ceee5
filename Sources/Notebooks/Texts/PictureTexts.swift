import Quantities

/// What stands over each picture: what is drawn, how to read it and what it leaves out.
enum PictureTexts {
  static let balances = LocalizedText(
    en: """
      ## Balances of the funds

      What each fund holds on 31 December. Under the zero line it owes: benefits could then be paid only with money from elsewhere.
      The red point is the first year that closes below zero. The black line is the central path. Where futures were drawn, nine in
      ten lie in the light band and every second one in the dark band, year by year; the dashed line is the median. Bands hold only
      what is drawn: changes of policy are not. Funds that are empty at the end of every year have no panel.
      """,
    zh: """
      ## 各基金累计结余

      各基金12月31日的累计结余。低于零线即为缺口，须由其他资金弥补才能支付待遇。红点为累计结余首次为负的年份。黑线为中心路径。抽取了随机路径时，
      每年有九成路径落在浅色带内、一半落在深色带内，虚线为中位数。色带只反映所抽取的不确定性，不含政策变动。各年年末均无结余的基金不单独成图。
      """)

  static let flows = LocalizedText(
    en: """
      ## Income and expenditure

      Income and expenditure of each year, transfers from and to other funds included: a transfer stands in two panels, so panels do
      not add up. Interest is income, prior-year adjustments are neither. Green is a surplus of the year, red a deficit, which eats
      the reserve long before the balance is below zero. The table has the difference, the current balance.
      """,
    zh: """
      ## 收入与支出

      各年收入和支出，含与其他基金之间的转移收支：一笔转移同时出现在两张小图中，因此各图不能相加。利息计入收入，以前年度调整两边都不计。
      绿色为当期结余，红色为当期赤字；赤字会先消耗历年积累，之后累计结余才转负。表中为两者之差，即当期结余。
      """)

  static let reserves = LocalizedText(
    en: """
      ## Months of reserve

      How many months of this year's expenditure, transfers to other funds included, the balance at the end of the year would pay.
      For pooled funds of employees below 3 months counts as short, 6 to 9 as normal (green) and above 15 as too much (recalled:
      document 67 of 2009 of the ministry of human resources and social security); for others the lines are a yardstick. The axis
      ends at −12 and 36 months; where a line leaves it, the panel says how far it goes. The table has all values.
      """,
    zh: """
      ## 可支付月数

      年末累计结余可支付当年支出（含转移支出）的月数。职工医保统筹基金低于3个月为结余不足，6至9个月为正常（绿色带），超过15个月为结余过多
      （据记忆，人社部发〔2009〕67号）；对其他基金仅供参照。纵轴限于−12至36个月，曲线超出时，最高或最低值在小图中注明；表中列有全部数值。
      """)

  static let people = LocalizedText(
    en: """
      ## People by status

      Everyone who lives in the place, by what insures them, on 31 December; grey are those without cover. The legend gives the first
      year and the horizon.
      """,
    zh: """
      ## 参保状态

      全部人口按12月31日的参保状态划分，灰色为未参保人员。图例中列出首年和测算终年的人数。
      """)

  static let pyramid = LocalizedText(
    en: """
      ## Population by age

      Men on the left, women on the right, on 31 December of the base year and of the horizon, to the same scale.
      """,
    zh: """
      ## 人口年龄结构

      左侧为男性，右侧为女性，分别为基年和测算终年12月31日，两图比例尺相同。
      """)

  static let payers = LocalizedText(
    en: """
      ## Who pays the bill

      Each bill is divided between the basic scheme, the layers above it and what is left to the insured, who pay it in cash or from
      a personal account. On the left all bills, on the right those of each status at the horizon. Expense outside the benefit lists
      is part of the bill. Care that passes no bill (pensions of long-term care, allowances) is not in it.
      """,
    zh: """
      ## 医疗费用由谁负担

      每笔费用依次由基本医保、其上各层保障和个人负担，个人部分以现金或个人账户支付。左图为全部费用，右图为测算终年各参保状态的费用。
      目录外费用包含在内。不经费用结算的支付（长期护理给付、津贴等）不在其中。
      """)

  static let reforms = LocalizedText(
    en: """
      ## Reforms against the baseline

      By how much each reform changes the balance of a fund at the end of the horizon, in prices of that year, interest on the
      difference included. Green is more, red is less than under the baseline. Scenarios that stand for another assumption (the
      trend of medical cost, for example) are shown beside policies: they tell how far the result depends on it.
      """,
    zh: """
      ## 改革方案与基准方案之差

      各方案使基金测算终年累计结余改变多少，按该年价格计，含差额的利息。绿色为高于基准方案，红色为低于基准方案。
      改变假设的情景（如医疗费用增长趋势）与政策方案并列，可看出结果对该假设的依赖程度。
      """)

  static let reformYears = LocalizedText(
    en: """
      ### Year by year

      The same difference in every year, of the eight scenarios that move a balance most. It is zero before a reform begins.
      """,
    zh: """
      ### 逐年差额

      同一差额的逐年变化，取影响最大的八个情景。方案生效前差额为零。
      """)
}
