PYTHON ?= python3
PORT ?= 8501

# Compiled modules are kept: the tests start the app and its commands many times.
export PYTHONDONTWRITEBYTECODE :=

VENV := .venv
BIN := $(VENV)/bin/python
RUNNING := $(VENV)/running
TESTING := $(VENV)/testing
LOCALES := data/locales
CATALOGUES := $(wildcard $(LOCALES)/*/LC_MESSAGES/policypulse.po)
# A browser mostly waits: three work abreast on two cores. The slowest come first, so that all end together.
ABREAST := -n 3 --dist loadfile --no-loadscope-reorder
SLOW_FIRST := tests/browser tests/pages tests/metrics tests
PIP := $(BIN) -m pip install --quiet --disable-pip-version-check

.PHONY: help run test coverage test-fast long lint catalogue format browser screenshots pictures messages pollock bench property calibrate clean distclean

help:
	@echo "make run        start PolicyPulse on http://127.0.0.1:$(PORT) (another port: make run PORT=8600)"
	@echo "make test       run the checks and the tests, those in a real browser too"
	@echo "make test-fast  run the tests that need no browser"
	@echo "make long       run the tests that take too long for make test, which has a short version of each"
	@echo "make coverage   run the tests and tell which lines none of them reaches"
	@echo "make lint       check style and types"
	@echo "make format     lay out the source"
	@echo "make screenshots  take pictures of every page into ./screenshots, in each language, light and dark, wide and"
	@echo "                  as a phone has them (fewer: make screenshots ONLY='--language ru --width 390 --page trend')"
	@echo "make pictures   take the pictures of the README anew"
	@echo "make bench      time how large files are read, how fast all KPIs are told, and how fast a trend is drawn anew"
	@echo "make property   compute every KPI a second time for 500 random companies, and try every rule on 500 random cases"
	@echo "make pollock    score the reading of text files on real ones, which lie in ../shared"
	@echo "make calibrate  count false verdicts where nothing changed, by simulation; takes minutes"
	@echo "make messages   collect the words to translate, for the catalogues in $(LOCALES)"
	@echo "make clean      take away what tests leave; make distclean: the environment as well"

run: $(RUNNING)
	$(BIN) -m streamlit run app.py --server.headless=true --server.address=127.0.0.1 --server.port=$(PORT)

test: lint browser
	$(BIN) -m pytest $(ABREAST) $(SLOW_FIRST)

coverage: browser
	$(BIN) -m pytest $(ABREAST) $(SLOW_FIRST) --cov --cov-report=term

test-fast: $(TESTING)
	$(BIN) -m pytest $(ABREAST) $(SLOW_FIRST) --ignore=tests/browser

long: browser
	$(BIN) -m pytest -n 2 -m long tests

lint: $(TESTING)
	$(BIN) -m ruff check .
	$(BIN) -m ruff format --check .
	$(BIN) -m pyright

catalogue: $(TESTING)
	$(BIN) -m pytest -q tests/test_language.py

format: $(TESTING)
	$(BIN) -m ruff check --fix .
	$(BIN) -m ruff format .

browser: $(TESTING)
	@$(BIN) tests/browser/chromium.py

screenshots: browser
	$(BIN) -m tests.browser.screenshots screenshots $(ONLY)

pictures: browser
	$(BIN) -m tests.browser.screenshots docs --first-screen --language en --width 1440 --page overview

messages: $(TESTING)
	$(BIN) -m tests.messages
ifneq ($(CATALOGUES),)
	$(BIN) -m babel.messages.frontend update --domain policypulse --input-file $(LOCALES)/policypulse.pot \
		--output-dir $(LOCALES) --no-fuzzy-matching --ignore-pot-creation-date
	$(BIN) -m babel.messages.frontend compile --domain policypulse --directory $(LOCALES)
endif

bench: $(TESTING)
	$(BIN) -m tests.benchmarks.scanning
	$(BIN) -m tests.benchmarks.rerunning
	$(BIN) -m tests.benchmarks.reading

property: $(TESTING)
	POLICYPULSE_COMPANIES=500 POLICYPULSE_REPORTS=100 POLICYPULSE_EXAMPLES=500 $(BIN) -m pytest -q -n 2 -m hypothesis tests

pollock: $(TESTING)
	$(BIN) -m tests.benchmarks.pollock

# The matrices are small: threads of their own would only get in each other's way.
calibrate: $(TESTING)
	OPENBLAS_NUM_THREADS=1 $(BIN) -m tests.benchmarks.calibration

clean:
	rm -rf .pytest_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov
	find app.py data metrics pages tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)

$(RUNNING): requirements.txt
	@PYTHON=$(PYTHON) .ci/environment
	@echo "Installing what running needs; the first time takes some minutes."
	@$(PIP) -r requirements.txt
	@touch $@

$(TESTING): requirements-dev.txt $(RUNNING)
	@echo "Installing what testing needs."
	@$(PIP) -r requirements-dev.txt
	@$(BIN) -m playwright --version >/dev/null 2>&1 || .ci/install-package libatomic1 || { \
		echo "The tests' browser driver doesn't start. On Debian: sudo apt install libatomic1" >&2; exit 1; }
	@touch $@
