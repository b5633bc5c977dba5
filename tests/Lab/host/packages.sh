# Packages: what this machine lacks is installed; kernel and guest programs are only unpacked below the cache.
# Everything comes from the machine's own package sources, with its release's backports beside them where it is Debian 12,
# whose own QEMU has no SR-IOV network card (igb came with 8.0) and whose own kernel has too little devlink. /etc is left as it is.

series=6.12          # the kernel series that driver/ is written for
builders=(gcc make cpio kmod xz-utils binutils libelf1)

apt() {
  local command=$1; shift
  "apt-$command" -qq -o "Dir::Etc::SourceList=$packages/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o "Dir::Etc::Preferences=$packages/preferences" -o "Dir::State::Lists=$packages/lists" -o "Dir::Cache=$packages/cache" \
    -o APT::Sandbox::User= -o APT::Cmd::Disable-Script-Warning=true "$@"
}

# Debian's own of the machine's sources; another's may have a release of the same name, as Microsoft's has, but neither these packages nor backports.
write_sources() {
  local codename keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  # shellcheck source=/dev/null
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  mkdir -p "$packages/lists/partial" "$packages/cache/archives/partial"
  # shellcheck disable=SC2016       # apt's own fields
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI) $(ORIGIN)' 'Identifier: Packages' \
    | awk -v codename="$codename" -v signed="$([ -f "$keyring" ] && echo "[signed-by=$keyring] ")" '
        function line(release) { print "deb " signed $3 " " release " " $2 }
        $3 ~ /^cdrom:/ || ($4 != "" && $4 !~ /^Debian/ && $4 !~ /^\$/) { next }
        $1 == codename || index($1, codename "-") == 1 || index($1, codename "/") == 1 { line($1) }
        codename == "bookworm" && $1 == codename && $2 == "main" { line(codename "-backports") }' | sort -u >"$packages/sources.list"
  printf 'Package: qemu-system-x86 qemu-system-common qemu-system-data seabios iproute2\nPin: release n=bookworm-backports\nPin-Priority: 990\n' \
    >"$packages/preferences" || fail "cannot write below $packages"
}

# One source that cannot be read is no harm while the others have what is wanted; lists that are there are used where the network is not.
read_sources() {
  [ -z "${sources_read:-}" ] || return 0
  say "reading package lists"
  mkdir -p "$packages" && write_sources
  apt get update >"$packages/update.log" 2>&1
  sources_read=1
}

# Why a package cannot be had.
sources_problem() {
  if [ ! -s "$packages/sources.list" ]; then echo "this machine has no package source of Debian's"
  elif grep -q '^[EW]: ' "$packages/update.log"; then echo "the package sources cannot be read: $(grep '^[EW]: ' "$packages/update.log" | head -1)"
  else echo "$1"; fi
}

# The newest kernel of the series, as its packages name it: 6.12.95+deb12.
newest_kernel() {
  apt cache search --names-only "^linux-image-${series//./\\.}\.[0-9]+\+deb[0-9]+-amd64\$" \
    | sed -n 's/^linux-image-\([^ ]*\)-amd64 .*/\1/p' | sort -V | tail -1
}

# The libraries that a package wants, for what is taken from it runs in the guest with this machine's.
libraries_of() {
  dpkg-deb -f "$1" Depends Pre-Depends | sed 's/^[^:]*: //; s/([^)]*)//g; s/|[^,]*//g' | tr -s ', ' '\n' | grep '^lib' | grep -v -- '-bin$'
}

install() {
  local missing=() package
  for package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] || add "${missing[@]}"
}

# Installs packages, or the newer version that the sources have.
add() {
  [ "$(id -u)" = 0 ] || skip "these packages are missing or too old, and only root can install them: $*"
  read_sources
  say "installing $*"
  DEBIAN_FRONTEND=noninteractive apt get install -y --no-install-recommends "$@" >"$packages/install.log" 2>&1 </dev/null \
    || { tail -5 "$packages/install.log"; skip "$(sources_problem "these packages cannot be installed: $*")"; }
}

has_sriov_card() { command -v qemu-system-x86_64 >/dev/null && qemu-system-x86_64 -device help 2>/dev/null | grep -q '^name "igb"'; }

get_packages() {
  install "${builders[@]}"
  has_sriov_card || add qemu-system-x86
  has_sriov_card || skip "$(command -v qemu-system-x86_64 || echo "the QEMU of this machine's package sources") has no igb, which came with QEMU 8.0"

  kernel=$(cat "$packages/done" 2>/dev/null) root=$packages/$kernel
  [ -n "$kernel" ] && [ -f "$root/complete" ] && return
  read_sources
  kernel=$(newest_kernel) root=$packages/$kernel
  [ -n "$kernel" ] || skip "$(sources_problem "no package source has a kernel of the series $series")"
  [ -f "$root/complete" ] || get_kernel
  echo "$kernel" >"$packages/done" || fail "cannot write below $packages"
}

get_kernel() {
  local room deb needed
  room=$(df -Pm "$packages" | awk 'NR == 2 {print $4}')
  [ "$room" -ge 1000 ] || skip "the lab takes 1000 MB in $cache, and $room are free"
  say "fetching Linux $kernel, iproute2 and busybox"
  rm -rf "$root" "$packages/debs"; mkdir -p "$root" "$packages/debs"
  (cd "$packages/debs" && apt get download "linux-image-$kernel-amd64" "linux-headers-$kernel-amd64" "linux-headers-$kernel-common" \
    "linux-kbuild-$kernel" iproute2 busybox-static) >"$packages/download.log" 2>&1 \
    || { tail -3 "$packages/download.log"; skip "Linux $kernel cannot be fetched"; }
  mapfile -t needed < <(libraries_of "$packages"/debs/iproute2_*.deb)
  install "${needed[@]}"
  for deb in "$packages"/debs/*.deb; do dpkg-deb -x "$deb" "$root" || fail "cannot unpack $deb"; done
  # The headers lead to those that all flavours share by a path from the root of the machine.
  # shellcheck disable=SC2016         # make's own variables
  sed -i 's,^include /usr/src,include $(dir $(lastword $(MAKEFILE_LIST)))..,' "$root/usr/src/linux-headers-$kernel-amd64/Makefile" \
    || fail "the kernel's headers cannot be written"
  depmod -b "$root" "$kernel-amd64" || fail "depmod failed"
  rm -rf "$packages/debs"
  touch "$root/complete"
}
