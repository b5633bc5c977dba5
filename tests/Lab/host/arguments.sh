# What is asked for, and where it is done: all that can be told before anything is fetched or built.

rounds=          # of a measurement; empty where the suites are run
suites=()        # all whose names begin as was asked for

refuse() { echo "lab: $1; tests/Lab/run --help tells what there is" >&2; exit 2; }

# As the sources have them, in the order in which they are run. A name that depends on something stands as a choice on its line.
suite_names() { grep -rh --include='*.cs' 'override string Name =>' "$lab/Suites" | grep -o '"[a-z-]*"' | tr -d '"' | sort -r; }

read_arguments() {
  local word name found
  case ${1:-} in
    -h | --help)
      sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$lab/run"
      echo "Suites: $(suite_names | sort | tr '\n' ' ')"
      exit 0 ;;
    --bench)
      [ $# -le 2 ] || refuse "--bench takes one number, of rounds"
      rounds=${2-7}
      [[ $rounds =~ ^[1-9][0-9]{0,3}$ ]] || refuse "'$rounds' is no number of rounds" ;;
    *)
      for word; do
        [[ $word != -* ]] || refuse "there is no option '$word' here"
        found=
        for name in $(suite_names); do [ -n "$word" ] && [[ $name == "${word,,}"* ]] && found=1; done
        [ -n "$found" ] || refuse "no suite's name begins with '$word'"
      done
      for name in $(suite_names); do
        for word in "${@:-$name}"; do [[ $name == "${word,,}"* ]] && { suites+=("$name"); break; }; done
      done ;;
  esac
  [[ ${LAB_TIMEOUT:-1} =~ ^[1-9][0-9]{0,5}$ ]] || refuse "LAB_TIMEOUT=$LAB_TIMEOUT is no number of seconds"
}

# As the XDG base directories are defined: a relative path is none.
find_cache() {
  export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
  cache=${XDG_CACHE_HOME:-}
  [[ $cache == /* ]] || cache=$HOME/.cache
  cache=$cache/mlx5sriov-lab
  share=$cache/share published=$cache/module packages=$cache/packages driver=$cache/driver image=$cache/guest.cpio disk=$cache/bench.img
  [[ $cache != *[[:space:]:]* ]] || skip "kernel modules cannot be built below a path with a blank or a colon: set XDG_CACHE_HOME to another than $cache"
}

find_dotnet() {
  [ "$(uname -sm)" = "Linux x86_64" ] || skip "it takes 64-bit Linux on x86, this is $(uname -sm)"
  command -v apt-get >/dev/null || skip "its kernel and QEMU come from Debian packages, and there is no apt-get here"
  command -v dotnet >/dev/null || skip "there is no dotnet on the PATH"
  local told
  told=$(cd "$repository" && dotnet --version 2>&1) \
    || skip "the dotnet on the PATH does not start an SDK: $(grep -v -e '^Process terminated' <<<"$told" | head -1)"
  # Whatever that dotnet is: the program, a link to it, or a script that starts it.
  dotnet_root=$(dotnet --list-runtimes | sed -n 's,^Microsoft\.NETCore\.App .*\[\(.*\)/shared/Microsoft\.NETCore\.App]$,\1,p' | tail -1)
  [ -x "$dotnet_root/dotnet" ] || skip "the dotnet on the PATH does not say where its runtime is"
}
