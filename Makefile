# Everything a user does with the workbook. `make help` lists it.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# Processes of `make test`. The tests of a folder stay in one: see tests/conftest.py.
JOBS ?= 2

# uv is taken from the PATH, or put into .venv.
UV = $(or $(shell command -v uv 2>/dev/null),$(BIN)/uv)
# Compiled at once: else every notebook's first imports would wait for it.
INSTALL = $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help install run lab test doctor stop reset lint define pins clean

help: ## List what there is.
	@echo "make TARGET, where TARGET is one of:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-9s %s\n", $$1, $$2 }' Makefile
	@echo "PYTHON=python3.12 chooses another Python (3.11 to 3.13)."

install: $(VENV)/.workbook ## Make .venv with everything that the notebooks need.

run: $(VENV)/.workbook ## Run the whole path, notebooks 00 to 07. ARGS="--size medium" passes options.
	@$(BIN)/pikku run $(ARGS)

lab: $(VENV)/.workbook ## Open the notebooks in JupyterLab. ARGS="--no-browser --port 9000" passes options.
	@$(BIN)/jupyter lab $(ARGS) notebooks

test: $(VENV)/.test ## Run all tests in two processes, 8 GB; JOBS=1 takes one, 4 GB. ARGS="tests/load -x" passes options to pytest.
	@$(BIN)/python -m pytest $(if $(filter-out 1,$(JOBS)),-n $(JOBS)) $(ARGS)

doctor: $(VENV)/.workbook ## Examine this machine for what would stop the platform.
	@$(BIN)/pikku doctor

stop: $(VENV)/.workbook ## Stop the servers of the workspace; the data stays.
	@$(BIN)/pikku stop

reset: $(VENV)/.workbook ## Empty the workspace.
	@$(BIN)/pikku reset

lint: $(VENV)/.dev ## Check the style of the code.
	@$(BIN)/ruff check lib tests && $(BIN)/ruff format --check lib tests

define: $(VENV)/.workbook ## Write again what is derived from the catalogue.
	@$(BIN)/pikku define

pins: $(BIN)/python ## Choose newer releases of all packages, for the maintainers.
	@$(if $(wildcard $(UV)),,$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt)
	@UV="$(UV)" $(BIN)/python requirements/pins.py $(ARGS)

clean: ## Delete .venv and what tools leave behind; the workspace stays.
	@test ! -x $(BIN)/pikku || $(BIN)/pikku stop
	@rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis lib/pikku.egg-info build dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { \
	  echo "$(PYTHON) is no Python 3.11, 3.12 or 3.13."; \
	  echo "Install one and name it: make run PYTHON=python3.12"; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "$(PYTHON) can't make virtual environments."; \
	  echo "On Debian and Ubuntu: apt install python3-venv. Then run this again."; \
	  rm -rf $(VENV); exit 1; }

# Installed once; again when the pins change.
$(VENV)/.%: requirements/%.txt pyproject.toml | $(BIN)/python
	@test -x "$(UV)" || $(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt
	@echo "Installing the packages of requirements/$*.txt: up to 1 GB, a minute or a few ..."
	@$(INSTALL) --require-hashes -r requirements/$*.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q lib
	@touch $@
