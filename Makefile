# Two commands do everything on a bare Debian 12 (git, make, root): `make run` and `make test`.
# The rest is for those who work on Guildhall. `make help` lists all.
MAKEFLAGS += --no-print-directory
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

DATA ?= data
FUZZ_SECONDS ?= 60
SHOTS ?= build/screenshots

.PHONY: help run test build bench screenshots asan tsan fuzz format tidy lint docs-check web-api clean packages packages-all

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: build ## build and start with a demo company in ./data
	@build/guildhall serve --demo --data $(DATA)

test: packages-all ## build and run everything; the last line counts
	@tools/test

build: packages ## build build/guildhall and all tests
	@cmake --preset release
	@cmake --build --preset release --parallel $$(nproc)

bench: packages-all ## measure beside references in one run (BENCH="--quick --only list" for less)
	@cmake --preset release
	@GUILDHALL_POSTGRES_FSYNC=on tools/with-postgres bench/run $(BENCH)

screenshots: packages-all build ## pictures of every screen in build/screenshots (SHOTS=folder for another)
	@npm ci --prefix tests/browser --no-audit --no-fund --prefer-offline --loglevel=error
	@node tests/browser/screenshots.mjs build $(SHOTS)

asan: packages-all ## all tests under AddressSanitizer and UndefinedBehaviorSanitizer
	@tools/test --only asan

tsan: packages-all ## the threaded modules under ThreadSanitizer
	@tools/test --only tsan

fuzz: packages-all ## every fuzz target for FUZZ_SECONDS (60)
	@tools/test --only fuzz --fuzz-seconds $(FUZZ_SECONDS)

web-api: build ## write web/openapi.json, from which the web app's client is generated
	@build/guildhall openapi | python3 -m json.tool --no-ensure-ascii --indent 1 > web/openapi.json.part && mv web/openapi.json.part web/openapi.json

format: packages-all ## format all C++ files
	@tools/format

tidy: ## the rules of the house
	@tools/tidy --self-test
	@tools/tidy

lint: packages-all ## clang-tidy over the files changed against main (LINT=all for every file)
	@cmake --preset asan -B build-lint -DGUILDHALL_UNITY=OFF -DGUILDHALL_PRELUDE=OFF >/dev/null
	@tools/lint $(LINT)

docs-check: ## links, quoted code, the table of features
	@tools/docs-check --self-test
	@tools/docs-check

clean: ## remove what was built; ./data stays
	rm -rf build build-*

packages:
	@tools/install-packages build run

packages-all:
	@tools/install-packages
