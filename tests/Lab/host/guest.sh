# The guest's initramfs: bash, busybox, iproute2, kmod, the kernel modules, and the libraries that .NET takes.

modules='9p 9pnet_virtio virtio_pci virtio_blk ext4 vfio-pci vfio_iommu_type1 veth vhost_vdpa virtio_vdpa ib_uverbs
  sch_ingress cls_flower cls_matchall cls_u32 act_mirred act_gact bridge'
libraries='libstdc++.so.6 libgcc_s.so.1 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libz.so.1 libssl.so.3 libcrypto.so.3'

# A program with the libraries it is linked to, each where it is here.
put_program() {
  local target=$tree/$2 file=$1 library
  install_file "$file" "$target"
  for library in $(ldd "$file" | awk '/=> \//{print $3} /^\t\//{print $1}'); do install_file "$library" "$tree$library"; done
}

install_file() { { mkdir -p "$(dirname "$2")" && cp -L --remove-destination "$1" "$2"; } || fail "the guest lacks $1"; }

# A kernel module with those it needs, neither packed nor signed: that loads in a fifth of the time.
put_module() {
  local path
  modprobe -d "$root" -S "$kernel-amd64" --show-depends "$1" | awk '$1 == "insmod" {print $2}' | while read -r path; do
    local target=$tree${path#"$root"}; target=${target%.xz}
    [ -f "$target" ] && continue
    mkdir -p "$(dirname "$target")"
    if [ "${path%.xz}" = "$path" ]; then cp "$path" "$target"; else xz -dc "$path" >"$target"; fi
    strip --strip-debug -R .BTF -R .BTF.base "$target"
  done
}

build_guest() {
  local key; key=$(cat "$lab/guest/init" "$lab/host/guest.sh" "$driver/key" | sha256sum)
  [ "$(cat "$image.key" 2>/dev/null)" = "$key" ] && [ -f "$image" ] && return
  say "building the guest"
  tree=$cache/guest
  rm -rf "$tree"; mkdir -p "$tree"/{bin,sbin,usr,proc,sys,dev,tmp,run,host,dotnet,root,etc,lib64,var/lib}
  local program applet library found
  install_file "$root/bin/busybox" "$tree/bin/busybox"
  for applet in $("$root/bin/busybox" --list); do
    case $applet in ip | busybox | modprobe | insmod | rmmod | lsmod | depmod | modinfo) ;; *) ln -sf busybox "$tree/bin/$applet" ;; esac
  done
  rm -f "$tree/bin/bash"; put_program "$(command -v bash)" bin/bash
  for program in ip devlink vdpa tc; do put_program "$(find "$root" -path "*bin/$program" -type f | head -1)" "sbin/$program"; done
  ln -s ../sbin/ip "$tree/bin/ip"
  put_program "$(command -v kmod || echo /bin/kmod)" bin/kmod
  for applet in modprobe insmod rmmod lsmod; do ln -s ../bin/kmod "$tree/sbin/$applet"; done
  for library in $libraries; do
    found=$(ldconfig -p | awk -v name="$library" '$1 == name && /x86-64/ {print $NF; exit}')
    [ -n "$found" ] && install_file "$found" "$tree$found"
  done
  for program in $modules; do put_module "$program"; done
  mkdir -p "$tree/lib/modules/$kernel-amd64/updates"
  cp "$driver"/*.ko "$tree/lib/modules/$kernel-amd64/updates/"
  cp "$root/lib/modules/$kernel-amd64"/modules.{builtin,builtin.modinfo,order} "$tree/lib/modules/$kernel-amd64/"
  depmod -b "$tree" "$kernel-amd64" || fail "depmod failed in the guest"
  echo root:x:0:0:root:/root:/bin/bash >"$tree/etc/passwd"
  echo root:x:0: >"$tree/etc/group"
  install_file "$lab/guest/init" "$tree/init" && chmod 755 "$tree/init"
  (cd "$tree" && find . | cpio -o -H newc -R 0:0 --quiet) >"$image" || fail "cannot write $image"
  rm -rf "$tree"
  echo "$key" >"$image.key"
}
