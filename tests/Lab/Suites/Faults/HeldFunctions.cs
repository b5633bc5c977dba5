namespace Mlx5Sriov.Lab;

/// <summary>A VF that a process holds through /dev/vfio.</summary>
internal sealed class HeldFunctions : Suite
{
    public override string Name => "faults-held";

    public override void Run(GuestMachine guest, Tally tally)
    {
        var port = guest.First;
        FaultScene.Begin(port);
        var acts = new CmdletActs(guest, port, tally);
        var pf = acts.Pf;
        acts.Cmdlet($"Set-MlxVfDriver {pf} 2 -Driver vfio-pci");
        var holder = DeviceHolder.Open(DeviceHolder.VfioNode(port, 2));
        string[] scripts =
        [
            $"Set-MlxPf {pf} -NumVfs 6",
            $"Set-MlxPf {pf} -NumVfs 0",
            $"Set-MlxPf {pf} -EswitchMode Switchdev",
            $"Set-MlxVfDriver {pf} 2 -Driver mlx5_core",
        ];
        foreach (var script in scripts) acts.RefusedFor(DeviceHolder.Named(holder), 2, script);

        // What hits no holder goes on.
        acts.Twice($"Set-MlxVf {pf} 2 -VlanId 99");
        DeviceHolder.End(holder);
        acts.Twice($"Set-MlxPf {pf} -NumVfs 3");
        tally.Same("settings of the VF", 99, IpTool.Vfs(pf)[2].VlanId);
        tally.Same("its driver", "vfio-pci", Path.GetFileName(new FileInfo($"{port.Path}/virtfn2/driver").LinkTarget));

        // By force the kernel waits for the holder.
        DeviceHolder.Open(DeviceHolder.VfioNode(port, 2), 3);
        acts.Cmdlet($"Set-MlxPf {pf} -NumVfs 0 -Force -WarningAction SilentlyContinue");
        tally.Same("VFs", "0", File.ReadAllText($"{port.Path}/sriov_numvfs").Trim());
    }
}
