#!/bin/sh
# What 'dotnet run --project src/Mlx5Sriov' starts: the pinned pwsh with the module imported and a simulated host entered, at a prompt.
#
#   simulate.sh [-Profile NAME] [COMMAND...]
#
# With a command it runs that and ends, as 'pwsh -Command' does and with its exit code. Profiles are those of Enter-MlxSimulation.
root=$(dirname -- "$(readlink -f -- "$0")")/../..
quoted() { printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"; }      # a PowerShell string

profile=
case ${1-} in
  -[Pp][Rr][Oo][Ff][Ii][Ll][Ee])
    [ -n "${2-}" ] || { echo "simulate.sh: -Profile takes the name of a simulated adapter, such as ConnectX6Infiniband" >&2; exit 64; }
    profile=$(quoted "$2"); shift 2 ;;
esac
start="try { Import-Module $(quoted "$root/Mlx5Sriov.psd1") -ErrorAction Stop; Enter-MlxSimulation $profile -ErrorAction Stop }
catch { [Console]::Error.WriteLine(\"\$_\"); exit 70 }"

[ $# -gt 0 ] || exec "$root/.config/pwsh" -NoLogo -NoExit -Command "$start"
exec "$root/.config/pwsh" -NoLogo -NoProfile -Command "$start
" "$@"
