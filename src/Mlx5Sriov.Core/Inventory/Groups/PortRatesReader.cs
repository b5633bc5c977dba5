using System.Globalization;
using System.Text.RegularExpressions;

using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Rates;

namespace Mlx5Sriov.Inventory.Groups;

/// <summary>Reads all that decides what the VFs of one physical function get.</summary>
internal static partial class PortRatesReader
{
    /// <exception cref="RefusedSettingException">The port is InfiniBand's, which has no rates for VFs.</exception>
    public static PortRates Read(SriovHost host, PfSite pf, VirtualFunctionReader vfs, IReadOnlyList<RateGroup> groups)
    {
        if (pf.LinkLayer == LinkLayer.InfiniBand)
        {
            throw new RefusedSettingException(RefusalReason.EthernetOnly, ChangeTarget.OfPort(pf.Name),
                "rates of VFs are for Ethernet ports.",
                "Name an Ethernet port, or describe one.")
            {
                Remedy = new(RemedyKind.DescribePort),
            };
        }

        VirtualFunction[] settings = [.. Enumerable.Range(0, vfs.Count).Select(vfs.ReadSettings)];
        return new PortRates
        {
            Pf = pf.Name,
            LineRate = pf.LinkSpeed ?? Bandwidth.Zero,
            Groups = [.. groups.Select(Rates)],
            Vfs = [.. settings.Select(Rates)],
            HasDefaultGroup = pf.Dialect == DriverDialect.Ofed ? groups.Any(g => g.Id == 0) : HasHiddenDefaultGroup(host.KernelFiles),
            Unknown = [.. Unknown(settings, groups)],
        };
    }

    private static GroupRates Rates(RateGroup group) => new()
    {
        Name = group.Label,
        Parent = group.Parent,
        MaxTxRate = group.MaxTxRate ?? Bandwidth.Zero,
        MinTxRate = group.MinTxRate ?? Bandwidth.Zero,
    };

    private static VfRates Rates(VirtualFunction vf) => new()
    {
        Index = vf.Index,
        Group = vf.RateGroup,
        MaxTxRate = vf.MaxTxRate ?? Bandwidth.Zero,
        MinTxRate = vf.MinTxRate ?? Bandwidth.Zero,
    };

    private static IEnumerable<string> Unknown(VirtualFunction[] vfs, IReadOnlyList<RateGroup> groups)
    {
        int[] untold = [.. vfs.Where(v => v.MaxTxRate is null || v.MinTxRate is null).Select(v => v.Index)];
        if (untold.Length > 0) yield return $"VF {new VfIndexSet(untold)}";
        foreach (var group in groups.Where(g => g.MaxTxRate is null || g.MinTxRate is null)) yield return $"group {group.Label}";
        foreach (var group in vfs.Select(v => v.RateGroup).OfType<string>().Distinct().Where(name => groups.All(g => g.Label != name)))
            yield return $"group {group}";
    }

    /// <summary>Whether the kernel's own driver holds VFs that are in no node in one of its own, which it does not show.</summary>
    /// <remarks>esw/qos.c: group0, later node0, up to Linux 6.16; where the release cannot be read it is taken for such a one.</remarks>
    private static bool HasHiddenDefaultGroup(IKernelFiles sysfs) =>
        Release().Match(sysfs.Read("/proc/sys/kernel/osrelease") ?? "") is not { Success: true } release
        || (Number(release, 1), Number(release, 2)).CompareTo((6, 17)) < 0;

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{1,4})\.(\d{1,4})")]
    private static partial Regex Release();
}
