# make run    set up and serve the explorer with its data
# make test   everything that is checked, against the built wheel
.PHONY: run test coverage check bench docs lock messages screenshots clean
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
WHEEL := build/wheel
SOURCES := $(shell find explorer ontology data queries -type f -not -name '*.mo' -not -path '*/__pycache__/*') pyproject.toml hatch_build.py README.md LICENSE
CATALOGUES := $(wildcard explorer/web/translations/*/LC_MESSAGES/*.po)

run: $(BIN)/.run
	$(BIN)/explorer serve

test:
	$(MAKE) --no-print-directory -j 2 -O check $(WHEEL)/.built chromium clients comunica
	PYTHONPATH=$(CURDIR)/$(WHEEL) $(BIN)/python -P -m pytest -n auto --dist worksteal

# the same, and which branches it never takes; it takes a third longer
coverage: $(BIN)/.dev $(WHEEL)/.built chromium clients comunica
	PYTHONPATH=$(CURDIR)/$(WHEEL) $(BIN)/python -P -m pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered

# what the tests prove from recorded answers, against the live services: needs a network
.PHONY: test-live
test-live: $(BIN)/.run
	$(BIN)/python tests/live.py

.PHONY: style types facts
check: style types facts

style: $(BIN)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BIN)/.dev
	$(BIN)/mypy

facts: $(BIN)/.dev java
	$(BIN)/explorer check --reason

bench: $(BIN)/.dev
	$(BIN)/python -m benchmarks

# the documentation, into build/docs; a warning is an error
docs: $(BIN)/.dev
	$(BIN)/sphinx-build -q -E -W --keep-going -n -j auto docs build/docs

# the hashed lock files that everything is installed from; they name no host
lock: $(BIN)/.dev
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe --no-header -o requirements.txt --extra build pyproject.toml
	$(BIN)/pip-compile -q --no-strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe --no-header -o requirements-dev.txt --extra build --extra dev -c requirements.txt pyproject.toml

# brings the catalogues up to date with the texts in the program
messages: $(BIN)/.dev
	$(BIN)/pybabel -q extract -F babel.cfg -k NotFound:1 -k ChoiceError:1 -k ParameterError:1 -k Overrun:1 -k QueryRefused:1 -k ServiceFailed:1 -k translatable -k marked --no-location --sort-output -o build/messages.pot .
	$(BIN)/pybabel -q update -i build/messages.pot -d explorer/web/translations --no-wrap --ignore-obsolete --ignore-pot-creation-date --no-fuzzy-matching

# runs the notebooks and saves what they give
.PHONY: notebooks
notebooks: $(BIN)/.dev java
	$(BIN)/python tests/executed.py

screenshots: $(BIN)/.dev chromium
	$(BIN)/python docs/screenshots.py

clean:
	rm -rf .venv build dist tests/comunica/node_modules

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed; set PYTHON=/path/to/it.'; exit 1; }
	$(PYTHON) -m venv .venv

$(BIN)/.run: $(BIN)/python requirements.txt pyproject.toml hatch_build.py $(CATALOGUES)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

$(BIN)/.dev: $(BIN)/python requirements-dev.txt pyproject.toml hatch_build.py $(CATALOGUES)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

# the wheel as a user gets it; the tests import the package from here
$(WHEEL)/.built: $(BIN)/.dev $(SOURCES)
	rm -rf $(WHEEL) build/dist
	$(BIN)/python -m build -q --wheel --no-isolation --outdir build/dist .
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --target $(WHEEL) build/dist/*.whl
	touch $@

# the headless shell where Debian has it: half the work of a whole Chromium; apt is asked by one at a time
.PHONY: chromium
chromium: | java
	@command -v chromium-headless-shell >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell fonts-noto-core >/dev/null; } || { \
	  for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	  echo 'The browser tests need Chromium: install it (Debian: sudo apt install chromium-headless-shell).'; exit 1; }

# programs of others that read what the site says to machines
.PHONY: clients
clients: | chromium
	@command -v rapper >/dev/null && command -v roqet >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq raptor2-utils rasqal-utils >/dev/null; \
	  else echo 'The tests of linked data need rapper and roqet: install them (Debian: sudo apt install raptor2-utils rasqal-utils).'; exit 1; fi; }

.PHONY: java
java:
	@command -v java >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq default-jre-headless >/dev/null; \
	  else echo 'Reasoning over the graph needs Java: install it (Debian: sudo apt install default-jre-headless).'; exit 1; fi; }

# tables and their works through LaTeX itself, which installs some 300 MB of TeX
.PHONY: tex
tex: $(BIN)/.dev
	@command -v pdflatex >/dev/null && command -v lualatex >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends texlive-latex-recommended texlive-luatex texlive-lang-other lmodern >/dev/null; \
	  else echo 'This needs LaTeX: install it (Debian: sudo apt install texlive-latex-recommended texlive-luatex texlive-lang-other lmodern).'; exit 1; fi; }
	$(BIN)/python -m pytest -q tests/typeset.py

# a second SPARQL engine, which the tests hold the answers against
.PHONY: comunica
comunica: tests/comunica/node_modules/.package-lock.json

tests/comunica/node_modules/.package-lock.json: tests/comunica/package-lock.json
	@command -v npm >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >/dev/null; \
	  else echo 'The tests over a second engine need Node.js and npm: install them (Debian: sudo apt install nodejs npm).'; exit 1; fi; }
	npm ci --prefix tests/comunica --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@
