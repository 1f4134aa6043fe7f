# Every target makes its own .venv first, so each works alone on a fresh clone.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

# JupyterLab refuses to run as root, as one is in a container, unless told that it may.
AS_ROOT = $(if $(filter 0,$(shell id -u)),--allow-root)

new_enough = $(shell $(PYTHON) -c 'import sys; print(sys.version_info >= (3, 11))' 2>&1 || true)
found = $(shell $(PYTHON) --version 2>&1 || true)
too_old = prepkit needs Python 3.11 or newer, and '$(PYTHON) --version' says '$(found)'; \
	install one, or name the one to use: make PYTHON=python3.12

.DEFAULT_GOAL := help
.PHONY: help setup run test lint lab notebooks bench

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## make .venv and install prepkit with its tools in it

run: $(STAMP) ## the main job: fetch the sources, check the notes, draft the answer
	@$(BIN)/prepkit run

test: $(STAMP) ## run all tests, and the notebooks against their committed outputs
	@$(BIN)/python -m pytest -q --nbval --nbval-current-env tests notebooks

lint: $(STAMP) ## check style and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

lab: $(STAMP) ## open the notebooks in JupyterLab
	@$(BIN)/jupyter-lab $(AS_ROOT) $(ARGS) --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb

notebooks: $(STAMP) ## run the notebooks again; keep their outputs, key figures and verdicts
	@$(BIN)/prepkit run --offline --update

bench: $(STAMP) ## measure how long a check of edited notes takes, beside `import pandas`
	@$(BIN)/python benchmarks/warm_check.py

# Compiled bytecode halves the time of the notebook tests: each kernel imports everything anew.
$(STAMP): pyproject.toml constraints.txt
	$(if $(filter True,$(new_enough)),,$(error $(too_old)))
	@echo "Making .venv with $(found); this takes about half a minute the first time."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -e '.[dev]' -c constraints.txt
	@$(BIN)/python -m compileall -q prepkit
	@touch $@
