namespace Mlx5Sriov.Rates;

/// <summary>A group of VFs as it shares its port's bandwidth: an OFED group by its number, or a devlink rate node by its name.</summary>
public sealed record GroupRates
{
    /// <summary>The number of the group whose members are in none: VFs begin there, as the vendor tells it.</summary>
    public const string Default = "0";

    /// <summary>The number or name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the node that it is below; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>The limit of all its members together; zero for none.</summary>
    public Bandwidth MaxTxRate { get; init; }

    /// <summary>The guaranteed rate; zero for none.</summary>
    public Bandwidth MinTxRate { get; init; }
}
