namespace Mlx5Sriov.Lab;

/// <summary>The driver unbound, or the physical function removed, in the middle of a plan.</summary>
internal sealed class VanishingPort : Suite
{
    public override string Name => "faults-port";

    public override void Run(GuestMachine guest, Tally tally)
    {
        var port = guest.First;
        Vanish(guest, tally, "the driver is unbound",
            $"echo {port.Address} > /sys/bus/pci/drivers/mlx5_core/unbind",
            $"echo {port.Address} > /sys/bus/pci/drivers/mlx5_core/bind");
        Vanish(guest, tally, "the function is removed", $"echo 1 > {port.Path}/remove", "echo 1 > /sys/bus/pci/rescan");

        // A function that came back is the last on the bus, and its RDMA device has the last number: all are found again, in their order.
        GuestPort[] ports = [guest.First, guest.Second, guest.Many];
        Bash.Do($"for p in {string.Join(' ', ports.Select(p => p.Path))}; do echo 1 > $p/remove; done; echo 1 > /sys/bus/pci/rescan");
    }

    private static void Vanish(GuestMachine guest, Tally tally, string what, string gone, string back)
    {
        var port = guest.First;
        foreach (var moment in new[] { 1, 3 })
        {
            var before = FaultScene.Begin(port);
            tally.Act($"{what} before step {moment}");
            var error = FaultScene.Run(port, moment, () => Bash.Do(gone));
            tally.Same("error", typeof(PlanFailedException), error?.GetType());
            tally.Same("residue", true, (error as PlanFailedException)?.Residue.Count > 0);
            tally.Same("state of the change", "Incomplete", $"{guest.Module.Do("(Get-MlxChange)[-1].State").Single()}");
            tally.Same("Get-MlxVf without the port", true, guest.Module.Run($"Get-MlxVf {port.Address}").Errors.Count == 1);
            tally.Same("the other port", guest.Second.Address, $"{guest.Module.Do($"(Get-MlxPf {guest.Second.Address}).PciAddress").Single()}");
            tally.Act($"Undo-MlxChange while {what}");
            tally.Same("errors", true, guest.Module.Run("Undo-MlxChange").Errors.Count > 0);

            Bash.Do(back);
            Bash.Do($"ip link set {port.NetDevice} up");
            tally.Act("Undo-MlxChange");
            tally.Same("errors", "", string.Join("; ", guest.Module.Run("Undo-MlxChange").Errors));
            tally.SameLines("state as before the plan", before, PortReading.Of(port));
            tally.Same("state of the change", "Undone", $"{guest.Module.Do("(Get-MlxChange)[-1].State").Single()}");
        }
    }
}
