# The module as it is published, kept in the cache; and beside it, in the folder that the guest shares, the same with machine code,
# PowerShell, and the program that runs the suites.

# Analysed where the repository is built; and without the commit's number in it nothing is compiled again for a commit elsewhere.
build_suites() {
  local log=$cache/build.log key; key=$(built_from)
  mkdir -p "$share"
  rm -rf "$share/out"; mkdir -p "$share/out"
  [ "$(cat "$share.key" 2>/dev/null)" = "$key" ] && [ -d "$published" ] && [ -d "$share/module/bin" ] \
    && [ -f "$share/suites/Mlx5Sriov.Lab.dll" ] && [ -f "$share/pwsh/pwsh.dll" ] && return
  rm -f "$share.key"
  say "building the module and the suites"
  rm -rf "$share"/{module,suites} "$published"; mkdir -p "$published"
  nice dotnet publish "$lab/Suites" --configuration Release --output "$share/suites" --nologo \
    -p:RunAnalyzers=false -p:IncludeSourceRevisionInInformationalVersion=false >"$log" 2>&1 \
    || {
      tail -20 "$log"
      ! grep -q 'error NU1[13]' "$log" || skip "the packages that the suites are built with cannot be had"
      fail "the suites do not build"
    }
  { cp -r "$repository"/{Mlx5Sriov.psd1,bin,en-US} "$published/" && cp -r "$published" "$share/module"; } \
    || fail "the module cannot be copied to $cache"
  compile_ahead
  compare_names
  echo "$key" >"$share.key"
}

# What was asked for was looked up in the sources; a suite that is not found there would never run, and nobody would know.
compare_names() {
  local names differences
  names=$(dotnet "$share/suites/Mlx5Sriov.Lab.dll" "$share/module" --names) || fail "the suites' program does not tell their names"
  differences=$(diff <(suite_names) - <<<"$names") && return
  echo "$differences"
  fail "these suites are only in the sources (<), or only in the program (>), which has their names from elsewhere than their lines 'override string Name'"
}

# The newest runtime, which is the one that the guest starts.
frameworks() { find "$dotnet_root/shared/Microsoft.NETCore.App" -mindepth 1 -maxdepth 1 | sort -V | tail -1; }

# All that the build reads in the repository, and the SDK, runtime and PowerShell that it is built with and runs on.
built_from() {
  (cd "$repository" && {
    dotnet --version; sha256sum "$(frameworks)/System.Private.CoreLib.dll"; echo "$pwsh_home"; echo "${NUGET_PACKAGES:-}"
    find . -maxdepth 1 -type f ! -name '*.md' -print0 | sort -z | xargs -0 sha256sum
    find src en-US tests/Lab/Suites tests/Lab/host/{pwsh,suites}.sh \( -name obj -o -name bin \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
  } | sha256sum)
}

# PowerShell, the module and the suites' program with machine code beside the same IL, by the compiler that publishing them fetched: on the
# emulated processor they would be compiled for minutes. The guest has this machine's runtime and nothing else, so the code may
# reach into it, and holds the runtime's generic types for theirs too. Where that compiler is not found, all runs as it is.
compile_ahead() {
  local assembly frameworks; frameworks=$(frameworks)
  compiler=$(find "${NUGET_PACKAGES:-$HOME/.nuget/packages}"/microsoft.netcore.app.crossgen2.linux-x64/*/tools -name crossgen2 2>/dev/null | sort -V | tail -1)
  build_pwsh
  for assembly in "$published"/bin/*.dll; do
    compile_one "$assembly" "$share/module/bin" "$published"/bin/*.dll
  done
  compile_one "$lab/Suites/obj/Release"/net*/linux-x64/Mlx5Sriov.Lab.dll "$share/suites" "$published"/bin/*.dll
}

# An assembly into a folder; the further ones may be reached into besides the runtime. Kept, by what goes into it: most runs change few.
compile_one() {
  local kept key assembly with=(); kept=$cache/native/$(basename "$1")
  [ -n "$compiler" ] || { cp "$1" "$2"; return; }
  key=$(cat "$compiler" "$frameworks/System.Private.CoreLib.dll" "$pwsh_home/pwsh.deps.json" "$1" "${@:3}" | sha256sum)
  if [ "$(cat "$kept.key" 2>/dev/null)" != "$key" ]; then
    mkdir -p "$cache/native"; rm -f "$kept.key"
    for assembly in "${@:3}"; do with+=(-r "$assembly" --inputbubbleref "$assembly"); done
    nice "$compiler" "$1" --out "$kept" --targetos linux --targetarch x64 -O --inputbubble --compilebubblegenerics \
      -r "$frameworks/*.dll" --inputbubbleref "$frameworks/*.dll" -r "$share/pwsh/*.dll" "${with[@]}" >>"$cache/build.log" 2>&1 \
      || { cp "$1" "$2"; return; }
    echo "$key" >"$kept.key"
  fi
  cp "$kept" "$2"
}
