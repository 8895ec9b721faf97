# prerequisites.sh
#		Finds or installs what regie is built and tested with.
#
# Sourced.  need_build, need_test and need_lint leave with one line that says
# what to install where they cannot.  They set PG_CONFIG and PGBIN.

say() { printf '\n== %s\n' "$*"; }
die() { printf 'regie: %s\n' "$*" >&2; exit 1; }

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# install_packages PACKAGE...: by Debian's package manager, or a clear no.
install_packages() {
	command -v apt-get >/dev/null ||
		die "missing here, please install (Debian's names): $*"
	[ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null ||
		die "no rights to install packages; ask for: apt-get install $*"
	say "installing: $*"
	if [ -z "${APT_UPDATED:-}" ]; then
		as_root apt-get update -qq ||
			die "apt-get update failed; needed: apt-get install $*"
		APT_UPDATED=1
	fi
	as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
		die "could not install; try by hand: apt-get install $*"
}

# The major version that this system's own packages are for.
system_major() {
	apt-cache depends postgresql 2>/dev/null |
		sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1
}

find_server() {
	PGBIN=$("$PG_CONFIG" --bindir 2>/dev/null) || PGBIN=
	[ -n "$PGBIN" ] && [ -x "$PGBIN/postgres" ] && [ -x "$PGBIN/initdb" ] &&
		[ -f "$("$PG_CONFIG" --includedir-server)/postgres.h" ] &&
		[ -f "$("$PG_CONFIG" --pgxs)" ]
}

# A compiler, Jansson, PostgreSQL with headers.
need_build() {
	local wanted=() major
	PG_CONFIG=${PG_CONFIG:-pg_config}
	command -v cc >/dev/null || command -v gcc >/dev/null || wanted+=(gcc)
	[ -f /usr/include/stdio.h ] || wanted+=(libc6-dev)
	printf '#include <jansson.h>\n' | cc -E - >/dev/null 2>&1 ||
		wanted+=(libjansson-dev)
	[ ${#wanted[@]} = 0 ] || install_packages "${wanted[@]}"
	if ! find_server; then
		if [ "$PG_CONFIG" = pg_config ] && command -v apt-get >/dev/null; then
			major=$(system_major)
			if [ -z "$major" ]; then
				as_root apt-get update -qq && APT_UPDATED=1
				major=$(system_major)
			fi
			[ -n "$major" ] || die "no package postgresql is known here; install PostgreSQL 14 to 18 with server headers"
			install_packages "postgresql-$major" "postgresql-server-dev-$major"
			PG_CONFIG=/usr/lib/postgresql/$major/bin/pg_config
		fi
		find_server ||
			die "$PG_CONFIG does not lead to PostgreSQL with server and headers; install postgresql-NN and postgresql-server-dev-NN, or say PG_CONFIG="
	fi
	export PG_CONFIG PGBIN
	PGMAJOR=$("$PG_CONFIG" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
}

need_test() {
	need_build
	[ -f "$("$PG_CONFIG" --sharedir)/extension/pgtap.control" ] ||
		install_packages "postgresql-$PGMAJOR-pgtap"
}

need_lint() {
	local wanted=()
	need_build
	command -v clang-format-14 >/dev/null || wanted+=(clang-format-14)
	command -v cppcheck >/dev/null || wanted+=(cppcheck)
	command -v nm >/dev/null || wanted+=(binutils)
	[ ${#wanted[@]} = 0 ] || install_packages "${wanted[@]}"
}

# A compiler with libFuzzer: clang and its runtime, of the same version.
need_fuzz() {
	local version
	command -v cc >/dev/null || install_packages gcc libc6-dev
	FUZZ_CC=${FUZZ_CC:-$(command -v clang clang-{19,18,17,16,15,14} | head -n 1)}
	if [ -z "$FUZZ_CC" ]; then
		install_packages clang
		FUZZ_CC=clang
	fi
	if ! printf 'int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return d == 0 && n > 1; }\n' |
		"$FUZZ_CC" -fsanitize=fuzzer -x c -o /dev/null - 2>/dev/null; then
		version=$("$FUZZ_CC" -dumpversion | cut -d. -f1)
		install_packages "libclang-rt-$version-dev"
	fi
}
