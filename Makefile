# `make` lists what can be made. Everything is made inside this folder: .venv/ holds the tools, build/
# the graph. Works with any make since 3.81 and any pip since 23.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input

# A stamp is newer than all it was made from, so that a second run has nothing to do.
INSTALLED := $(VENV)/installed
DEVELOPED := $(VENV)/developed
BUILT := build/current
SHARED ?= ../shared
GRAPH := $(shell find ontology data queries) $(shell find src -name '*.py')

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help answers install dev build test test-full lint tests tests-full format bench evaluate dist clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s  %s\n", $$1, $$2 }' Makefile

answers: $(BUILT) ## install, build the graph, and print five questions with their answers
	@$(BIN)/communique ask companies country=Denmark
	@echo
	@$(BIN)/communique ask signatories agreement="Hague Letter of Intent"
	@echo
	@$(BIN)/communique ask attendance event="DFNC1: Danish Edition"
	@echo
	@$(BIN)/communique ask commitments payer=Denmark
	@echo
	@$(BIN)/communique ask ministers country=Denmark on=2024-03-23

install: $(INSTALLED) ## make the environment with the command `communique` in it

dev: $(DEVELOPED) ## add what testing needs

build: $(BUILT) ## build the graph

test: lint tests ## check the code and run the tests, the long ones left out

test-full: lint tests-full ## check the code and run all tests

lint: $(DEVELOPED) ## ruff and mypy
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary

tests: $(DEVELOPED)
	@$(BIN)/python -m pytest --quiet -n auto

tests-full: $(DEVELOPED)
	@$(BIN)/python -m pytest --quiet -n auto -m "" --hypothesis-profile=full

format: $(DEVELOPED) ## bring code, ontology and data into their one form
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet
	@$(BIN)/communique fmt

bench: $(DEVELOPED) ## measure, and write the table in benchmarks/README.md
	@$(BIN)/python -m benchmarks $(BENCHMARK)

evaluate: $(INSTALLED) ## measure what is extracted from the documents in ../shared
	@$(BIN)/communique evaluate --texts $(SHARED)/documents --misses \
		--gold $(SHARED)/evaluation/gold-000.json --gold $(SHARED)/evaluation/gold-004.json

dist: $(DEVELOPED) ## make the wheel and the source archive in dist/
	@$(BIN)/python -m hatchling build -d dist

clean: ## take away all that was made
	@rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(BUILT): $(INSTALLED) $(GRAPH)
	@$(BIN)/communique build
	@touch $@

$(DEVELOPED): $(INSTALLED)
	@echo "Installing what testing needs …" >&2
	@$(BIN)/python -c "$$DEV_GROUP" > $(VENV)/dev.txt
	@$(PIP) install -r $(VENV)/dev.txt
	@touch $@

# The environment is made anew when its recipe changes, and also when the folder was moved: scripts
# and the editable install hold absolute paths.
$(INSTALLED): pyproject.toml
	@command -v "$(PYTHON)" > /dev/null || { echo "$$NO_PYTHON" >&2; exit 2; }
	@"$(PYTHON)" -c "$$CHECK_PYTHON"
	@echo "Installing communique in $(VENV)/ …" >&2
	@"$(PYTHON)" -m venv --clear $(VENV)
	@$(PIP) install --editable .
	@touch $@

ifneq ($(wildcard $(VENV)/bin/communique),)
ifeq ($(shell head -n 3 $(VENV)/bin/communique | grep -F '$(CURDIR)/$(VENV)/bin'),)
.PHONY: $(INSTALLED)
endif
endif

define NO_PYTHON
$(PYTHON): there is no such command.
  Install Python 3.11 or newer (Debian, Ubuntu: sudo apt install python3 python3-venv),
  or name the one you have: make PYTHON=/path/to/python3
endef

define CHECK_PYTHON
import sys

version = ".".join(map(str, sys.version_info[:2]))
if sys.version_info < (3, 11):
    sys.exit(
        "$(PYTHON): this is Python " + version + ", and 3.11 or newer is needed.\n"
        "  Name a newer one: make PYTHON=python3.12"
    )
try:
    import ensurepip, venv
except ImportError as error:
    sys.exit(
        "$(PYTHON): this Python has no module " + str(error.name) + ", which makes environments.\n"
        "  Install it (Debian, Ubuntu: sudo apt install python3-venv or python" + version + "-venv)."
    )
endef

define DEV_GROUP
import tomllib

with open("pyproject.toml", "rb") as file:
    print(*tomllib.load(file)["dependency-groups"]["dev"], sep="\n")
endef

export NO_PYTHON CHECK_PYTHON DEV_GROUP
