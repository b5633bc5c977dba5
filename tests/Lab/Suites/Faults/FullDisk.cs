namespace Mlx5Sriov.Lab;

/// <summary>
/// The disk of the journals is full before a plan, when nothing may be written to the host, and can no longer be written in the middle of one.
/// </summary>
internal sealed class FullDisk : Suite
{
    private const string Folder = "/var/lib/mlx5sriov";

    public override string Name => "faults-disk";

    public override void Run(GuestMachine guest, Tally tally)
    {
        var port = guest.First;
        var before = FaultScene.Begin(port);
        var acts = new CmdletActs(guest, port, tally);
        Bash.Do($"mkdir -p {Folder}; mount -t tmpfs -o size=64k,mode=700 tmpfs {Folder}");
        try
        {
            Fill();
            acts.Refused($"Set-MlxPf {acts.Pf} -NumVfs 6", "Kernel.ENOSPC");
            acts.Refused($"Set-MlxVf {acts.Pf} 0-3 -Qos 2", "Kernel.ENOSPC");
            tally.Same("journals", "", acts.Told("Get-MlxChange"));

            Empty();
            tally.Act("the disk becomes read-only while a plan runs");
            var error = FaultScene.Run(port, 3, () => Remount("ro"));
            tally.Same("error", Errno.EROFS, ((error as PlanFailedException)?.InnerException as KernelException)?.Errno);
            tally.Same("residue", 0, (error as PlanFailedException)?.Residue.Count);
            tally.SameLines("state after the plan was rolled back", before, PortReading.Of(port));

            // Its journal could not be closed: an undo of it finds everything as it was.
            Remount("rw");
            tally.Same("state of the change", "Interrupted", acts.Told("(Get-MlxChange).State"));
            acts.Undo(before);
            tally.Same("state of the change", "Undone", acts.Told("(Get-MlxChange).State"));
            acts.Twice($"Set-MlxVf {acts.Pf} 1 -Qos 2");
        }
        finally
        {
            Bash.Do($"umount {Folder}");
        }
    }

    private static void Fill() => Bash.Do($"dd if=/dev/zero of={Folder}/filler bs=4096 2>/dev/null; true");

    private static void Remount(string way) => Bash.Do($"mount -o remount,{way} {Folder}");

    private static void Empty() => File.Delete($"{Folder}/filler");
}
