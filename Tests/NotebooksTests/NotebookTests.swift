import Testing
@Suite struct NotebookTests { @Test func a() {} }
