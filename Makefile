# Two commands matter: `make demo` and `make test`. Neither needs root, a server or a browser.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help demo run test check bench bench-reading setup setup-dev lock manuals

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

demo: setup ## set everything up, load both districts from their documents, serve on 127.0.0.1 (PORT=8000)
	@$(MANAGE) prepare_demo
	@$(MANAGE) load_demo
	@$(MAKE) --no-print-directory run

run: ## serve what is there on 127.0.0.1 (PORT=8000)
	@$(MANAGE) check --database default
	@echo "在浏览器打开 http://127.0.0.1:$(PORT)/ （按 Ctrl+C 停止）"
	@PORTAL_BASE_URL=$${PORTAL_BASE_URL:-http://127.0.0.1:$(PORT)} $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) \
		--workers 1 --blocking-threads 16 --no-access-log config.wsgi:application

test: setup-dev ## every test that can run here; what needs PostgreSQL or Chromium says so where it cannot
	@$(BIN)/python tests/run.py

check: setup-dev ## ruff, djlint, mypy, import-linter, bandit, migrations, deployment check
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/mypy documents look accounts projects progress notices objections publicity intake ops config
	@$(BIN)/lint-imports
	@$(BIN)/python tests/bandit_looks.py
	@$(MANAGE) makemigrations --check --dry-run
	@PORTAL_MODE=production PORTAL_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
		PORTAL_FIELD_KEYS="$$($(BIN)/python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())')" \
		PORTAL_HOSTS=portal.example PORTAL_BASE_URL=https://portal.example DATABASE_URL=sqlite:///var/check.sqlite3 \
		$(MANAGE) check --deploy --fail-level WARNING

bench: setup-dev ## measure against named peers (minutes); figures go to bench/README.md
	@$(BIN)/python bench/run.py

bench-reading: setup-dev ## recall and precision of the reader on its gold tables
	@$(BIN)/python bench/reading.py

setup: $(VENV)/prod.stamp

setup-dev: $(VENV)/dev.stamp

$(BIN)/python:
	@echo "建立运行环境 .venv ……"
	@$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/prod.stamp: requirements/prod.txt | $(BIN)/python
	@echo "安装依赖（按校验值锁定）……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r requirements/prod.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/prod.stamp | $(BIN)/python
	@echo "安装测试和检查工具……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r requirements/dev.txt
	@touch $@

lock: ## pin the dependencies anew (needs uv)
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header requirements/prod.in -o requirements/prod.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header -c requirements/prod.txt requirements/dev.in -o requirements/dev.txt

manuals: setup-dev ## take the manuals' pictures anew from the running portal (needs Chromium)
	@$(BIN)/python bench/public_screenshots.py && $(BIN)/python bench/screenshots.py \
		&& $(BIN)/python bench/objection_screenshots.py && $(BIN)/python bench/desk_screenshots.py
