# What the benchmarks take besides: a C probe, Debian's Python with pyroute2, and a disk, all in one image; and the page that they write.

page=$repository/docs/performance.md
fair=7              # as many rounds, or more, are written into the page

# Only unpacked, like the guest's other programs; Python's libraries come along.
get_tools() {
  [ -f "$tools/complete" ] && return
  read_sources
  install libc6-dev e2fsprogs
  say "fetching Python and pyroute2"
  rm -rf "$tools" "$packages/debs"; mkdir -p "$tools" "$packages/debs"
  local python deb needed
  python=$(apt cache depends python3-minimal | sed -n 's/^ *PreDepends: \(python3\.[0-9]*\)-minimal$/\1/p')
  (
    cd "$packages/debs" || exit
    apt get download "$python-minimal" "lib$python-minimal" "lib$python-stdlib" python3-pyroute2 || exit
    for deb in "$python"-minimal_*.deb "lib$python"-stdlib_*.deb; do libraries_of "$deb"; done >needed
    mapfile -t needed < <(sort -u needed | grep -v -e '^libc6$' -e '^libpython')
    apt get download "${needed[@]}"
  ) >"$packages/download.log" 2>&1 || { tail -3 "$packages/download.log"; skip "python3-pyroute2 cannot be fetched"; }
  for deb in "$packages"/debs/*.deb; do dpkg-deb -x "$deb" "$tools" || fail "cannot unpack $deb"; done
  dpkg-deb -f "$packages"/debs/python3-pyroute2_*.deb Version >"$tools/pyroute2.version"
  rm -rf "$packages/debs" "${tools:?}/usr/share"
  "$tools/usr/bin/$python" -I -m compileall -q "$tools/usr/lib" >/dev/null 2>&1      # what does not compile is not for this Python
  ln -s "$python" "$tools/usr/bin/python3"
  touch "$tools/complete"
}

# The journals' disk too: ext4, so that a journal is really flushed, by the host as well.
build_disk() {
  gcc -O2 -Wall -Wextra -Werror -static -o "$tools/probe" "$lab/bench/probe.c" || fail "the probe does not build"
  cp "$lab/bench/pyroute.py" "$tools/"
  mkdir -p "$tools/journal"
  rm -f "$disk"; /sbin/mke2fs -q -t ext4 -d "$tools" "$disk" 512M || fail "cannot make $disk"
}

# A part of the page, between two marks, is replaced; all else on it is written by hand.
put_part() {
  local part=$1
  awk -v begin="<!-- $part: written by tests/Lab/run --bench -->" -v end="<!-- $part: end -->" -v file="$2" '
    $0 == begin { print; while ((getline line < file) > 0) print line; skipping = 1 }
    $0 == end { skipping = 0 }
    !skipping && $0 != begin' "$page" >"$page.new" && mv "$page.new" "$page"
}

measure() {
  local rounds=$1 out=$share/out/1 native=$cache/native.md tools=$packages/tools
  get_tools
  build_disk
  say "the machine starts"
  LAB_DISK=$disk LAB_TIMEOUT=${LAB_TIMEOUT:-3600}
  {
    echo "host=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg) before"
    echo "qemu=$(qemu-system-x86_64 --version | sed -n '1s/.*version \([^ ]*\).*/\1/p')"
    echo "pyroute2=$(cat "$tools/pyroute2.version")"
    echo "date=$(date -u +%F)"
  } >"$share/machine"
  (run_machine 1 --bench "$rounds") || fail "the benchmarks did not run through"
  [ "$rounds" -ge "$fair" ] || { say "too few rounds for $page"; return; }
  say "measuring the simulated host on this machine"
  nice dotnet run --project "$repository/tests/Benchmarks" --configuration Release >"$native" || fail "tests/Benchmarks failed"
  sed -i "s/^| machine | .*[^ |]/&, $(cut -d' ' -f1-3 /proc/loadavg) after/" "$out/guest.md"
  put_part guest "$out/guest.md"
  { echo; sed -n '1,2p' "$native"; grep -E '^\|[^|]*\| 127 \|' "$native"; echo; } >"$native.rows"
  put_part simulated "$native.rows"
  say "$page is written"
}
