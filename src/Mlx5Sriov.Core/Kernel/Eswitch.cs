namespace Mlx5Sriov.Kernel;

/// <summary>The e-switch modes of a physical function; as a wish, null leaves a mode as it is.</summary>
public sealed record Eswitch
{
    /// <summary>The mode.</summary>
    public EswitchMode? Mode { get; init; }

    /// <summary>The inline mode.</summary>
    public EswitchInlineMode? InlineMode { get; init; }

    /// <summary>The encapsulation mode.</summary>
    public EswitchEncapMode? EncapMode { get; init; }
}
