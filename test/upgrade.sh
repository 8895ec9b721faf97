#!/usr/bin/env bash
# upgrade.sh FROM
#		Writes src/upgrade/regie--FROM--TO.sql, where TO is the version in
#		regie.control, by src/upgrade/make_upgrade.sh in a throwaway cluster.

cd "$(dirname "$0")/.." || exit 1
. test/lib/prerequisites.sh
. test/lib/cluster.sh
from=${1:-}
to=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" regie.control)
[ -e "src/upgrade/regie--$from.sql" ] ||
	die "say FROM=version; known are: $(ls src/upgrade/ | sed -n 's/^regie--\([0-9.]*\)\.sql$/\1/p' | tr '\n' ' ')"
need_build
trap cluster_stop EXIT
cluster_start upgrade
PATH=$PGBIN:$PATH
script=src/upgrade/regie--$from--$to.sql
bash src/upgrade/make_upgrade.sh "$from" "$to" >"$CLUSTER/script"
status=$?
case $status in
0) say "$script: $(grep -c ';$' "$CLUSTER/script") lines end a statement" ;;
3)
	say "$script has lines that begin with -- BY HAND:"
	grep '^-- BY HAND:' "$CLUSTER/script"
	echo "write them into src/upgrade/by_hand--$from--$to.sql, or change what they speak of"
	;;
*) die "no script was written" ;;
esac
cp "$CLUSTER/script" "$script"
exit $status
