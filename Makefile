# regie: a PostgreSQL extension.  "make help" lists the targets.

EXTENSION   = regie
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" regie.control)
MODULE_big  = regie

# The rooms, in the order in which their SQL parts are concatenated.
ROOMS = common calendar contract allocation network flow roadmap model exchange report

# A part of the install script is src/<room>/<room>.sql and, behind it, what
# else stands there (src/<room>/<room>_*.sql).
INSTALL_SQL = $(foreach room,$(ROOMS),$(wildcard src/$(room)/$(room).sql) \
                $(sort $(wildcard src/$(room)/$(room)_*.sql)))
C_FILES     = $(foreach room,$(ROOMS),$(sort $(wildcard src/$(room)/*.c)))
H_FILES     = $(foreach room,$(ROOMS),$(sort $(wildcard src/$(room)/*.h)))

OBJS        = $(C_FILES:.c=.o)
# What was released before: each release as it was installed, and the scripts
# that lead from one to the next.
DATA        = $(wildcard src/upgrade/regie--*.sql)
DATA_built  = regie--$(EXTVERSION).sql
DOCS        = $(wildcard doc/*.md)

REGRESS      = $(sort $(patsubst sql/%.sql,%,$(wildcard sql/*.sql)))
REGRESS_OPTS = --load-extension=regie --encoding=UTF8 --no-locale

PG_CPPFLAGS = -ffp-contract=off -Isrc -DREGIE_VERSION='"$(EXTVERSION)"'
SHLIB_LINK  = -ljansson
ifeq ($(shell uname -s),Linux)
SHLIB_LINK += -Wl,--version-script=src/common/exports.map
endif
EXTRA_CLEAN = build $(DATA_built).new

PG_CONFIG  ?= pg_config
PGXS       := $(wildcard $(shell $(PG_CONFIG) --pgxs 2>/dev/null))

# Targets that prepare what they need themselves, server headers included.
TOP_TARGETS = demo test unit bench bench-psplib fuzz lint debian clients upgrade help clean-build

ifneq ($(PGXS),)
include $(PGXS)

# Debian's servers ask for bitcode; without the compiler, build without it.
ifeq ($(with_llvm),yes)
ifeq ($(shell command -v $(CLANG) 2>/dev/null),)
override with_llvm = no
endif
endif

$(OBJS): $(H_FILES)
$(OBJS:.o=.bc): $(H_FILES)
src/common/module.o src/common/module.bc: regie.control
$(MODULE_big)$(DLSUFFIX): src/common/exports.map

# Looked at every time, as a part that is gone is newer than nothing.
$(DATA_built): FORCE
	@cat $(INSTALL_SQL) > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
.PHONY: FORCE
else
.DEFAULT_GOAL := all
.PHONY: all install installcheck clean
all install installcheck clean:
	@echo "regie needs PostgreSQL 14 to 18 with server headers: install postgresql-server-dev-NN, or say PG_CONFIG=/path/to/pg_config" >&2
	@exit 1
endif

# "make demo FOCUS=bill.csv KEEP=1", "make test PG_CONFIG=...": the scripts
# install what is missing by package name, and call make again for the rest.
export PG_CONFIG
.PHONY: $(TOP_TARGETS)

demo:
	@bash test/demo.sh

test:
	@bash test/run.sh

unit:
	@bash test/run.sh unit

bench:
	@bash test/bench.sh

# make bench-psplib DATA=dir: published instances, see test/bench_psplib.c
bench-psplib:
	@mkdir -p build
	@$(CC) -O2 -fwrapv -ffp-contract=off -D_GNU_SOURCE -Isrc -o build/bench_psplib \
		test/bench_psplib.c src/roadmap/leveling.c src/roadmap/decode.c src/roadmap/search.c -ljansson
	@build/bench_psplib "$(DATA)" $(SETS)

# make fuzz SECONDS=60: how long, in total
fuzz:
	@bash test/fuzz.sh $(SECONDS)

lint:
	@bash test/lint.sh

# make debian SUITE=trixie (PostgreSQL 17) or SUITE=sid (18)
debian:
	@bash test/debian.sh $(SUITE)

# The reports through JDBC, ODBC and psycopg
clients:
	@bash test/clients.sh

# make upgrade FROM=0.1.0: the script from a release to what stands here
upgrade:
	@bash test/upgrade.sh $(FROM)

help:
	@echo "make demo [KEEP=1] [FOCUS=bill.csv]  a throwaway cluster with the example cooperation and its reports"
	@echo "make test                            all tests, in a throwaway cluster"
	@echo "make unit                            only the tests that need no server"
	@echo "make bench                           speed beside plain SQL and PL/pgSQL, as ratios"
	@echo "make bench-psplib DATA=dir           scheduling under capacity on published instances that you have in dir"
	@echo "make fuzz [SECONDS=300]              random inputs for what takes bytes from outside (libFuzzer, sanitizers)"
	@echo "make lint                            warnings as errors, cppcheck, exported symbols, formatter"
	@echo "make debian SUITE=trixie             all tests in a bare Debian tree (trixie, sid)"
	@echo "make clients                         the reports through the JDBC and ODBC drivers and psycopg, as BI servers read them"
	@echo "make upgrade FROM=0.1.0              writes src/upgrade/regie--0.1.0--$(EXTVERSION).sql, for maintainers"
	@echo "make, make install, make installcheck  as with every extension; PG_CONFIG= names the server"
