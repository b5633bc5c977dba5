using System.Text.Json.Serialization;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Ports;

/// <summary>What is wished for a physical function.</summary>
/// <param name="title">The cmdlet that wishes it.</param>
/// <param name="pciAddress">The physical function.</param>
/// <param name="wish">The wish.</param>
public sealed class PfSettingsWish(string title, PciAddress pciAddress, PfWish wish) : IWish
{
    /// <inheritdoc/>
    public string Title { get; } = title;

    /// <summary>The physical function's PCI address.</summary>
    public PciAddress PciAddress { get; } = pciAddress;

    /// <inheritdoc/>
    [JsonIgnore]
    public PlanScope Scope => PlanScope.OfPort(PciAddress);

    /// <summary>The wish.</summary>
    public PfWish Wish { get; } = wish;

    /// <inheritdoc/>
    /// <exception cref="VfInUseException">VFs in use would be taken away, without <see cref="PfWish.Force"/>.</exception>
    /// <exception cref="VfCountException">The firmware does not allow so many VFs.</exception>
    /// <exception cref="NoAutoProbeException">The probing of VFs cannot be switched here.</exception>
    /// <exception cref="RefusedSettingException">There is no e-switch, or its mode cannot change while rate nodes exist.</exception>
    /// <exception cref="DriverNotLoadedException">mlx5_core does not drive the physical function.</exception>
    /// <exception cref="KernelException">The kernel refused a read.</exception>
    public ChangePlan Plan(HostSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new PfPlanner(snapshot, snapshot.Site(PciAddress), this).Plan();
    }
}
