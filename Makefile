# Everything a newcomer needs; `make help` lists it. Needs Python 3.11 or newer, make and nothing else.
PYTHON ?= python3
export ENV ?= development
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/development.txt
INSTALLED := $(VENV)/.installed
CHECKERS := node_modules/.installed

.PHONY: help run web worker test check bench bench-quick handbook lock clean
.DEFAULT_GOAL := help

help:  ## This list
	@sed -n 's/^\([a-z-]*\):.*##/\1:/p' Makefile

$(INSTALLED): $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON to one.")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@touch $@

# The Nu HTML checker. Without npm its tests are skipped, and say so.
$(CHECKERS): package-lock.json
	@if command -v npm >/dev/null; then \
	  npm ci --ignore-scripts --omit=optional --no-audit --no-fund --silent && touch $@; fi

run: $(INSTALLED)  ## Install, migrate, fill with the demo newsroom, serve at http://localhost:8000/
	@exec $(BIN)/python manage.py run

web: $(INSTALLED)  ## One web server, for installations on several hosts
	@exec $(BIN)/python manage.py run web

worker: $(INSTALLED)  ## The background workers
	@exec $(BIN)/python manage.py run worker

test: $(INSTALLED) $(CHECKERS)  ## Everything that passes before a change lands
	$(MAKE) check
	$(BIN)/python -m pytest

check: $(INSTALLED)  ## Lint, format, types, templates, migrations, deployment checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(find templates -name '*.html')
	$(BIN)/mypy .
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.safe_migrations
	ENV=production SECRET_KEY=$$(od -An -N40 -tx1 /dev/urandom | tr -d ' \n') ALLOWED_HOSTS=example.org \
	  DATABASE_URL=postgres:///unused RECAPTCHA_PUBLIC_KEY=unused RECAPTCHA_PRIVATE_KEY=unused \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: $(INSTALLED)  ## Measure the newspaper on a million articles; builds them first (docs/performance.md)
	@$(BIN)/python -m bench

bench-quick: $(INSTALLED)  ## The same with 50,000 articles, in three minutes
	@$(BIN)/python -m bench --quick

handbook: $(INSTALLED)  ## Draw the pictures of docs/desk.md and docs/pages/ anew
	$(BIN)/python -m tests.handbook

lock: $(INSTALLED)  ## Resolve the dependencies of pyproject.toml anew
	cd requirements && for extra in "-o production.txt" "--extra dev -c production.txt -o development.txt"; do \
	  ../$(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host $$extra ../pyproject.toml; done

clean:  ## Remove what was installed and made, the development database included
	rm -rf $(VENV) node_modules var .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
