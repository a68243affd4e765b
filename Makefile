# Everything that is done with this house. `make run` and `make test` bring what they need (scripts/bootstrap.py).
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
BOOTSTRAP := $(PYTHON) -m scripts.bootstrap
INSIDE := .venv/bin/python

.PHONY: run test test-fast check fix docs bench worker demo lock
.NOTPARALLEL:

run:
	@$(BOOTSTRAP) run

worker:
	@$(BOOTSTRAP) worker

demo:
	@$(BOOTSTRAP) demo

test:
	@$(BOOTSTRAP) develop
	@$(INSIDE) -m scripts.testing everything

test-fast:
	@$(BOOTSTRAP) develop
	@$(INSIDE) -m scripts.testing fast

check:
	@$(BOOTSTRAP) develop
	@$(INSIDE) -m scripts.check

fix:
	@$(BOOTSTRAP) develop
	@$(INSIDE) -m scripts.check fix

docs:
	@$(BOOTSTRAP) install
	@$(INSIDE) -m scripts.generated

bench:
	@$(BOOTSTRAP) develop
	@$(INSIDE) -m benchmarks

lock:
	@$(BOOTSTRAP) develop
	@$(INSIDE) -m scripts.lock
