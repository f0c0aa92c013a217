# Everything starts here. Needs only make, git and Python 3.11 or newer: each target sets up its own environment
# in $(VENV), once, from the locked and hashed requirements.
#
#   make demo     the whole bot on this machine: no token, no account; only the first set-up needs the network
#   make run      the real bot (needs BOT_TOKEN)
#   make test     what CI runs: style, types, architecture, tests
#   make picture  play two minutes of the demo in a browser, for docs/chat.png (needs Debian's chromium)
#   make soak     a long day in the playground, with crashes
#   make bench    speed and memory beside floors measured in the same run (ONLY=taps, QUICK=1, WRITE=1)
#   make audit    known vulnerabilities in the locked packages, and a bill of materials
#   make lint     the quick part of `make test`
#   make lock     renew the locked requirements
#   make clean    remove the environment and every cache
#
# PYTHON=python3.12 chooses another Python, VENV=/elsewhere another place, JOBS=2 fewer tests side by side (they mostly wait).

PYTHON ?= python3
VENV ?= .venv
JOBS ?= 3
UV_VERSION := 0.13.9

BIN := $(VENV)/bin
CREATED := $(VENV)/.created
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
# A floor of the benchmarks, apart from ours because it wants another pydantic.
AIOGRAM_VENV := $(VENV)-aiogram
AIOGRAM := $(AIOGRAM_VENV)/.installed
PIP := $(BIN)/python -m pip install -qq --no-compile --disable-pip-version-check --no-input
EDITABLE := $(PIP) --no-index --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo run test picture soak bench audit lint lock clean

help:
	@sed -n 's/^#   make/make/p' Makefile

demo: $(RUNTIME)
	@$(BIN)/python -m playground

run: $(RUNTIME)
	@$(BIN)/find-your-active run

test: lint
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

picture: $(DEV)
	@$(BIN)/python -m playground.picture docs/chat.png

soak: $(DEV)
	$(BIN)/python -m playground.soak

bench: $(DEV)
	@$(MAKE) --silent $(AIOGRAM) || \
		{ rm -rf $(AIOGRAM_VENV); echo "aiogram could not be installed; its floor is left out."; }
	@AIOGRAM_PYTHON="$(AIOGRAM_VENV)/bin/python" $(BIN)/python -m benchmarks

# --strict, because otherwise pip-audit finds no vulnerabilities in packages that it could not look up.
# requirements-dev.lock holds what requirements.lock holds, and more.
audit: $(DEV)
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements.lock --output-reproducible \
		--output-file build/bill-of-materials.json
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement requirements-dev.lock

# One lock for every platform and every Python from 3.11 on; the developers' lock holds the same versions and more.
# --no-config and no index options: nothing of the machine that makes the lock is written into it.
LOCK := $(BIN)/uv pip compile pyproject.toml --no-config --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links --quiet --upgrade

lock: $(CREATED)
	@echo "Resolving the newest allowed versions ..."
	@$(PIP) uv==$(UV_VERSION)
	@$(LOCK) --extra build --output-file requirements.lock
	@$(LOCK) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	@if grep -nE '://|^-|^ */' requirements.lock requirements-dev.lock; then \
		echo "A lock names a place: see above."; exit 1; fi
	@git diff --stat -- requirements.lock requirements-dev.lock || true

clean:
	rm -rf $(VENV) $(AIOGRAM_VENV) build dist find_your_active.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# ---- the environment; an empty file remembers each step, so that it is done once and again when its lock changes

$(CREATED):
	@command -v $(PYTHON) >/dev/null || { \
		echo "This needs Python 3.11 or newer, and there is no '$(PYTHON)' here."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)."; \
		echo "With a newer one beside it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "This Python cannot make virtual environments (venv or ensurepip is missing)."; \
		echo "On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Making a virtual environment in $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv "$(VENV)"
	@touch $@

$(RUNTIME): requirements.lock pyproject.toml | $(CREATED)
	@echo "Installing $$(grep -c '==' requirements.lock) packages, about half a minute, only this once ..."
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(EDITABLE)
	@touch $@

$(DEV): requirements-dev.lock requirements.lock pyproject.toml | $(CREATED)
	@echo "Installing $$(grep -c '==' requirements-dev.lock) packages with the developers' tools," \
		"about a minute, only this once ..."
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@$(EDITABLE)
	@touch $(RUNTIME) $@

$(AIOGRAM): benchmarks/aiogram.lock | $(CREATED)
	@echo "Installing aiogram in $(AIOGRAM_VENV), for comparison, only this once ..."
	@$(PYTHON) -m venv "$(AIOGRAM_VENV)"
	@$(AIOGRAM_VENV)/bin/python -m pip install -qq --disable-pip-version-check --no-input \
		--require-hashes --requirement benchmarks/aiogram.lock
	@touch $@
