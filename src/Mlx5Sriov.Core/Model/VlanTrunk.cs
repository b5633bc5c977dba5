using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>The VLANs that a VGT+ trunk lets through, as the driver tells them.</summary>
/// <param name="Vlans">The VLANs; 0 stands for untagged and priority-tagged packets.</param>
/// <param name="IsComplete">False where the driver cut its list at one page (4095 bytes): then there are at least these.</param>
[TypeConverter(typeof(ListConverter<VlanTrunk>))]
public sealed record VlanTrunk(VlanSet Vlans, bool IsComplete) : IListText<VlanTrunk>
{
    private const string Cut = "...";

    /// <summary>Reads a trunk, so that one compares with text.</summary>
    /// <param name="text">As it is printed: <c>4-15,17</c>, <c>0-1035,...</c>; empty for none.</param>
    /// <returns>The trunk.</returns>
    /// <exception cref="FormatException">A part is no id or range of 0-4095; the message names it.</exception>
    public static VlanTrunk Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EndsWith(Cut, StringComparison.Ordinal)
            ? new VlanTrunk(VlanSet.Parse(text[..^Cut.Length].TrimEnd(',')), IsComplete: false)
            : new VlanTrunk(VlanSet.Parse(text), IsComplete: true);
    }

    /// <summary>The VLANs, with a mark where the list is cut.</summary>
    /// <returns><c>4-15,17</c>, or <c>0-1035,...</c> for a list that was cut.</returns>
    public override string ToString() => IsComplete ? Vlans.ToString() : Vlans.IsEmpty ? Cut : $"{Vlans},{Cut}";
}
