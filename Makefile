# Everything a person does with this project. `make` alone prints this list.
# A machine needs Python 3.11 or newer, make and git; uv is used where it is there.

.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
MAKE_VENV = uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
INSTALL = uv pip install --quiet --python $(BIN)/python
else
MAKE_VENV = $(PYTHON) -m venv $(VENV)
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: help setup demo test soak check fix story lock migrate

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Two stamps: what runs the bot, and what a developer needs besides. The project itself goes in last.
$(VENV)/installed: requirements.lock pyproject.toml
	$(MAKE_VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/developing: requirements-dev.lock $(VENV)/installed
	$(INSTALL) --require-hashes -r requirements-dev.lock
	touch $@

setup: $(VENV)/developing ## make .venv with everything a developer needs

demo: $(VENV)/installed ## open the practice town at http://127.0.0.1:8765/
	@$(BIN)/kyoten demo

test: setup check ## all of check, then every suite (a browser is installed where one may)
	sh tests/browser.sh
	$(BIN)/python -m pytest -n 3 --dist worksteal

soak: setup ## cards on a phone, stories on PostgreSQL, kills, controls, thousands of nights
	$(BIN)/python -m pytest -n 3 --timeout 1800 -m soak
	$(BIN)/python -m pytest -n 3 --timeout 1800 --hypothesis-profile=soak tests/decide tests/storage

check: $(VENV)/developing ## format, lint, types, import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/developing ## format and mend what a tool can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

story: $(VENV)/developing ## the stories whose name holds k, as in make story k=silence
	$(BIN)/python -m pytest tests/town -k "$(k)"

migrate: $(VENV)/installed ## bring the database of .env to this release's schema
	$(BIN)/kyoten migrate

lock: ## renew both lock files (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --upgrade \
	  --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  --constraint requirements.lock --extra build --extra dev pyproject.toml -o requirements-dev.lock
