# The lab's mlx5_core and what is loaded beside it, for the guest's kernel; built again only when it or the kernel changed.

build_driver() {
  local key; key=$(cat "$lab"/driver/*.[ch] "$lab/driver/Kbuild" | sha256sum | cut -d' ' -f1)-$kernel
  [ "$(cat "$driver/key" 2>/dev/null)" = "$key" ] && return
  say "building the driver"
  rm -rf "$driver"; mkdir -p "$driver"
  cp "$lab"/driver/*.[ch] "$lab/driver/Kbuild" "$driver"
  # Without BTF, which would take the kernel's own image and a program of its own.
  # And without what somebody who builds kernels may have in the environment: ARCH, KBUILD_OUTPUT.
  env -i "PATH=$PATH" nice make -s -C "$root/usr/src/linux-headers-$kernel-amd64" "M=$driver" KCFLAGS=-Werror CONFIG_DEBUG_INFO_BTF_MODULES= -j2 modules \
    >"$driver/log" 2>&1 || { tail -20 "$driver/log"; fail "the driver does not build"; }
  strip --strip-debug "$driver"/*.ko || fail "the driver cannot be stripped"
  echo "$key" >"$driver/key"
}
