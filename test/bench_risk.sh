#!/usr/bin/env bash
# bench_risk.sh
#		The plain C loop beside test/bench_risk.sql.

cd "$(dirname "$0")/.." || exit 1
mkdir -p build
cc -O2 -o build/bench_risk test/bench_risk.c -lm && build/bench_risk
