namespace Mlx5Sriov.Planning.Ports;

/// <summary>What is wished for a physical function; null leaves a property as it is.</summary>
public sealed record PfWish
{
    /// <summary>How many VFs are enabled.</summary>
    public int? NumVfs { get; init; }

    /// <summary>Whether new VFs are bound to a driver by themselves.</summary>
    public OnOff? AutoProbe { get; init; }

    /// <summary>The e-switch mode.</summary>
    public EswitchMode? EswitchMode { get; init; }

    /// <summary>The e-switch's inline mode.</summary>
    public EswitchInlineMode? InlineMode { get; init; }

    /// <summary>The e-switch's encapsulation mode.</summary>
    public EswitchEncapMode? EncapMode { get; init; }

    /// <summary>Whether VFs that survive a resize start again, instead of getting their settings back.</summary>
    public bool Discard { get; init; }

    /// <summary>Whether VFs are taken away though someone uses them.</summary>
    public bool Force { get; init; }
}
