# Packages: what this machine lacks is installed; kernel and guest programs are only unpacked below the cache.
# Everything comes from the machine's own package sources, with its release's backports beside them where it is Debian 12,
# whose own QEMU has no SR-IOV network card (igb came with 8.0) and whose own kernel has too little devlink. /etc is left as it is.

series=6.12          # the kernel series that driver/ is written for
packages=$cache/packages

apt() {
  local command=$1; shift
  "apt-$command" -qq -o "Dir::Etc::SourceList=$packages/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o "Dir::Etc::Preferences=$packages/preferences" -o "Dir::State::Lists=$packages/lists" -o "Dir::Cache=$packages/cache" \
    -o APT::Sandbox::User= -o APT::Cmd::Disable-Script-Warning=true "$@"
}

write_sources() {
  local codename keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  mkdir -p "$packages/lists/partial" "$packages/cache/archives/partial"
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Identifier: Packages' \
    | awk -v codename="$codename" -v signed="$([ -f $keyring ] && echo "[signed-by=$keyring] ")" '
        function line(release) { print "deb " signed $3 " " release " " $2 }
        index($1, codename) == 1 { line($1) }
        codename == "bookworm" && $1 == codename && $2 == "main" { line(codename "-backports") }' | sort -u >"$packages/sources.list"
  printf 'Package: qemu-system-x86 qemu-system-common qemu-system-data seabios iproute2\nPin: release n=bookworm-backports\nPin-Priority: 990\n' \
    >"$packages/preferences"
}

# The newest kernel of the series, as its packages name it: 6.12.95+deb12.
newest_kernel() {
  apt cache search --names-only "^linux-image-${series//./\\.}\.[0-9]+\+deb[0-9]+-amd64\$" \
    | sed -n 's/^linux-image-\([^ ]*\)-amd64 .*/\1/p' | sort -V | tail -1
}

# The libraries that a package wants, for what is taken from it runs in the guest with this machine's.
libraries_of() { dpkg-deb -f "$1" Depends Pre-Depends | sed 's/^[^:]*: //; s/([^)]*)//g; s/|[^,]*//g' | tr ', ' '\n\n' | grep '^lib' | grep -v -- '-bin$'; }

install() {
  local missing=() package
  for package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  [ "$(id -u)" = 0 ] || skip "these packages are missing, and only root can install them: ${missing[*]}"
  say "installing ${missing[*]}"
  DEBIAN_FRONTEND=noninteractive apt get install -y --no-install-recommends "${missing[@]}" >"$packages/install.log" 2>&1 </dev/null \
    || { tail -5 "$packages/install.log"; skip "these packages cannot be installed: ${missing[*]}"; }
}

has_sriov_card() { command -v qemu-system-x86_64 >/dev/null && qemu-system-x86_64 -device help 2>/dev/null | grep -q '^name "igb"'; }

get_packages() {
  if [ -f "$packages/done" ] && has_sriov_card; then
    kernel=$(cat "$packages/done"); root=$packages/$kernel
    return
  fi
  say "reading package lists"
  write_sources
  apt get update >"$packages/update.log" 2>&1 || { tail -3 "$packages/update.log"; skip "the package sources cannot be read"; }
  kernel=$(newest_kernel)
  [ -n "$kernel" ] || skip "no package source has a kernel of the series $series"
  install gcc make cpio kmod xz-utils binutils libelf1
  has_sriov_card || install qemu-system-x86
  has_sriov_card || skip "the QEMU of this machine's package sources has no igb"

  root=$packages/$kernel
  if [ ! -f "$root/complete" ]; then
    say "fetching Linux $kernel, iproute2 and busybox"
    rm -rf "$root" "$packages/debs"; mkdir -p "$root" "$packages/debs"
    (cd "$packages/debs" && apt get download "linux-image-$kernel-amd64" "linux-headers-$kernel-amd64" "linux-headers-$kernel-common" \
      "linux-kbuild-$kernel" iproute2 busybox-static) >"$packages/download.log" 2>&1 \
      || { tail -3 "$packages/download.log"; skip "Linux $kernel cannot be fetched"; }
    install $(libraries_of "$packages"/debs/iproute2_*.deb)
    local deb
    for deb in "$packages"/debs/*.deb; do dpkg-deb -x "$deb" "$root" || fail "cannot unpack $deb"; done
    # The headers lead to those that all flavours share by a path from the root of the machine.
    sed -i "s,^include /usr/src,include $root/usr/src," "$root/usr/src/linux-headers-$kernel-amd64/Makefile"
    depmod -b "$root" "$kernel-amd64" || fail "depmod failed"
    rm -rf "$packages/debs"
    touch "$root/complete"
  fi
  echo "$kernel" >"$packages/done"
}
