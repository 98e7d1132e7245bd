# A Python from 3.11 on, whatever it is called here.
PYTHON ?= $(or $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done),python3)
SETUP = @cd server/operations && $(PYTHON) -m setup
TOOL = @.venv/bin/python -m tests.machine

.PHONY: help run build test check audit bench faults heal browsers soak sabotage mutants lock types clean

help:   ## say what can be made
	@sed -n 's/^\([a-z]*\): *\(.*\)## \(.*\)/  make \1\t\3/p' Makefile
run:    ## set everything up, start the app and print how to get in
	$(SETUP) run
build:  ## what a server needs, without starting it
	$(SETUP) build
test:   ## every test there is, with a browser and PostgreSQL
	$(SETUP) tests
	$(TOOL) test
check:  ## formatting, lint, types, import directions, documentation
	$(SETUP) tools
	$(TOOL) check
audit:  ## what is installed from a lock, held against the holes that are known of it
	$(SETUP) tools
	$(TOOL) audit
bench:  ## the budgets, measured
	$(SETUP) tests
	$(TOOL) bench
faults: ## servers killed, lines cut, disks full and power gone, many times
	$(SETUP) tests
	$(TOOL) faults
heal:   ## a week that is lost and comes back from a backup and PHONES=… (500)
	$(SETUP) tests
	@.venv/bin/python -m tests.faults.heal $(or $(PHONES),500)
browsers: ## a phone's day without a network in Firefox and WebKit
	$(SETUP) browsers
	@.venv/bin/python -m tests.browsers
soak:   ## seeds of the simulation on both databases, for SECONDS=… (600)
	$(SETUP) tests
	@.venv/bin/python -m tests.simulation $(or $(SECONDS),600)
sabotage: ## the code broken in one place after the other: which tests notice
	$(SETUP) tests
	@.venv/bin/python -m tests.sabotage
mutants: ## small errors in files that changed since SINCE=… (HEAD~1): which no test notices
	$(SETUP) tests
	@.venv/bin/python -m tests.machine.mutants $(SINCE)
lock:   ## choose exact versions again from server/pyproject.toml
	$(SETUP) tools
	$(TOOL) lock
types:  ## the app's types from the server's OpenAPI
	$(SETUP) tools
	$(TOOL) types
clean:  ## remove what was installed and built, never the data
	@rm -rf .venv .cache pwa/node_modules pwa/dist pwa/generated sbom tests/output
