namespace Mlx5Sriov.Lab;

/// <summary>A VF that is used through its vDPA device: by a process through /dev/vhost-vdpa-N, and by the host as a virtio device.</summary>
internal sealed class HeldVdpaDevices : Suite
{
    private const string Bus = "/sys/bus/vdpa";
    private const int Vf = 1;

    public override string Name => "faults-held-vdpa";

    public override void Run(GuestMachine guest, Tally tally)
    {
        var port = guest.First;
        GuestMachine.LoadDriver("");
        GuestMachine.Enable(port, 3);
        Bash.Do("modprobe -a mlx5_vdpa vhost_vdpa virtio_vdpa");
        var acts = new CmdletActs(guest, port, tally);
        ByProcess(acts, tally, port);
        ByHost(acts, tally, port);
        Waited(tally, port);
    }

    private static void ByProcess(CmdletActs acts, Tally tally, GuestPort port)
    {
        var node = AddDevice(tally, port);
        tally.Same("who has the VF", "False", DeviceHolder.Told(acts, Vf));

        tally.Act($"open {node}");
        var holder = DeviceHolder.Open(node);
        if (tally.Same("who has the VF", $"True VhostVdpa Process {holder}", DeviceHolder.Told(acts, Vf)))
        {
            // Of a holder that the module does not see neither is refused, and both wait for it.
            acts.RefusedFor(DeviceHolder.Named(holder), Vf, $"Set-MlxPf {acts.Pf} -NumVfs 0");
            acts.RefusedFor(DeviceHolder.Named(holder), Vf, $"Set-MlxVfDriver {acts.Pf} {Vf} -Driver vfio-pci");
        }

        acts.Twice($"Set-MlxVf {acts.Pf} {Vf} -VlanId 99");
        DeviceHolder.End(holder);
        tally.Same("who has the VF", "False", DeviceHolder.Told(acts, Vf));
        acts.Cmdlet($"Set-MlxVfDriver {acts.Pf} {Vf} -Driver vfio-pci");
        tally.Same("vDPA devices without the VF's network driver", 0, Directory.GetFileSystemEntries($"{Bus}/devices").Length);
        acts.Cmdlet("Undo-MlxChange");
    }

    private static void ByHost(CmdletActs acts, Tally tally, GuestPort port)
    {
        AddDevice(tally, port);
        Bash.Do($"""
            set -e; echo virtio_vdpa > {Bus}/devices/vdpa0/driver_override
            echo vdpa0 > {Bus}/drivers/vhost_vdpa/unbind; echo vdpa0 > {Bus}/drivers/virtio_vdpa/bind
            """);
        tally.Same("who has the VF", "True VirtioVdpa Host", DeviceHolder.Told(acts, Vf));
        acts.RefusedFor("host vdpa0", Vf, $"Set-MlxPf {acts.Pf} -NumVfs 0");
        acts.RefusedFor("host vdpa0", Vf, $"Set-MlxVfDriver {acts.Pf} {Vf} -Driver vfio-pci");
        tally.Act("vdpa dev del");
        Bash.Do("vdpa dev del vdpa0");
        tally.Same("who has the VF", "False", DeviceHolder.Told(acts, Vf));
    }

    /// <summary>The kernel waits for whoever has the node open, and no signal ends that (vhost_vdpa_remove in drivers/vhost/vdpa.c).</summary>
    private static void Waited(Tally tally, GuestPort port)
    {
        var holder = DeviceHolder.Open(AddDevice(tally, port));
        tally.Act("sriov_numvfs is written while the node is open");
        var writer = Bash.Do($"echo 0 > {port.Path}/sriov_numvfs & echo $!").Trim();

        // The kernel looks each second whether the node is closed: for that moment the writer runs, and waits again then.
        var state = Bash.Do($"""
            while [ -d /proc/{writer} ] && ! grep -q vhost_vdpa_remove /proc/{writer}/stack; do sleep 0.1; done
            kill -KILL {writer}; sleep 1.5
            for look in 1 2 3 4 5; do state=$(grep '^State' /proc/{writer}/status); case $state in *running*) sleep 0.1;; *) break;; esac; done
            echo "$state"
            """);
        tally.Same("the writer, though killed", "State:\tD (disk sleep)", state.Trim());
        tally.Act("the node is closed");
        Bash.Do($"kill {holder}; while [ -d /proc/{writer} ]; do sleep 0.1; done");
        tally.Same("VFs", "0", File.ReadAllText($"{port.Path}/sriov_numvfs").Trim());
    }

    /// <summary>Makes the VF's device; of the bus's drivers the one that was loaded first takes it.</summary>
    /// <returns>Its node.</returns>
    private static string AddDevice(Tally tally, GuestPort port)
    {
        tally.Act("vdpa dev add");
        Bash.Do($"vdpa dev add name vdpa0 mgmtdev pci/{port.Vf(Vf)}");
        return $"/dev/{Bash.Do($"cd {port.Path}/virtfn{Vf}/vdpa0; ls -d vhost-vdpa-*").Trim()}";
    }
}
