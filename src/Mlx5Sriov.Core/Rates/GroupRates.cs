namespace Mlx5Sriov.Rates;

/// <summary>A group of VFs as it shares its port's bandwidth: an OFED group by its number, or a devlink rate node by its name.</summary>
public sealed record GroupRates
{
    /// <summary>The number of the group whose members are in none: VFs begin there, as the vendor tells it.</summary>
    public const string Default = "0";

    /// <summary>Reads a group's number or name as a user writes it.</summary>
    /// <param name="text">Digits are the number of an OFED group, 0-255; all else is the name of a devlink node.</param>
    /// <returns>The number in its shortest form, or the name.</returns>
    /// <exception cref="FormatException">There cannot be such a group.</exception>
    public static string ParseName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // What a VF shows whose driver does not tell which node it is in is no name of one, but keeps such VFs together.
        if (text == RateGroup.UnnamedNode) return text;
        var key = GroupKey.Of(text);
        if (key.IsOutOfRange)
            throw new FormatException($"'{text}' is not the number of a rate group: they are 1-{GroupKey.MaxId}, and 0 for those in none.");
        if (!key.IsNumber && !key.IsNodeName)
            throw new FormatException($"'{text}' is no name for a rate node: it has a blank or a slash.");
        return key.Label;
    }

    /// <summary>The number or name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the node that it is below; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>The limit of all its members together; zero for none.</summary>
    public Bandwidth MaxTxRate { get; init; }

    /// <summary>The guaranteed rate; zero for none.</summary>
    public Bandwidth MinTxRate { get; init; }
}
