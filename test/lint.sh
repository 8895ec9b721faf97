#!/usr/bin/env bash
# lint.sh
#		A build with warnings as errors, cppcheck, exported symbols, formatter.
#		Leaves with a status other than 0 if one of them has something to say.

cd "$(dirname "$0")/.." || exit 1
. test/lib/prerequisites.sh
need_lint

workers=$(nproc 2>/dev/null || echo 2)
status=0
bad() { printf 'lint: %s\n' "$*"; status=1; }

# A copy, so that the working tree keeps its own objects.
copy=$(mktemp -d "${TMPDIR:-/tmp}/regie-lint.XXXXXX")
trap 'rm -rf "$copy"' EXIT
cp -r Makefile regie.control src doc "$copy"
rm -f "$copy"/src/*/*.o "$copy"/src/*/*.bc

say "warnings as errors, assertions on"
make -s -j"$workers" -C "$copy" PG_CONFIG="$PG_CONFIG" with_llvm=no \
	PG_CFLAGS="-Wall -Wextra -Werror -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers -DUSE_ASSERT_CHECKING" \
	all || bad "the build with warnings as errors failed"

say "exported symbols"
library=$(ls "$copy"/regie.so "$copy"/regie.dylib 2>/dev/null | head -n 1)
if [ -n "$library" ]; then
	nm -D --defined-only "$library" | awk '{print $3}' |
		grep -vE '^(regie_|pg_finfo_regie_|Pg_magic_func$|_PG_init$)' &&
		bad "the symbols above must not be shown"
	nm -D "$library" | grep -E '\bjson_object(@|$)' &&
		bad "json_object would be the server's, not Jansson's"
	# each SQL-callable function is declared, and each declared one exists; one
	# that only a former version declares is kept, and raises an error
	comm -3 <(grep -ohE "'regie_[a-z0-9_]+'" "$copy"/src/*/*.sql | tr -d "'" | grep -vE '^regie_(report|rapport)$' | sort -u) \
		<(nm -D --defined-only "$library" | sed -n 's/.* pg_finfo_//p' | sort -u) |
		grep . && bad "the functions above stand on one side only (SQL left, C right)"
fi

say "cppcheck"
cppcheck -j "$workers" --quiet --std=c11 --error-exitcode=1 --inline-suppr \
	--enable=warning,portability,performance \
	--suppress=missingInclude --suppress=missingIncludeSystem \
	--suppress=unknownMacro --suppress=nullPointerRedundantCheck \
	--suppress=normalCheckLevelMaxBranches -D__SIZEOF_INT128__ -DPG_VERSION_NUM=150000 \
	-I src src test/*_unit.c || bad "cppcheck has something to say"

say "formatter (clang-format 14)"
clang-format-14 --dry-run --Werror src/*/*.c src/*/*.h test/*.c test/lib/*.h ||
	bad "run: clang-format-14 -i on the files above"

say "rules of the house"
# (an update script replaces what is the extension's own)
grep -nE 'CREATE OR REPLACE|(CREATE|ADD|SCHEMA|EXTENSION) .*IF NOT EXISTS' \
	$(ls src/*/*.sql | grep -v '^src/upgrade/') &&
	bad "an install script never takes over what is there"
grep -nE '^(DROP|ALTER|CREATE) .*IF (NOT )?EXISTS|^DROP .* CASCADE' src/upgrade/regie--*--*.sql &&
	bad "an update script knows what is there, and removes nothing of the users'"
grep -n '^-- BY HAND:' src/upgrade/regie--*--*.sql &&
	bad "an update script waits for statements by hand"
grep -ln 'PG_VERSION_NUM' src/*/*.[ch] | grep -v '^src/common/compat\.h$' &&
	bad "version differences belong into src/common/compat.h"
awk 'FNR == 1 { start = 0 } /^\{/ { start = FNR }
	/^\}/ { if (start && FNR - start > 100) { print FILENAME ":" start; found = 1 } }
	END { exit !found }' src/*/*.c && bad "functions above are longer than 100 lines"
versions=$(
	sed -n "s/^default_version *= *'\(.*\)'/\1/p" regie.control
	sed -n 's/.*"version": "\([0-9]*\.[0-9]*\.[0-9]*\)".*/\1/p' META.json | grep -v '^1\.0\.0$'
	sed -n 's/^## \([0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1
)
[ "$(printf '%s\n' "$versions" | sort -u | wc -l)" = 1 ] ||
	bad "the version differs between regie.control, META.json and CHANGELOG.md"

[ $status = 0 ] && say "lint: nothing to say"
exit $status
