# One run at a time on a cache, and nothing left of a run that is ended: not by Ctrl-C, not by TERM, and not by KILL.

take_lock() {
  { mkdir -p "$cache" && exec 9>"$cache/lock"; } 2>/dev/null || skip "$cache cannot be written"
  flock -n 9 || { say "another run has $cache: waiting for it"; flock 9; }
}

# Does the work in a process group of its own, with all that it starts, and ends that group when this process is told to end, or is gone.
supervise() {
  local status
  set -m
  (
    set +m
    watch_over $$ &
    "$@"
  ) </dev/null &
  worker=$!
  set +m
  trap 'stop_worker 2' INT
  trap 'stop_worker 15' TERM
  trap 'stop_worker 1' HUP
  wait "$worker"
  status=$?
  kill -KILL -- "-$worker" 2>/dev/null      # the watch, and whatever is left
  exit "$status"
}

stop_worker() {
  local tenth
  trap '' INT TERM HUP PIPE
  {
    kill -TERM -- "-$worker"
    for ((tenth = 0; tenth < 50; tenth++)); do
      kill -0 -- "-$worker" || break
      sleep 0.1
    done
    kill -KILL -- "-$worker"
    wait "$worker"
  } 2>/dev/null       # the shell would say what it ended
  echo "lab: ended by signal $1" >&2
  exit $((128 + $1))
}

# A process that is killed ends nothing itself: this one in the group sees that it is gone.
watch_over() {
  while kill -0 "$1" 2>/dev/null; do sleep 1; done
  trap '' TERM
  kill -TERM 0
  sleep 3
  kill -KILL 0
}
