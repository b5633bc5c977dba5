using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Planning.Routes;

/// <summary>What decides how a physical function's VFs are set: as it is now, or as it will be after an earlier step of the same plan.</summary>
internal sealed record PfFacts
{
    public required string Name { get; init; }

    public required PciAddress PciAddress { get; init; }

    public required string? NetDevice { get; init; }

    /// <summary>The net device's index; null where an earlier step may give it another.</summary>
    public required int? LinkIndex { get; init; }

    public required DriverDialect? Dialect { get; init; }

    public required LinkLayer? LinkLayer { get; init; }

    public required bool IsSwitchdev { get; init; }

    public required Bandwidth? LinkSpeed { get; init; }

    public static PfFacts Of(PfSite site) => new()
    {
        Name = site.Name,
        PciAddress = site.PciAddress,
        NetDevice = site.NetDevice,
        LinkIndex = site.Link?.Index,
        Dialect = site.Dialect,
        LinkLayer = site.LinkLayer,
        IsSwitchdev = site.IsSwitchdev,
        LinkSpeed = site.LinkSpeed,
    };
}
