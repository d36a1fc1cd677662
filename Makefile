# Parley's two commands are `make run` and `make test`; `make help` lists the others.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

SWIFT_FILES := Sources Tests Package.swift
RELEASE := swift build -c release -Xswiftc -cross-module-optimization --scratch-path .build-release

# A suite that runs apart from `make test` is one script, scripts/NAME.sh: it is a target from the day it
# is there, and its second line is its help. It builds what it needs itself.
SUITES := $(foreach suite,conformance api-fuzz crash fuzz sanitize mutate pages bench bench-scale,\
  $(if $(wildcard scripts/$(suite).sh),$(suite)))

.PHONY: help run test format lint build release shell-lint docker-lint policy-lint clean swift $(SUITES)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile
	@for suite in $(SUITES); do printf '  make %-13s %s\n' $$suite "$$(sed -n '2s/^# *//p' scripts/$$suite.sh)"; done

run: release ## build, then serve the demonstration on loopback (PORT=8080, DATA=data, CLOCK=manual)
	@exec scripts/run.sh

test: swift ## everything that must hold: format, scripts, Dockerfile, policies, every test
	@scripts/install.sh test
	@$(MAKE) lint shell-lint docker-lint policy-lint
	@scripts/test.sh

build: swift ## build for debugging, with the tests
	@scripts/install.sh build
	swift build --build-tests

# What is said while building goes to standard error: the first line of `make run` is for scripts.
release: swift ## build optimised, into .build-release
	@scripts/install.sh build >&2
	@$(RELEASE) --product parley >&2

format: swift ## put every Swift file in the house's format
	swift format --in-place --parallel --recursive $(SWIFT_FILES)

lint: swift ## say where a Swift file is not in the house's format
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)

shell-lint: ## check the shell scripts
	@scripts/tool.sh shellcheck --severity=warning .ci/run $(wildcard scripts/*.sh examples/*.sh)

docker-lint: ## check the Dockerfile
	@scripts/tool.sh hadolint Dockerfile

policy-lint: ## check config/policies against their schema
	@$(if $(wildcard config/policy.schema.json),scripts/tool.sh python scripts/check_policies.py,echo "No policy schema yet")

clean: ## remove what was built (never the data folder)
	rm -rf .build .build-release .venv

swift:
	@command -v swift >/dev/null || { printf '%s\n' \
	  'Swift 6.3 is missing. Install it with its own installer (https://www.swift.org/install/linux/):' '' \
	  '  curl -O https://download.swift.org/swiftly/linux/swiftly-$$(uname -m).tar.gz' \
	  '  tar zxf swiftly-$$(uname -m).tar.gz && ./swiftly init --quiet-shell-followup' \
	  '  . ~/.local/share/swiftly/env.sh && swiftly install 6.3' '' \
	  'then type the same make command again.' >&2; exit 1; }

$(SUITES): swift
	@scripts/$@.sh
