using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>A physical function of the guest.</summary>
/// <param name="Address">Its PCI address.</param>
internal sealed record GuestPort(string Address)
{
    /// <summary>Its directory.</summary>
    public string Path => $"/sys/bus/pci/devices/{Address}";

    /// <summary>Its net device: of those in its directory the one that is no representor, and so the oldest.</summary>
    public string NetDevice => Directory.EnumerateDirectories($"{Path}/net")
        .MinBy(d => int.Parse(File.ReadAllText($"{d}/ifindex"), CultureInfo.InvariantCulture)) is { } device
        ? System.IO.Path.GetFileName(device)
        : throw new InvalidOperationException($"{Address} has no net device.");

    /// <summary>The address of one of its VFs.</summary>
    public string Vf(int index) => new FileInfo($"{Path}/virtfn{index}").LinkTarget is { } target
        ? System.IO.Path.GetFileName(target)
        : throw new InvalidOperationException($"{Address} has no VF {index}.");
}
