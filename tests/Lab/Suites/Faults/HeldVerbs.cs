namespace Mlx5Sriov.Lab;

/// <summary>A VF that a process uses by verbs, through /dev/infiniband/uverbsN of the kernel's RDMA core.</summary>
internal sealed class HeldVerbs : Suite
{
    private const int Vf = 1;

    public override string Name => "faults-held-verbs";

    public override void Run(GuestMachine guest, Tally tally)
    {
        var port = guest.First;
        GuestMachine.LoadDriver("rdma=0");
        Bash.Do("modprobe -a mlx5_ib ib_uverbs");
        GuestMachine.Enable(port, 3);
        var acts = new CmdletActs(guest, port, tally);
        tally.Same("RDMA devices of the ports", "mlx5_0 mlx5_1", acts.Told($"(Get-MlxPf {port.Address}, {guest.Second.Address}).RdmaDevice"));
        tally.Same("who has the VF", "False", DeviceHolder.Told(acts, Vf));

        var node = $"/dev/infiniband/{Path.GetFileName(Directory.EnumerateDirectories($"{port.Path}/virtfn{Vf}/infiniband_verbs").Single())}";
        tally.Act($"open {node}");
        var holder = DeviceHolder.Open(node);
        tally.Same("who has the VF", $"True Verbs Process {holder}", DeviceHolder.Told(acts, Vf));
        acts.RefusedFor(DeviceHolder.Named(holder), Vf, $"Set-MlxPf {acts.Pf} -NumVfs 0");
        acts.RefusedFor(DeviceHolder.Named(holder), Vf, $"Set-MlxVfDriver {acts.Pf} {Vf} -Driver vfio-pci");
        acts.Twice($"Set-MlxVf {acts.Pf} {Vf} -VlanId 99");

        // The kernel waits for no such holder: the device ends under it (ib_uverbs_remove_one in drivers/infiniband/core/uverbs_main.c).
        acts.Cmdlet($"Set-MlxPf {acts.Pf} -NumVfs 0 -Force");
        tally.Same("VFs", "0", File.ReadAllText($"{port.Path}/sriov_numvfs").Trim());
        tally.Same("the holder is still there", true, Directory.Exists($"/proc/{holder}"));
        GuestMachine.Enable(port, 3);
        tally.Same("who has the new VF", "False", DeviceHolder.Told(acts, Vf));
        DeviceHolder.End(holder);
        acts.Cmdlet($"Set-MlxVfDriver {acts.Pf} {Vf} -Driver vfio-pci");
    }
}
