@testable import Documents
@testable import RunStore
import Testing
@testable import TextPages

@Suite struct FormatTests {
  /// FIPS 180-4 examples.
  @Test func sha256() throws {
    #expect(try SHA256Digest.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      try SHA256Digest.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      try SHA256Digest.hex(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    let digest = try SHA256Digest()
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
    for _ in 0..<1000 { try piece.withUnsafeBytes(digest.update) }
    #expect(try digest.finish() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func json() {
    let value = JSONText.object([
      ("z", .integer(1)), ("a", .array([.number(0.1), .number(-0.0), .number(.nan), .null, .bool(true)])),
      ("s", .string("\"统筹\"\\\n\u{1}")), ("empty", .object([])),
      ("list", .array([.object([("k", .strings([]))])])),
    ])
    #expect(
      String(decoding: value.bytes, as: UTF8.self) == #"""
        {
          "z": 1,
          "a": [0.1, 0.0, null, null, true],
          "s": "\"统筹\"\\\n\u0001",
          "empty": {},
          "list": [
            {
              "k": []
            }
          ]
        }

        """#)
  }

  @Test func npy() {
    for shape in [[], [3], [2, 3], [1, 2, 3, 4]] {
      let count = shape.reduce(1, *)
      let bytes = NPYFile.bytes(shape: shape, values: (0..<count).map { Double($0) + 0.5 })
      #expect(Array(bytes[0..<8]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
      let header = Int(bytes[8]) + 256 * Int(bytes[9])
      #expect((10 + header) % 64 == 0)
      #expect(bytes[9 + header] == UInt8(ascii: "\n"))
      #expect(bytes.count == 10 + header + 8 * count)
      // 0.5 is 0x3FE0000000000000, lowest byte first.
      #expect(Array(bytes[(10 + header)..<(18 + header)]) == [0, 0, 0, 0, 0, 0, 0xE0, 0x3F])
      let tuple = shape.count == 1 ? "(3,)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
      #expect(String(decoding: bytes[10..<(10 + header)], as: UTF8.self).contains("'shape': \(tuple), }"))
    }
  }

  @Test func widths() {
    #expect(DisplayWidth.of("abc") == 3)
    #expect(DisplayWidth.of("统筹基金") == 8)
    #expect(DisplayWidth.of("（a）") == 5)
    #expect(DisplayWidth.of("–−÷·½→") == 6)
    #expect(DisplayWidth.of("e\u{301}") == 1)
  }

  @Test func wrapping() {
    #expect(DisplayWidth.wrap("one two three", width: 7) == ["one two", "three"])
    #expect(DisplayWidth.wrap("医保基金收入。", width: 6) == ["医保基", "金收入。"])
    #expect(DisplayWidth.wrap("income 基金收入 of", width: 11) == ["income 基金", "收入 of"])
    #expect(DisplayWidth.wrap("", width: 5) == [])
    // A bracket does not end a line.
    #expect(DisplayWidth.wrap("单位缴费（统筹）", width: 10) == ["单位缴费", "（统筹）"])
    #expect(DisplayWidth.wrap("结余（2040 年）", width: 7) == ["结余", "（2040", "年）"])
    #expect(DisplayWidth.wrap("结余（", width: 10) == ["结余（"])
  }

  @Test func tables() {
    var table = TextTable([("Fund 基金", .left), ("Income\n收入", .right), ("x", .right)])
    table.add(["Pool 统筹", "12.50", "1"])
    table.add(["a", "-1.00", ""])
    #expect(
      table.lines(indent: 1) == [
        " Fund 基金  Income  x", "              收入", " ---------  ------  -", " Pool 统筹   12.50  1", " a           -1.00",
      ])
  }

  @Test func wrappedCells() {
    var table = TextTable([("Name", .left), ("x", .right), ("Source", .left)], wrapping: [0: 7, 2: 8])
    table.add(["one two three", "1", "four five six"])
    table.add(["", "2", ""])
    #expect(
      table.lines(indent: 0) == [
        "Name     x  Source", "-------  -  --------", "one two  1  four", "three       five six", "         2",
      ])
  }

  @Test func reportNumbers() {
    let province = ReportUnits(largestFlow: 6e10, population: 1e8, TinyRun.scheme.form)
    let district = ReportUnits(largestFlow: 2e8, population: 1.2e5, TinyRun.scheme.form)
    #expect(province.prose(-1_938_555_000_000) == "−19,385.55")
    #expect(province.prose(12_345_678_900, plus: true) == "+123.46")
    #expect(province.prose(100_000_000_000, plus: true) == "+1,000.00")
    #expect(province.prose(-400_000, plus: true) == "0.00" && province.prose(400_000, plus: true) == "0.00")
    #expect(province.money(158_700_000_000) == "1,587.00")
    #expect(province.people(96_978_000) == "9,697.80")
    #expect(province.signedMoney(-12_345_678) == "-0.12")
    #expect(province.signedMoney(12_345_678) == "+0.12")
    #expect(province.signedMoney(-1000) == "0.00")
    #expect(province.signedMoney(1000) == "0.00")
    #expect(district.money(-51_872_000) == "-5,187.20")
    #expect(district.signedMoney(1_234_567_890) == "+123,456.79")
    #expect(district.people(114_529) == "114,529")
    #expect(ReportFormat.percent(0.96312) == "96.3 %")
    #expect(ReportFormat.percent(-12.345) == "-1,234.5 %")
    #expect(ReportFormat.parameter(0.085) == "0.085")
    #expect(ReportFormat.parameter(71_582.1254) == "71,582.13")
  }

  /// A comma before every third digit of the whole part, and nowhere else.
  @Test(arguments: [
    ("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1000.5", "-1,000.5"), ("+123456", "+123,456"),
    ("1234567.1234567", "1,234,567.1234567"), ("0.123456", "0.123456"), ("–", "–"), ("none 无", "none 无"),
  ]) func separators(_ text: String, _ grouped: String) { #expect(ReportFormat.grouped(text) == grouped) }
}
