namespace Mlx5Sriov;

/// <summary>The VLANs that a VGT+ trunk lets through, as the driver tells them.</summary>
/// <param name="Vlans">The VLANs; 0 stands for untagged and priority-tagged packets.</param>
/// <param name="IsComplete">False where the driver cut its list at one page (4095 bytes): then there are at least these.</param>
public sealed record VlanTrunk(VlanSet Vlans, bool IsComplete)
{
    /// <summary>The VLANs, with a mark where the list is cut.</summary>
    /// <returns><c>4-15,17</c>, or <c>0-1035,...</c> for a list that was cut.</returns>
    public override string ToString() => IsComplete ? Vlans.ToString() : Vlans.IsEmpty ? "..." : $"{Vlans},...";
}
