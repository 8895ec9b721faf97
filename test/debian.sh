#!/usr/bin/env bash
# debian.sh SUITE
#		All tests in a bare Debian tree: bookworm (PostgreSQL 15), trixie (17)
#		or sid (18), with nothing but git and make installed by hand.  Shows
#		that the Makefile asks for all that it needs, and that the sources fit
#		the version.  Needs root and debootstrap.  KEEP=1 keeps the tree;
#		TARGET=demo runs another target than test.

cd "$(dirname "$0")/.." || exit 1
. test/lib/prerequisites.sh

suite=${1:-trixie}
tree=${TREE:-$(mktemp -d "${TMPDIR:-/tmp}/regie-$suite.XXXXXX")}
chmod 755 "$tree" 2>/dev/null
[ "$(id -u)" = 0 ] || die "a Debian tree is made by root: sudo make debian"
command -v debootstrap >/dev/null || install_packages debootstrap

remove_tree() {
	umount "$tree/proc" "$tree/dev/shm" 2>/dev/null
	[ -n "${KEEP:-}" ] || rm -rf --one-file-system "$tree"
}
trap remove_tree EXIT

if [ ! -d "$tree/usr" ]; then
	say "a bare $suite in $tree"
	mirror=$(sed -n 's/^\(deb\|URIs:\) *\(\[[^]]*\] *\)\{0,1\}\(http[^ ]*\).*/\3/p' \
		/etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)
	debootstrap --variant=minbase "$suite" "$tree" ${mirror:+"$mirror"} >"$tree.log" 2>&1 ||
		die "debootstrap failed: $(tail -n 1 "$tree.log")"
	rm -f "$tree.log"
fi
cp /etc/apt/apt.conf.d/*prox* "$tree/etc/apt/apt.conf.d/" 2>/dev/null
# a mirror may be a snapshot whose date of validity has passed
echo 'Acquire::Check-Valid-Until "false";' >"$tree/etc/apt/apt.conf.d/90snapshot"
mount -t proc proc "$tree/proc" 2>/dev/null
mkdir -p "$tree/dev/shm" && mount -t tmpfs tmpfs "$tree/dev/shm" 2>/dev/null

in_tree() {
	chroot "$tree" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
		DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} \
		${https_proxy:+https_proxy="$https_proxy"} bash -c "$1"
}

in_tree 'apt-get update -qq && apt-get install -y -qq --no-install-recommends git make ca-certificates >/dev/null' ||
	die "git and make cannot be installed in the tree"
rm -rf "$tree/regie"
mkdir "$tree/regie"
git ls-files --cached --others --exclude-standard -z |
	xargs -0 tar -cf - | tar -xf - -C "$tree/regie"
say "make ${TARGET:-test} in $suite"
in_tree "cd /regie && make ${TARGET:-test}"
