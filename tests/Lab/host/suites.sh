# The module as it is published, and the program that runs the suites on it, in the folder that the guest shares.

# Analysed where the repository is built; and without the commit's number in it nothing is compiled anew for a commit elsewhere.
build_suites() {
  local log=$cache/build.log
  mkdir -p "$share"
  say "building the module and the suites"
  rm -rf "$share/module" "$share/out"; mkdir -p "$share/module" "$share/out"
  nice dotnet publish "$lab/Suites" --configuration Release --output "$share/suites" --nologo \
    -p:RunAnalyzers=false -p:IncludeSourceRevisionInInformationalVersion=false >"$log" 2>&1 \
    || {
      tail -20 "$log"
      ! grep -q 'error NU1[13]' "$log" || skip "the packages that the suites are built with cannot be had"
      fail "the suites do not build"
    }
  cp -r "$repository/Mlx5Sriov.psd1" "$repository/bin" "$repository/en-US" "$share/module/" || fail "the module cannot be copied to $share"
  compile_ahead
}

# The module's assemblies with machine code beside the same IL, by the compiler that the suites were published with: on the emulated
# processor every new process would compile for seconds. Where that compiler is not found, they run as they are.
compile_ahead() {
  local tools assembly frameworks
  tools=$(find "${NUGET_PACKAGES:-$HOME/.nuget/packages}"/microsoft.netcore.app.crossgen2.linux-x64/*/tools -name crossgen2 2>/dev/null | sort -V | tail -1)
  frameworks=$(find "$dotnet_root/shared/Microsoft.NETCore.App" -mindepth 1 -maxdepth 1 | sort -V | tail -1)
  [ -n "$tools" ] && [ -n "$frameworks" ] || return 0
  for assembly in "$share"/module/bin/*.dll; do
    nice "$tools" "$assembly" --out "$assembly.native" --targetos linux --targetarch x64 -O \
      -r "$frameworks/*.dll" -r "$share/suites/*.dll" -r "$repository/bin/*.dll" >>"$cache/build.log" 2>&1 && mv "$assembly.native" "$assembly"
  done
  return 0
}
