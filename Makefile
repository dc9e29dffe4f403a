# The developer's verbs. ./run and ./test do the work, because a fresh Debian has no make.
.PHONY: bench check lock mutants oracles run test

# How fast grading, statistics and pages are, beside their targets. Not part of the tests: machines are noisy.
bench:
	.venv/bin/python -m tests.bench

check:
	./test --check

# After a change of the dependencies in pyproject.toml. Debian 12's Python is 3.11.2: a lock made for a
# newer 3.11 holds packages that it refuses. Read the diff for versions that went down.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11.2 --generate-hashes --no-header -o requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11.2 --generate-hashes --no-header --group dev -o requirements-dev.lock
	uv pip compile pyproject.toml --universal --python-version 3.11.2 --generate-hashes --no-header --group dev --group mutants -o requirements-mutants.lock

# Two verifiers that others wrote judge credentials out of our papers, with the network off. On demand: it
# needs Node and npm, which nothing else here does.
oracles: tests/oracles/node_modules
	.venv/bin/python -m tests.oracles

tests/oracles/node_modules: tests/oracles/package-lock.json
	cd tests/oracles && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

run:
	./run

test:
	./test

# Changes the pure rules of marking, drawing, statistics and passing in small ways and counts which the tests notice.
# Few examples of each property: a change that needs two thousand to be noticed is not noticed in practice.
# On demand: it takes an hour or two. The results: .venv-mutants/bin/mutmut results
mutants: .venv-mutants
	HYPOTHESIS_PROFILE=few .venv-mutants/bin/mutmut run

.venv-mutants: requirements-mutants.lock
	python3 -m venv .venv-mutants
	.venv-mutants/bin/pip install -q --no-deps --only-binary :all: --require-hashes -r requirements-mutants.lock
