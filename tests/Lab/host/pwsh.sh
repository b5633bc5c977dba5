# The pwsh of this machine, which the suite of that name drives in the guest. Its folder is shared like .NET's, whatever the pwsh on the PATH is: a
# program with a .NET of its own, one that takes the machine's, or a script that starts either.

pwsh_home=

# Says which it is, and leaves in the shared folder how it is started in the guest, or else why it is not.
find_pwsh() {
  local oldest told runtime version command module=/host/module
  mkdir -p "$share/pwsh"
  command -v pwsh >/dev/null || { lack_pwsh "there is no pwsh on the PATH"; return; }
  told=$(POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off timeout 120 pwsh -NoLogo -NoProfile -NonInteractive \
    -Command '$PSHOME; [Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory(); "$($PSVersionTable.PSVersion)"' </dev/null 2>/dev/null) \
    || { lack_pwsh "the pwsh on the PATH does not start"; return; }
  { read -r pwsh_home; read -r runtime; read -r version; } <<<"$told"
  oldest=$(sed -n "s/^ *PowerShellVersion *= *'\(.*\)'/\1/p" "$repository/Mlx5Sriov.psd1")
  case ${runtime%/} in
    "$pwsh_home")
      # The module's machine code is for the other .NET.
      command=/pwsh/pwsh module=/host/pwsh/module
      cp -r "$published" "$share/pwsh/module" || fail "the module cannot be copied to $share" ;;
    "$dotnet_root"/*) command="/dotnet/dotnet /pwsh/pwsh.dll" ;;
    *) lack_pwsh "pwsh $version runs on the .NET in $runtime, and not on that of the dotnet on the PATH"; return ;;
  esac
  [ "$(printf '%s\n' "$oldest" "$version" | sort -V | head -1)" = "$oldest" ] || { lack_pwsh "pwsh $version is older than $oldest, which the module takes"; return; }
  printf '%s\n' "$command" "$version" "$module" >"$share/pwsh/command"
  say "pwsh $version of $pwsh_home is driven in the guest too"
}

lack_pwsh() {
  pwsh_home=
  echo "$1" >"$share/pwsh/missing"
  say "the suite pwsh will be skipped: $1"
}
