using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Ports;

/// <summary>Reads everything about one physical function.</summary>
internal static class PhysicalFunctionReader
{
    public static PhysicalFunction Read(SriovHost host, PfSite site)
    {
        var sysfs = host.KernelFiles;
        var path = SysfsPath.Pci(site.PciAddress);
        var info = site.IsDriven ? host.Devlink.Info(site.PciAddress) : null;
        return new PhysicalFunction
        {
            Name = site.Name,
            AltNames = [.. site.AltNames.Select(n => PlainText.Of(n))],
            NetDevice = PlainText.Of(site.NetDevice),
            RdmaDevice = PlainText.Of(site.RdmaDevice),
            PciAddress = site.PciAddress,
            DeviceName = AdapterFamily.Of(site.DeviceId),
            Psid = PlainText.Of(info?.Fixed.GetValueOrDefault("fw.psid") ?? RdmaAttribute(sysfs, site, "board_id")),
            FirmwareRunning = PlainText.Of(Firmware(info?.Running) ?? RdmaAttribute(sysfs, site, "fw_ver")),
            FirmwareStored = PlainText.Of(Firmware(info?.Stored)),
            Driver = PlainText.Of(site.Driver),
            Dialect = site.Dialect,
            LinkLayer = site.LinkLayer,
            LinkSpeed = site.LinkSpeed,
            TotalVfs = site.TotalVfs,
            NumVfs = VfCountFile.Read(sysfs, site.PciAddress).Count,
            AutoProbe = site.AutoProbe?.State,
            EswitchMode = site.Eswitch?.Mode,
            InlineMode = site.Eswitch?.InlineMode,
            EncapMode = site.Eswitch?.EncapMode,
            NumaNode = NumaNode.Read(sysfs, path),
            IsSimulated = host.Identity.IsSimulated,
        };
    }

    // mlx5 tells the same version twice, as fw.version and as the generic fw; older kernels know only the first.
    private static string? Firmware(IReadOnlyDictionary<string, string>? versions) =>
        versions?.GetValueOrDefault("fw.version") ?? versions?.GetValueOrDefault("fw");

    // The RDMA device tells PSID and firmware too (drivers/infiniband/hw/mlx5/main.c): the way on kernels without devlink's dev info.
    private static string? RdmaAttribute(IKernelFiles sysfs, PfSite site, string attribute) =>
        site.RdmaDevice is { } rdma ? sysfs.ReadValue($"{SysfsPath.RdmaDevice(rdma)}/{attribute}") : null;
}
