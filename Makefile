# Two commands do everything on a machine with Python and make: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready

.PHONY: demo test check bench data clean

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
	$(BIN)/pytest

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
	$(BIN)/python tests/test_notebook.py

clean:
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache
