# The two commands: `make run` and `make test`. Both install missing Debian packages first, as `make notebooks` does.
PLACE  ?= scenarios/shandong
OUTPUT ?= out/shandong
# One optimised build serves program, tests and fuzzer alike with FUNDCAST_TESTABLE=1, which opens it to `@testable`: what
# continuous integration has the time for. Without it tests are built for debugging.
RELEASE := -c release $(if $(FUNDCAST_TESTABLE),-Xswiftc -enable-testing)
BUILD  := swift build $(RELEASE) --product fundcast
# Notebooks are written by this program; naming another one leaves the build alone.
NOTEBOOKS := $(CURDIR)/.build-notebooks
ifndef FUNDCAST
FUNDCAST  := .build/release/fundcast
PROGRAM   := build
endif

.PHONY: run test test-portable build setup lint goldens keys docs docs-symbols notebooks notebooks-environment test-notebooks \
	test-schemas fuzz bench microbench clean

run: build
	.build/release/fundcast run $(PLACE) --output $(OUTPUT)

test: setup lint
	swift test $(if $(FUNDCAST_TESTABLE),$(RELEASE))

build: setup
	$(BUILD)

setup:
	@.ci/setup

lint: setup
	swift format lint --strict --recursive Package.swift Sources Tests benchmarks/Package.swift benchmarks/Sources benchmarks/Benchmarks

# The numerical tests on the forms that run on every processor, built apart: what an aarch64 machine computes with.
test-portable: setup
	FUNDCAST_PORTABLE=1 swift test --scratch-path .build-portable \
	  --filter 'ArraysTests|DemographyTests|SchemeModelTests|StochasticsTests'

# Says what moved in the shipped places and their reforms, by how much and where, and writes their expected results anew; review
# both before committing. With WHOLE=FOLDER it only writes every value of all years there, to compare two commits.
goldens: setup
	FUNDCAST_WRITE_GOLDENS=1 FUNDCAST_WHOLE_GOLDENS=$(abspath $(WHOLE)) swift test --filter GoldenTests

# Writes the article on the keys of files anew, from the shapes that files are read by.
keys: setup
	FUNDCAST_WRITE_KEYS=1 swift test --filter KeysArticleTests

# The articles as pages to browse, in seconds and without a build; docs-symbols adds the public functions of all modules.
docs:
	@.ci/docs

docs-symbols: setup
	@.ci/docs symbols

# Writes notebooks-export/ anew: the notebooks of all shipped places, executed, and the picture of README.md.
notebooks: $(PROGRAM) notebooks-environment
	FUNDCAST=$(FUNDCAST) MPLCONFIGDIR=$(NOTEBOOKS)/matplotlib $(NOTEBOOKS)/bin/python Tests/Notebooks/export.py

# Runs the notebooks of all shipped places, compares what they show with the tables and names stale ones in notebooks-export/.
test-notebooks: $(PROGRAM) notebooks-environment
	FUNDCAST=$(FUNDCAST) MPLCONFIGDIR=$(NOTEBOOKS)/matplotlib $(NOTEBOOKS)/bin/python Tests/Notebooks/test_notebooks.py

# Compares what `fundcast schema` prints with every shipped file, by a validator that is not ours.
test-schemas: $(PROGRAM) notebooks-environment
	$(NOTEBOOKS)/bin/python Tests/Schemas/check_schemas.py $(FUNDCAST)

notebooks-environment:
	@.ci/setup notebooks
	@sh Tests/Notebooks/environment.sh $(NOTEBOOKS)

# Hostile inputs for a minute; what is found becomes a regression test in Tests/InputFilesTests/Fixtures.
SECONDS ?= 60
SEED    ?= 1
fuzz: setup
	swift run $(RELEASE) fuzz --seconds $(SECONDS) --seed $(SEED)

# Times what users run beside the machine's own rates; writes benchmarks/RESULTS.md.
bench: build
	swift build -c release --package-path benchmarks --product machine
	python3 benchmarks/bench.py

# Times the kernels one by one, per unit of their work, and questions to a session.
microbench: setup
	swift package --package-path benchmarks benchmark --no-progress --scale

clean:
	rm -rf .build out
