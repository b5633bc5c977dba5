# The module as it is published, kept in the cache; and beside it in the folder that the guest shares, with machine code, and the program that runs the suites.

# Analysed where the repository is built; and without the commit's number in it nothing is compiled anew for a commit elsewhere.
build_suites() {
  local log=$cache/build.log key; key=$(built_from)
  mkdir -p "$share"
  rm -rf "$share/out"; mkdir -p "$share/out"
  [ "$(cat "$share.key" 2>/dev/null)" = "$key" ] && [ -d "$published" ] && [ -f "$share/suites/Mlx5Sriov.Lab.dll" ] && [ -d "$share/module/bin" ] && return
  rm -f "$share.key"
  say "building the module and the suites"
  rm -rf "$share/module" "$published"; mkdir -p "$published"
  nice dotnet publish "$lab/Suites" --configuration Release --output "$share/suites" --nologo \
    -p:RunAnalyzers=false -p:IncludeSourceRevisionInInformationalVersion=false >"$log" 2>&1 \
    || {
      tail -20 "$log"
      ! grep -q 'error NU1[13]' "$log" || skip "the packages that the suites are built with cannot be had"
      fail "the suites do not build"
    }
  cp -r "$repository/Mlx5Sriov.psd1" "$repository/bin" "$repository/en-US" "$published/" && cp -r "$published" "$share/module" \
    || fail "the module cannot be copied to $cache"
  compile_ahead
  echo "$key" >"$share.key"
}

# The newest runtime, which is the one that the guest starts.
frameworks() { find "$dotnet_root/shared/Microsoft.NETCore.App" -mindepth 1 -maxdepth 1 | sort -V | tail -1; }

# All that the build reads in the repository, and the SDK and runtimes that it is built with and runs on.
built_from() {
  (cd "$repository" && { dotnet --version; sha256sum "$(frameworks)/System.Private.CoreLib.dll"; echo "${NUGET_PACKAGES:-}"
    find . -maxdepth 1 -type f ! -name '*.md' -print0 | sort -z | xargs -0 sha256sum
    find src en-US tests/Lab/Suites tests/Lab/host/suites.sh \( -name obj -o -name bin \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum; } | sha256sum)
}

# The module's assemblies and the suites' program with machine code beside the same IL, by the compiler that the suites were published with:
# on the emulated processor they would be compiled for minutes. The guest has this machine's runtime and nothing else, so the code may
# reach into it, and holds the runtime's generic types for theirs too. Where that compiler is not found, all runs as it is.
compile_ahead() {
  local tools assembly frameworks; frameworks=$(frameworks)
  tools=$(find "${NUGET_PACKAGES:-$HOME/.nuget/packages}"/microsoft.netcore.app.crossgen2.linux-x64/*/tools -name crossgen2 2>/dev/null | sort -V | tail -1)
  [ -n "$tools" ] && [ -n "$frameworks" ] || return 0
  for assembly in "$published"/bin/*.dll "$lab/Suites/obj/Release"/net*/linux-x64/Mlx5Sriov.Lab.dll; do
    compile_one "$assembly" "$share/module/bin"
  done
  mv "$share/module/bin/Mlx5Sriov.Lab.dll" "$share/suites/"
}

# Kept, by what goes into it: most runs change few assemblies.
compile_one() {
  local name kept key; name=$(basename "$1"); kept=$cache/native/$name
  key=$(cat "$tools" "$frameworks/System.Private.CoreLib.dll" "$share/suites/System.Management.Automation.dll" "$published"/bin/*.dll "$1" | sha256sum)
  if [ "$(cat "$kept.key" 2>/dev/null)" != "$key" ]; then
    mkdir -p "$cache/native"; rm -f "$kept.key"
    nice "$tools" "$1" --out "$kept" --targetos linux --targetarch x64 -O --inputbubble --compilebubblegenerics \
      -r "$frameworks/*.dll" -r "$share/suites/*.dll" -r "$published/bin/*.dll" \
      --inputbubbleref "$frameworks/*.dll" --inputbubbleref "$published/bin/*.dll" >>"$cache/build.log" 2>&1 || { cp "$1" "$2"; return; }
    echo "$key" >"$kept.key"
  fi
  cp "$kept" "$2"
}
