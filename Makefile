# One entrance for everybody: a developer, a pipeline, an operator on a laptop. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1
DATA ?= $(or $(SMARTAI_DATA),.data)
SMARTAI := src/Server/bin/Release/net10.0/smartai

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /|/' | while IFS='|' read -r name text; do printf '  %-16s %s\n' "$$name" "$$text"; done

up: build ## Build what changed and run everything until Ctrl-C
	@exec $(SMARTAI) serve

down: ## Stop a server that was started with make up elsewhere
	@scripts/stop.sh "$(DATA)"

demo: build ## Fill the installation with made-up people and run it
	@$(SMARTAI) demo && exec $(SMARTAI) serve

build: .build/web .build/server ## Build the web app and the server

.build/web: $(shell find web/src web/public web/index.html web/package.json web/package-lock.json web/vite.config.ts web/tsconfig*.json samples -type f -not -path '*/bin/*' -not -path '*/obj/*' 2>/dev/null)
	@scripts/build-web.sh
	@mkdir -p .build && touch $@

.build/server: .build/web $(wildcard docs/members/*.md docs/operators/*.md docs/builders/*.md) $(shell find src samples -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.json' -o -name '*.props' \) -not -path '*/bin/*' -not -path '*/obj/*') Directory.Build.props Directory.Packages.props
	@scripts/build-server.sh
	@mkdir -p .build && touch $@

doctor: build ## Check what a start needs and say what to do
	@$(SMARTAI) doctor

test: build ## Run every test: C#, web, end to end in Chromium
	@scripts/test.sh

test-long: build ## Run the full forms of what make test runs short: jobs under kills, fuzz, open pages, each page by its address
	@SMARTAI_TEST_LONG=1 scripts/test.sh

test-release: build ## Run the previous release's server on this schema (builds it: minutes)
	@scripts/test-release.sh

test-web: .build/web ## Run the web app's tests and its checks
	@npm --prefix web run --silent check && npm --prefix web run --silent test

audit: ## Ask the registries for known weaknesses in what is depended on
	@scripts/audit.sh

check: build ## Formatting, linters, generated files, OpenAPI rules
	@scripts/check.sh

hooks: ## Check every commit before it is made (needs pre-commit)
	@scripts/hooks.sh

format: ## Format C# and web code
	@dotnet tool restore > /dev/null && dotnet csharpier format src tests samples bench && npm --prefix web run --silent format

client: build ## Write the OpenAPI document and the typed client from the server
	@scripts/client.sh

reference: build ## Write the generated pages of docs/
	@scripts/reference.sh

release-contract: reference ## Keep the outer contract of the version in Directory.Build.props: later breaks of it are refused
	@rm -f docs/contract/v*.json && sed -i '/^[^#]/d' docs/contract/accepted.txt
	@node scripts/contract.mjs keep web/openapi.json docs/errors.md docs/contract/v$$(sed -nE 's:.*<Version>([0-9]+\.[0-9]+).*:\1:p' Directory.Build.props).json

containers-up: ## Build the image and run everything in containers (docs/operators/containers.md)
	@scripts/containers.sh up

containers-down: ## Stop the containers; the data stays
	@scripts/containers.sh down

containers-clean: ## Remove the containers and the volume with the database
	@scripts/containers.sh clean

containers-test: ## Build, run, kill, cut off and fill the containers (minutes)
	@scripts/containers-test.sh && scripts/backup-image-test.sh

deploy-test: ## Rehearse upgrades and rollbacks with broken images, while somebody works (minutes)
	@scripts/deploy-test.sh

mutation: build ## Change access, audit and approvals in small ways and see whether a test notices (hours): .build/mutation
	@for area in $(or $(AREA),access audit approvals); do scripts/mutation.sh $$area || exit 1; done

devcontainer-test: ## Build the dev container, and this repository in it (minutes)
	@scripts/devcontainer-test.sh

coverage: build ## Measure which lines the C# tests reach: .build/coverage/index.html
	@scripts/coverage.sh

bench: build ## Measure against a bare server, as ratios
	@bench/run.sh && bench/jobs.sh

screenshots: build ## Take pictures of every page into screenshots/
	@scripts/screenshots.sh

clean: ## Remove everything that the project made, data included
	@scripts/clean.sh "$(DATA)"

.PHONY: help up down demo build doctor test test-long test-release test-web audit check hooks containers-up containers-down containers-clean containers-test deploy-test devcontainer-test mutation coverage format client reference release-contract bench screenshots clean
