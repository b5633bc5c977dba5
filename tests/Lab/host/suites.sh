# The module as it is published, and the program that runs the suites on it, in the folder that the guest shares.

build_suites() {
  local log=$cache/build.log
  mkdir -p "$share"
  say "building the module and the suites"
  rm -rf "$share/module" "$share/out"; mkdir -p "$share/module" "$share/out"
  nice dotnet publish "$lab/Suites" --configuration Release --output "$share/suites" --nologo >"$log" 2>&1 \
    || {
      tail -20 "$log"
      ! grep -q 'error NU1[13]' "$log" || skip "the packages that the suites are built with cannot be had"
      fail "the suites do not build"
    }
  cp -r "$repository/Mlx5Sriov.psd1" "$repository/bin" "$repository/en-US" "$share/module/"
}
