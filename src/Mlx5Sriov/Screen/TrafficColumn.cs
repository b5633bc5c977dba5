using System.Globalization;

using Mlx5Sriov.Counters;

namespace Mlx5Sriov.Screen;

/// <summary>A column of the live table.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Text">What it shows of a VF.</param>
/// <param name="IsNumber">Whether it is lined up on the right.</param>
/// <param name="Rank">Columns of the highest rank are the first to go where the terminal is narrow; those of rank 0 stay.</param>
internal sealed record TrafficColumn(string Title, Func<VfTrafficRate, string> Text, bool IsNumber, int Rank)
{
    /// <summary>The columns in the order of the table.</summary>
    public static IReadOnlyList<TrafficColumn> All { get; } =
    [
        new("Pf", r => r.Pf, IsNumber: false, Rank: 1),
        new("VF", r => Whole(r.Index), IsNumber: true, Rank: 0),
        new("Name", r => r.Name ?? Holder(r) ?? $"{r.PciAddress}", IsNumber: false, Rank: 3),
        new("Rx", r => Rate(r, r.RxRate), IsNumber: true, Rank: 0),
        new("Tx", r => Rate(r, r.TxRate), IsNumber: true, Rank: 0),
        new("Rx packets/s", r => Whole(r.RxPacketsPerSecond), IsNumber: true, Rank: 4),
        new("Tx packets/s", r => Whole(r.TxPacketsPerSecond), IsNumber: true, Rank: 4),
        new("Rx drops/s", r => Whole(r.RxDroppedPerSecond), IsNumber: true, Rank: 2),
        new("Tx drops/s", r => Whole(r.TxDroppedPerSecond), IsNumber: true, Rank: 2),
    ];

    private static string Rate(VfTrafficRate vf, Bandwidth? rate) => vf.IsReset ? "reset" : rate?.ToShortString() ?? "-";

    // A part of a packet is no packet, but a drop in ten seconds is worth a digit.
    private static string Whole(double? number) => number switch
    {
        null => "-",
        > 0 and < 1 => "<1",
        { } some => Math.Round(some).ToString("F0", CultureInfo.InvariantCulture),
    };

    // The process's number says nothing to who looks on.
    private static string? Holder(VfTrafficRate vf) => vf.Holder is { } holder ? $"{holder with { ProcessId = null }}" : null;
}
