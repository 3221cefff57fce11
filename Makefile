# make run    install into .venv and show the committee in data/
# make test   install what the tests need, then lint, types, import contracts, generated files and tests
#             (git, ssh-keygen and gpg must be there: Debian: apt-get install git openssh-client gnupg)
# make bench  measure speed and memory against other programs (half an hour; scripts/bench.py --quick: two minutes, --part: one part)
# make browser  look at web pages in Chromium, which must be installed (Debian: apt-get install chromium)
# make fuzz   try the reader and the layout on many more made-up files
# make fix    format the code and bring generated files up to date

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test lint check-generated pytest browser fuzz bench fix lock clean

run: $(VENV)/run
	$(BIN)/du-cli status
	$(BIN)/du-cli check

test: lint check-generated pytest

lint: $(VENV)/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

check-generated: $(VENV)/test
	$(BIN)/python scripts/make_texts.py --check
	$(BIN)/python scripts/make_docs.py --check
	$(BIN)/du-cli schema check
	$(BIN)/python scripts/check_schemas.py data examples/data
	$(BIN)/du-cli fmt --check
	$(BIN)/du-cli check
	$(BIN)/du-cli --root examples check --strict --at 2024-06-14

pytest: $(VENV)/test
	$(BIN)/python -m pytest -n 2

# Needs a browser, so that it is not part of test: set CHROMIUM to its path when it is not called chromium.
browser: $(VENV)/browser
	$(BIN)/python -m pytest -n 2 tests/browser_pages.py

# The properties of reading, layout and random work, on ten times as many examples.
fuzz: $(VENV)/test
	DU_FUZZ=10 $(BIN)/python -m pytest -n 2 tests/test_yaml_reader.py tests/test_yaml_edit.py tests/test_yaml_layout.py tests/test_loading.py tests/test_privacy.py tests/test_random_work.py

bench: $(VENV)/test
	$(BIN)/python scripts/bench.py

fix: $(VENV)/test
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/python scripts/make_texts.py
	$(BIN)/du-cli schema write
	$(BIN)/python scripts/make_examples.py
	$(BIN)/python scripts/make_docs.py

# The locks hold versions and hashes, and name no package index.
lock: $(VENV)/test
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --group test -o requirements/test.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group browser --constraint requirements/test.txt -o requirements/browser.txt

$(VENV)/run: requirements/run.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "du-cli needs Python 3.11 or newer; set PYTHON=")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --editable .
	touch $@

$(VENV)/test: $(VENV)/run requirements/test.txt
	$(PIP) --require-hashes -r requirements/test.txt
	touch $@

$(VENV)/browser: $(VENV)/test requirements/browser.txt
	$(PIP) --require-hashes -r requirements/browser.txt
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
