# `make run` to use Lintel, `make test` to prove it. Everything else is a part of one of the two.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check fmt lint test-rust test-frontend e2e openapi bench deps web

help: ## these words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build and serve Lintel with a demo organisation on 127.0.0.1:8080
	@scripts/run.sh

test: ## everything that CI checks, with a summary at the end
	@scripts/test.sh all

check: ## the quick half of `make test`: format, lint, licences, types
	@scripts/test.sh web format lint licences frontend-check

fmt: ## format Rust and TypeScript
	@scripts/npm.sh
	cargo fmt --all
	npm --prefix frontend run --silent format

lint: ## clippy, warnings denied
	@scripts/test.sh web lint

test-rust: ## unit and API tests on both databases; ARGS='-E "test(name)"' picks some
	@scripts/test.sh deps web build rust

test-frontend: ## biome, tsc, vitest, build with budgets
	@scripts/test.sh frontend-check frontend-test web

e2e: ## the loop in headless Chromium against the real server
	@scripts/test.sh deps web build e2e

openapi: ## regenerate openapi/openapi.json and the web app's types
	@scripts/openapi.sh write

bench: ## requests per second and ratios at 10,000 and 100,000 items, on both databases
	@scripts/bench.sh

deps: ## install what the tests need
	@scripts/deps.sh

web: ## build the web app into frontend/dist
	@scripts/web.sh
