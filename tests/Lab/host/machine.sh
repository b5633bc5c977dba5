# The virtual machines: in each a dual-port adapter with 8 VFs a port (igb), a second adapter with 127 VFs (nvme), no network.
# Emulated, not virtualised: QEMU's TCG runs alike on any machine, nested or not.

start_machine() {
  local number=$1 drive=() words
  [ -n "${LAB_DISK:-}" ] && drive=(-drive "file=${LAB_DISK//,/,,},format=raw,if=none,id=disk" -device "virtio-blk-pci,drive=disk")
  words="console=ttyS0 quiet panic=-1 LAB_MACHINE=$number intel_iommu=on iommu=pt"
  words+=" cryptomgr.notests initcall_blacklist=crypto_kdf108_init,jent_mod_init random.trust_cpu=on"
  words+=" apparmor=0 audit=0 nokaslr tsc=reliable no_timer_check"
  exec timeout --foreground -k 5 "${LAB_TIMEOUT:-900}" nice qemu-system-x86_64 \
    -machine q35,accel=tcg,kernel-irqchip=split -cpu max -m 1280M -nodefaults -no-user-config -display none -monitor none -no-reboot \
    -device intel-iommu,intremap=on,caching-mode=on,device-iotlb=on \
    -kernel "$root/boot/vmlinuz-$kernel-amd64" -initrd "$image" \
    -append "$words" -serial stdio \
    -virtfs "local,path=${share//,/,,},mount_tag=host,security_model=none,multidevs=remap" \
    -virtfs "local,path=${dotnet_root//,/,,},mount_tag=dotnet,security_model=none,multidevs=remap,readonly=on" \
    -device pcie-root-port,id=port0,chassis=1,slot=1 -netdev hubport,id=net0,hubid=0 -netdev hubport,id=net1,hubid=1 \
    -device igb,bus=port0,addr=0.0,multifunction=on,netdev=net0,x-pcie-ari-nextfn-1=on \
    -device igb,bus=port0,addr=0.1,netdev=net1,x-pcie-ari-nextfn-1=on \
    -device pcie-root-port,id=port1,chassis=2,slot=2 -device nvme-subsys,id=many \
    -device nvme,serial=many,subsys=many,bus=port1,sriov_max_vfs=127,sriov_vq_flexible=254,sriov_vi_flexible=127,max_ioqpairs=256,msix_qsize=129 \
    "${drive[@]}" \
    </dev/null 2> >(grep -v 'is not connected to host network' >&2)
}

# Runs the suites of the names in one machine, in a process of its own. A machine on a host that stalls may lose its
# timer and never get to its first process: then it is started again.
run_machine() {
  local number=$1 second out=$share/out/$1; shift
  machine=
  trap 'kill $machine 2>/dev/null; wait' EXIT
  trap 'exit 1' TERM INT HUP
  for _ in 1 2 3; do
    rm -rf "$out"; mkdir -p "$out"
    printf '%s\n' "$@" >"$out/wanted"
    start_machine "$number" &
    machine=$!
    for ((second = 0; second < 120; second++)); do
      if [ -f "$out/started" ] || ! kill -0 "$machine" 2>/dev/null; then break 2; fi
      sleep 1
    done
    say "machine $number does not start; another attempt"
    kill "$machine"; wait "$machine"
  done
  wait "$machine"
  case $? in
    0) ;;
    124) echo "lab: machine $number took longer than ${LAB_TIMEOUT:-900} s" ;;
    *) echo "lab: the QEMU of machine $number failed" ;;
  esac
  [ -f "$out/status" ] || echo "lab: machine $number left no status"
  [ "$(cat "$out/status" 2>/dev/null)" = 0 ]
}

# One for each processor that has the memory for it: two where that is enough, and no more than there is work for.
machine_count() {
  local memory=$(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1400000)) count
  count=$(nproc)
  [ "$count" -lt 2 ] && count=2
  [ "$count" -gt 6 ] && count=6
  [ "$count" -gt "$memory" ] && count=$memory
  [ "$count" -gt ${#suites[@]} ] && count=${#suites[@]}
  echo "$count"
}

# Machines side by side, which share the suites: each takes the next.
run_machines() {
  local pids=() pid number count status=0
  count=$(machine_count)
  [ "$count" -gt 0 ] || skip "a machine takes 1400 MB of memory, and less is available"
  trap 'kill "${pids[@]}" 2>/dev/null; wait; exit 1' TERM INT HUP
  for number in $(seq "$count"); do
    (run_machine "$number" "$@") & pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || status=1; done
  return "$status"
}

# A suite that a machine took with it, or that none came to, is a failure.
missing_suites() {
  local suite missing=()
  for suite in "${suites[@]}"; do [ -s "$share/out/taken/$suite" ] || missing+=("$suite"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  compgen -G "$share/out/*/started" >/dev/null || skip "QEMU starts no virtual machine here"
  echo "lab: did not come to the end: ${missing[*]}"
  return 1
}

# The machines' counts, added up.
summary() {
  cat "$share"/out/*/summary 2>/dev/null | awk '
    { acts += $2; comparisons += $4; sequences += $6; failures += $9 }
    END { printf "lab: %d acts, %d comparisons, %d differential sequences, %d failures\n", acts, comparisons, sequences, failures }'
}
