import Testing
@testable import InputFiles
