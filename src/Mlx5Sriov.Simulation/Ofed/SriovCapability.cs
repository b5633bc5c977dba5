using System.Globalization;

using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary>What a physical function's directory shows of SR-IOV: the PCI core's attributes and links, and OFED's own where the driver has them.</summary>
/// <remarks>drivers/pci/iov.c of Linux 6.12.</remarks>
internal static class SriovCapability
{
    // Without SR-IOV in the firmware the function has no such capability, and the PCI core makes none of the attributes.
    public static void AddTo(EntryTable<SimulatedPf> table) => table
        .Add("sriov_totalvfs", Shown(pf => SysfsText.Line(pf.Adapter.TotalVfs)))
        .Add("sriov_numvfs", Shown(pf => SysfsText.Line(pf.Vfs.Count), SetNumVfs))
        .Add("sriov_offset", Shown(pf => SysfsText.Line(pf.VfOffset)))
        .Add("sriov_stride", Shown(_ => "1\n"))
        .Add("sriov_vf_device", Shown(pf => $"{pf.Adapter.Model.VfDeviceId:x4}\n"))
        .Add("sriov_vf_total_msix", Shown(_ => "0\n"))
        .Add("sriov_drivers_autoprobe", Shown(pf => pf.AutoProbe ? "1\n" : "0\n", (pf, text) => pf.AutoProbe = KernelNumber.ParseBoolean(text)))
        .Add("mlx5_num_vfs", pf => pf.Adapter.TotalVfs == 0 ? null : NumVfsFile.Of(pf))
        .Add("sriov", pf => pf.Adapter.TotalVfs == 0 ? null : SriovTree.Of(pf))
        .Listing(
            pf => pf.Vfs.Select(vf => string.Create(CultureInfo.InvariantCulture, $"virtfn{vf.Index}")),
            (pf, name) => IndexIn(name, "virtfn", pf.Vfs.Count) is { } index ? new SysfsLink($"../{pf.Vfs[index].Name}") : null);

    /// <summary>The number that a name ends in, if it is written as the kernel writes it and below a count.</summary>
    public static int? IndexIn(string name, string prefix, int count) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < count
        && (index == 0 ? name.Length == prefix.Length + 1 : name[prefix.Length] != '0')
            ? index
            : null;

    private static Func<SimulatedPf, SysfsNode?> Shown(Func<SimulatedPf, string> show, Action<SimulatedPf, string>? store = null) => pf =>
        pf.Adapter.TotalVfs == 0 ? null
        : store is null ? new SysfsAttribute(() => show(pf))
        : new SysfsAttribute(() => show(pf), text => store(pf, text));

    /// <summary>Whatever is no number of 16 bits is EINVAL here, one too large for the type included.</summary>
    private static void SetNumVfs(SimulatedPf pf, string text)
    {
        if (!KernelNumber.TryParse(text, ushort.MinValue, ushort.MaxValue, out var count)) throw new Refusal(Errno.EINVAL);
        pf.SetNumVfs((int)count);
    }
}
