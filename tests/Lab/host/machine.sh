# The virtual machine: a dual-port adapter with 8 VFs a port (igb), a second adapter with 127 VFs (nvme), no network.
# Emulated, not virtualised: QEMU's TCG runs alike on any machine, nested or not.

start_machine() {
  local dotnet_root; dotnet_root=$(dirname "$(readlink -f "$(command -v dotnet)")")
  exec timeout -k 5 "${LAB_TIMEOUT:-900}" nice qemu-system-x86_64 \
    -machine q35,accel=tcg,kernel-irqchip=split -cpu max -smp 2 -m 1536M -nodefaults -no-user-config -display none -monitor none -no-reboot \
    -device intel-iommu,intremap=on,caching-mode=on,device-iotlb=on \
    -kernel "$root/boot/vmlinuz-$kernel-amd64" -initrd "$image" \
    -append "console=ttyS0 quiet panic=-1 intel_iommu=on iommu=pt cryptomgr.notests apparmor=0 audit=0 nokaslr random.trust_cpu=on tsc=reliable no_timer_check initcall_blacklist=crypto_kdf108_init,jent_mod_init" \
    -serial stdio \
    -virtfs "local,path=$share,mount_tag=host,security_model=none,multidevs=remap" \
    -virtfs "local,path=$dotnet_root,mount_tag=dotnet,security_model=none,multidevs=remap,readonly=on" \
    -device pcie-root-port,id=port0,chassis=1,slot=1 -netdev hubport,id=net0,hubid=0 -netdev hubport,id=net1,hubid=1 \
    -device igb,bus=port0,addr=0.0,multifunction=on,netdev=net0,x-pcie-ari-nextfn-1=on \
    -device igb,bus=port0,addr=0.1,netdev=net1,x-pcie-ari-nextfn-1=on \
    -device pcie-root-port,id=port1,chassis=2,slot=2 -device nvme-subsys,id=many \
    -device nvme,serial=many,subsys=many,bus=port1,sriov_max_vfs=127,sriov_vq_flexible=254,sriov_vi_flexible=127,max_ioqpairs=256,msix_qsize=129 \
    </dev/null 2> >(grep -v 'is not connected to host network' >&2)
}

# An emulated machine on a host that stalls may lose its timer and never get to its first process: then it is started again.
run_machine() {
  local attempt second
  printf '%s\n' "$@" >"$share/wanted"
  for attempt in 1 2 3; do
    rm -f "$share"/out/{started,status}
    start_machine &
    machine=$!
    trap 'kill $machine 2>/dev/null' EXIT
    for ((second = 0; second < 120; second++)); do
      [ ! -f "$share/out/started" ] && kill -0 $machine 2>/dev/null || break
      sleep 1
    done
    [ ! -f "$share/out/started" ] && kill -0 $machine 2>/dev/null || break
    say "the machine does not start; another attempt"
    kill $machine; wait $machine
  done
  wait $machine
  local status=$?
  trap - EXIT
  [ $status = 124 ] && { echo "lab: the machine took longer than ${LAB_TIMEOUT:-900} s"; return 1; }
  [ $status = 0 ] || { echo "lab: QEMU ended with $status"; return 1; }
  [ -f "$share/out/status" ] || { echo "lab: the guest left no status"; return 1; }
  [ "$(cat "$share/out/status")" = 0 ]
}
