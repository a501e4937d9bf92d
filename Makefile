# Two commands matter: `make up` to use Zhigui, `make test` to check it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INPUT ?= examples/speeches
# Each process starts servers of its own; servers that are given to the tests have room for one.
TEST_PROCESSES ?= $(if $(ZHIGUI_TEST_NEO4J_URI)$(ZHIGUI_TEST_OPENSEARCH_URL),0,2)

.PHONY: up serve install dev test lint check lock screenshots clean help

help:  ## Say what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

up: $(VENV)/.installed  ## Set up, ingest INPUT (default: the samples), answer 值班要求, serve API and portal
	@$(BIN)/zhigui up "$(INPUT)"

install: $(VENV)/.installed  ## Only make the environment

dev: $(VENV)/.installed-dev  ## The environment with what tests and checks need

test: $(VENV)/.installed-dev  ## Run the tests
	$(BIN)/python -m pytest -n $(TEST_PROCESSES) --dist loadfile

lint: $(VENV)/.installed-dev  ## Style, types and the order of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test  ## All of it

lock: $(VENV)/.installed-dev  ## Pin all dependencies anew, with hashes
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra build pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra build --extra neo4j --extra opensearch -c requirements.txt pyproject.toml -o requirements-served.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra build --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

screenshots: $(VENV)/.installed-dev  ## Take the pictures of the README from the real portal
	$(BIN)/python -m docs.take_screenshots

clean:  ## Remove the environment and caches; the library in data/ stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更高版本，当前是 $$($(PYTHON) --version 2>&1)。可用 make PYTHON=python3.12 指定。"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "无法建立虚拟环境。Debian/Ubuntu 请先运行：apt install python3-venv"; rm -rf $(VENV); exit 1; }

# pip's resolver is off (--no-deps): the lock names every package with its hash.
$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@
