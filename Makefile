# Octavo's commands. `make run` and `make test` are all a newcomer needs: each makes what it needs first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DATA   ?= evaluation/data
NPM    ?= $(HOME)/.cache/octavo/npm

.PHONY: run test lint types evaluate bench lighthouse catalogues lock clean help

help:           ## What there is
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# Stamps: the environment is made again only when a lock file changes.
$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Octavo needs Python 3.11 or newer: make run PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

run: $(VENV)/.run         ## Set up and start Octavo; prints where to open it
	@$(BIN)/octavo run

test: $(VENV)/.test       ## Set up and run everything: lint, types, import rules, tests, coverage
	@$(BIN)/python tests/run.py

lint: $(VENV)/.test       ## Style, types and import rules only
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-cache

evaluate: $(VENV)/.test   ## Measure quality: make evaluate DATA=DIR
	@$(BIN)/python -m evaluation $(DATA)

bench: $(VENV)/.test      ## Measure speed and memory, as ratios in one run
	@DATA=$(DATA) $(BIN)/python -m benchmarks

catalogues: $(VENV)/.test ## Bring the catalogues of the interface's languages up to date, and say what is left to translate
	@$(BIN)/python -m translation $(LANGUAGE)

lighthouse: $(VENV)/.test ## Score pages of the sample newsroom with Lighthouse, which npm puts in NPM
	@$(BIN)/python -m evaluation.lighthouse $(NPM)

lock: $(VENV)/.test       ## Make the lock files anew
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --strip-extras \
	  pyproject.toml --group build -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --strip-extras \
	  pyproject.toml --group dev --group bench -c requirements.txt -o requirements-dev.txt

clean:          ## Remove what the other commands made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
