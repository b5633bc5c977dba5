using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Operations;

/// <summary>Changes the number of VFs, and waits until they are there: their bus addresses, and their drivers where new VFs are probed.</summary>
/// <param name="Pf">The physical function.</param>
/// <param name="From">The number that is changed. Another is left alone: an undo whose step was never reached takes no VFs away.</param>
/// <param name="To">The new number; one of the two is 0.</param>
/// <param name="File">The attribute: <c>sriov_numvfs</c>, or <c>mlx5_num_vfs</c> where only that exists.</param>
/// <param name="IsProbed">Whether each VF gets a driver by itself.</param>
internal sealed record SetVfCount(PciAddress Pf, int From, int To, string File, bool IsProbed) : Operation
{
    // Adapters have been seen to take half a second a VF with probing: the limit is for a host that hangs, not for a slow one.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_patiencePerVf = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public override string Command => $"echo {To} > {Path}";

    internal override bool IsPrerequisite => true;

    internal override bool Disturbs(SriovHost host) => To == 0 && IsDue(host);

    private string Path => $"{SysfsPath.Pci(Pf)}/{File}";

    /// <remarks>VFs that are there already are not waited for either: one may have no driver because that was taken from it.</remarks>
    internal override bool IsDue(SriovHost host) => host.KernelFiles.ReadCount(Path) == From;

    /// <inheritdoc/>
    /// <remarks>A refusal leaves the number as it was (sriov_numvfs_store in drivers/pci/iov.c, mlx5_sriov_enable in mlx5's sriov.c).</remarks>
    /// <exception cref="VfCountRefusedException">The kernel refused the number.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        if (!IsDue(host)) return;
        try
        {
            host.KernelFiles.Write(Path, $"{To}");
        }
        catch (KernelException refusal) when (!refusal.IsPermission)
        {
            throw new VfCountRefusedException(Pf, To, refusal);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="VfsMissingException">Fewer appeared in time.</exception>
    public override void Await(SriovHost host, Action<string> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(report);
        var end = host.Clock.Now + s_patience + (s_patiencePerVf * To);
        for (var ready = 0; ready < To;)
        {
            if (IsReady(host.KernelFiles, ready))
            {
                ready++;
                continue;
            }

            if (host.Clock.Now >= end) throw new VfsMissingException(Pf, ready, To, IsProbed);
            report($"{ready} of {To} virtual functions");
            host.Clock.Wait(s_pause, cancellation);
        }
    }

    private bool IsReady(IKernelFiles sysfs, int vf)
    {
        var path = $"{SysfsPath.Pci(Pf)}/virtfn{vf}";
        return sysfs.ReadLink(path) is not null && (!IsProbed || sysfs.ReadLink($"{path}/driver") is not null);
    }
}
