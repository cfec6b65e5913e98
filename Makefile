# One line says what each target does; `make` alone lists them.

MVN ?= mvn --batch-mode --no-transfer-progress
UP ?=

.DEFAULT_GOAL := help
.PHONY: help check test it model conformance up bench bench-plot drill soak format docs

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

check: ## everything that CI checks: formatting, all tests, all modules
	CI=true $(MVN) verify

test: ## the fast tests, without a broker
	$(MVN) test

it: ## the tests with a real broker, but not the real clients
	$(MVN) verify -pl '!kinesis-facade/conformance,!benchmarks'

model: ## check the model of the reshard protocol with spin, and that it fails without any one of its rules
	docs/models/check $(CHECKS)

conformance: ## real Kinesis clients against a running server
	$(MVN) verify -pl kinesis-facade/conformance -am -Dtest=NoUnitTests -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test='io/millrace/conformance/**/*IT' -Dfailsafe.failIfNoSpecifiedTests=false

up: ## run Kinesis on 4567 and Kafka on 9092; UP="--tls" passes options on
	bin/millrace up $(UP)

bench: ## compare with direct Kafka and kinesalite, and print a table; WORKLOADS= DRIVERS= SECONDS= ROUNDS= narrow it
	benchmarks/run $(if $(WORKLOADS),--workloads $(WORKLOADS)) $(if $(DRIVERS),--drivers $(DRIVERS)) \
	  $(if $(SECONDS),--seconds $(SECONDS)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(BENCH)

bench-plot: ## measure what records and shards cost from 1 to 1,000 shards and 1 to 4 nodes, and draw docs/growth.svg; PLOT=--draw only draws
	benchmarks/run growth $(PLOT)

drill: ## three brokers, three facades, killed and stopped under load for DRILL_SECONDS (600); prints a report
	$(MVN) verify -pl kinesis-facade/conformance -am -Dtest=NoUnitTests -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test=DrillIT -Dfailsafe.failIfNoSpecifiedTests=false -Dmillrace.drill.seconds=$(or $(DRILL_SECONDS),600)

soak: ## a million schedules of simulated reshards on all processors; SCHEDULES= for more or fewer
	$(MVN) test -pl kinesis-facade/server -am -Dtest=ReshardSoak -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dmillrace.simulation.schedules=$(or $(SCHEDULES),1000000)

format: ## format the sources
	$(MVN) spotless:apply

docs: ## rewrite docs/coverage.md and the pages of the connectors' configuration from the sources
	$(MVN) test -pl kinesis-facade/server,firehose-sink-connector/connector,ddb-cdc-connector/connector -am \
	  -Dtest=OperationCoverageTest,io.millrace.firehose.config.ConfigurationPageTest,io.millrace.dynamodb.ConfigurationPageTest,SinkConfigurationPageTest \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.rewriteDocs=true
