# The commands of the house. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo test static check bench pictures words docs lock
BIN := .venv/bin

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

setup:  ## make .venv from requirements.lock, with the command .venv/bin/shopdesk
	@sh .ci/setup

demo: setup  ## open the demo shop (without a terminal: import it and print the day)
	@$(BIN)/shopdesk demo

test: setup  ## run every test
	@$(BIN)/python -m pytest -n 2

static: setup  ## format, lint, types, import contracts, catalogues, generated pages
	@$(BIN)/ruff format --check --quiet src tests
	@$(BIN)/ruff check --quiet src tests
	@$(BIN)/mypy --no-error-summary src
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m tests.house.words --check
	@$(BIN)/python -m tests.house.pages --check

check: static test  ## everything that must hold before a change is handed in

bench: setup  ## print the performance table beside the floor and a peer
	@$(BIN)/python -m tests.bench $(ARGS)

pictures: setup  ## draw the README's screenshots anew
	@$(BIN)/python -m tests.house.pictures

words: setup  ## bring the Indonesian catalogue in step with the source, and compile it
	@$(BIN)/python -m tests.house.words

docs: setup  ## write the generated pages of docs/ anew
	@$(BIN)/python -m tests.house.pages

lock: setup  ## solve requirements.lock anew (ARGS=--upgrade: the newest of everything)
	@sh .ci/lock $(ARGS)
