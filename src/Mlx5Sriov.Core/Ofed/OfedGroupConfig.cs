namespace Mlx5Sriov.Ofed;

/// <summary>A rate group's state as <c>sriov/groups/ID/config</c> tells it. Null is what the driver's release does not tell.</summary>
internal sealed record OfedGroupConfig
{
    /// <summary>The id by which a VF is in no group.</summary>
    public const int None = 0;

    /// <summary>The id that the driver shows for a VF in a devlink rate node, which has no folder below <c>groups</c>.</summary>
    /// <remarks>MLX5_ESW_QOS_NON_SYSFS_GROUP in the driver's esw/qos.h.</remarks>
    public const int DevlinkNode = 256;

    /// <summary>How many VFs are in the group; of group 0, always 0 from 5.6 to 24.07.</summary>
    public int? VfCount { get; init; }

    /// <summary>The limit; zero for none.</summary>
    public required Bandwidth MaxRate { get; init; }

    /// <summary>The guaranteed rate; zero for none. Told since 4.6-3.5.8.</summary>
    public Bandwidth? MinRate { get; init; }

    /// <summary>The share that the driver works out from the guaranteed rates of all groups. Told since 4.6-3.5.8.</summary>
    public int? BandwidthShare { get; init; }

    /// <summary>Reads the file's text.</summary>
    /// <param name="text">The text as the driver wrote it.</param>
    /// <param name="source">The file's path.</param>
    /// <returns>The group's state.</returns>
    /// <exception cref="MalformedTextException">A value is not as any release writes it, its line is cut, or there is no limit.</exception>
    public static OfedGroupConfig Parse(string text, string source)
    {
        var lines = new LabelledText(text, source);
        return new OfedGroupConfig
        {
            VfCount = lines.Number("Num VFs"),
            MinRate = lines.Rate("MinRate"),
            BandwidthShare = lines.Number("BWShare(Indirect cfg)"),

            // Every release tells it: a limit that could not be read is not none, for an undo would write that.
            MaxRate = lines.Rate("MaxRate") ?? throw new MalformedTextException(source, text.TrimEnd(), "a line 'MaxRate : ...'"),
        };
    }
}
