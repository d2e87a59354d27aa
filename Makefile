# Two commands for newcomers: `make demo` and `make test`. The rest is for those who change the code.
# Everything is installed from hash-locked requirements into .venv; nothing else of the machine is touched.

PYTHON ?= python3
BIN := .venv/bin
RUN := unset UV_CACHE_DIR VIRTUAL_ENV;

.PHONY: demo test check fix messages screenshots bench lock clean

demo: .venv/base
	$(BIN)/thongsuot demo

test: .venv/dev
	$(BIN)/pytest -n 2 --dist loadgroup

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy thongsuot
	$(BIN)/djlint --lint --quiet thongsuot/interfaces/web/templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m scripts.permissions --check
	$(BIN)/python -m scripts.messages --check

fix: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/dev
	$(BIN)/python -m scripts.messages

screenshots: .venv/dev
	$(BIN)/python -m scripts.screenshots

bench: .venv/dev
	$(BIN)/python -m bench

lock: .venv/dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 requirements/dev.in requirements/bootstrap.in -o .venv/all.txt
	for set in bootstrap base dev; do \
	  $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	    --no-emit-index-url -c .venv/all.txt requirements/$$set.in -o requirements/$$set.txt; \
	done

clean:
	for home in var var/demo var/test; do if [ -d $$home ]; then THONGSUOT_HOME=$$home $(BIN)/thongsuot stop; fi; done
	rm -rf .venv var

.venv/bootstrap: requirements/bootstrap.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(RUN) $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	touch $@

.venv/base: .venv/bootstrap requirements/base.txt pyproject.toml
	$(RUN) $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/base.txt
	$(RUN) $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev: .venv/base requirements/dev.txt
	$(RUN) $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	touch $@
