# Two commands do everything on a machine with Python and make: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready

.PHONY: demo test check bench data assets node pictures clean

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("plangraph needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	@echo "installing to .venv (once; it takes a minute)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check -e '.[test,ner]'
	@touch $@

demo: $(STAMP)
	@mkdir -p out
	$(BIN)/plangraph build data/text/110102/2022.txt -o out/2022.ttl
	@echo
	$(BIN)/plangraph validate out/2022.ttl --source data/text/110102/2022.txt
	@echo
	$(BIN)/plangraph query report/metadata --data out/2022.ttl
	@echo
	$(BIN)/plangraph query indicators/missed --data out/2022.ttl
	@echo
	$(BIN)/plangraph query overview/chapters --data out/2022.ttl
	@echo
	$(BIN)/plangraph export gexf --data out/2022.ttl -o out/2022.gexf
	@echo
	@echo "out/2022.ttl    图谱 / the graph"
	@echo "out/2022.gexf   用 Gephi 打开 / open it in Gephi"

test: check

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist worksteal

bench: $(STAMP)
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check -e '.[bench]'
	$(BIN)/python benchmarks/run.py

# Builds again what ships and is made from something else.
data: $(STAMP)
	$(BIN)/python -m plangraph.graph.units > ontology/units.tmp && mv ontology/units.tmp ontology/schemes/units.ttl
	for list in indicators fields programmes; do \
	  $(BIN)/python -m plangraph.graph.shared $$list > ontology/list.tmp && mv ontology/list.tmp ontology/schemes/$$list.ttl || exit 1; \
	done
	$(BIN)/plangraph build data/text -o data/ttl
	$(BIN)/plangraph import data/tables/districts.csv --mapping data/tables/districts.toml -o data/ttl/districts.ttl
	$(BIN)/python tests/test_readme.py
	$(BIN)/python tests/test_export_docs.py
	$(BIN)/python tests/test_notebook.py

# Makes the libraries of the graph page anew, from the versions in bundle.toml; needs node and npm.
assets:
	$(PYTHON) tools/bundle.py

# Brings the reader of Gephi Lite, and Cytoscape.js, for the tests that use them; needs node and npm.
node:
	npm install --prefix tests/node --silent --no-package-lock --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000

# Makes the pictures of the README from the report that ships; needs a font with Chinese characters.
pictures: $(STAMP)
	$(BIN)/plangraph export png --lang zh --view places --data data/ttl/110102/2022.ttl -o docs/pictures/places.png
	$(BIN)/plangraph export png --lang zh --view responsibilities --data data/ttl/110102/2022.ttl -o docs/pictures/responsibilities.png

clean:
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache
