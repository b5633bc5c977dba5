# The PowerShell that the repository pins: the suites' program hosts its engine in the guest, and the suite pwsh drives it as a user does.

# Restores it where it is missing.
find_pwsh() {
  local said status
  # shellcheck disable=SC2016       # PowerShell's own variable
  said=$("$repository/.config/pwsh" -NoLogo -NoProfile -NonInteractive -Command '$PSHOME' 2>&1)
  status=$?
  [ "$status" = 0 ] || echo "$said"
  [ "$status" != 70 ] || skip "the pinned PowerShell cannot be had from NuGet"
  [ "$status" = 0 ] || fail "the pinned PowerShell does not start"
  pwsh_home=$(tail -1 <<<"$said")
}

# Its folder in the one that the guest shares, with machine code in what a session loads. What depends on the system is put beside the rest, where
# the suites' program finds it.
build_pwsh() {
  local name
  rm -rf "$share/pwsh"
  { cp -r "$pwsh_home" "$share/pwsh" && cp "$share"/pwsh/runtimes/{unix/lib/*,linux-x64/native}/* "$share/pwsh/"; } \
    || fail "PowerShell cannot be copied to $cache"
  for name in pwsh System.Management.Automation Microsoft.PowerShell.{ConsoleHost,Commands.Utility,Commands.Management} Newtonsoft.Json; do
    compile_one "$pwsh_home/$name.dll" "$share/pwsh"
  done
}
