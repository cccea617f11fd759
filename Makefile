# Each target makes what it needs: a .venv with the versions pinned in constraints.txt.
PYTHON ?= python3
BIN := .venv/bin
MADE := .venv/.made
WORKERS ?= 2

.PHONY: help demo test quick lint format docs golden cassettes runs fit bench mutants eval constraints clean

help:
	@echo "make demo         write a starter from examples/stripe-to-xero and run its own tests"
	@echo "make test         all tests"
	@echo "make quick        the tests without the slow ones"
	@echo "make lint         formatter, linter, types, import floors"
	@echo "make docs         write docs/RULES.md and the golden reports of the check anew"
	@echo "make golden       write generated/ anew from examples/; review the difference like code"
	@echo "make cassettes    record the designs by Claude anew: live where a credential is, else from kept replies (HOW=--scripted)"
	@echo "make runs         the generated repositories' own tests, linters and type checks"
	@echo "make fit          fit the matcher's numbers on the cases, where a corpus is"
	@echo "make bench        speed and matching figures, side by side"
	@echo "make mutants      plant defects in good designs and count which of them the check finds"
	@echo "make eval         have each planner design the cases, and score the designs side by side"
	@echo "make constraints  renew constraints.txt"

$(MADE): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev --editable ".[fast-yaml]"
	@touch $@

demo: $(MADE)
	rm -rf generated/demo
	$(BIN)/design --from examples/stripe-to-xero/brief.md --planner offline --out generated/demo
	$(MAKE) --no-print-directory -C generated/demo test PYTHON=$(abspath $(BIN))/python

test: $(MADE)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

quick: $(MADE)
	$(BIN)/python -m pytest -n $(WORKERS) -m "not runs and not terminal and not corpus"

lint: $(MADE)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(MADE)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: $(MADE)
	$(BIN)/python tests/golden/check_outputs.py

golden: $(MADE)
	$(BIN)/python tests/golden/regenerate.py

cassettes: $(MADE)
	$(BIN)/python -m tests.cassettes.record $(HOW)

runs: $(MADE)
	$(BIN)/python -m pytest -n $(WORKERS) -m runs

fit: $(MADE)
	$(BIN)/python bench/matching/fit.py --write
	$(BIN)/python bench/matching/fit_operations.py --write

bench: $(MADE)
	$(BIN)/python bench/run.py

mutants: $(MADE)
	$(BIN)/python bench/mutants

eval: $(MADE)
	$(BIN)/python bench/evaluation

constraints: $(MADE)
	@{ head -n 1 constraints.txt; $(BIN)/python -m pip freeze --exclude-editable; } > constraints.new
	@mv constraints.new constraints.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
