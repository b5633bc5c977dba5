namespace Mlx5Sriov.Kernel.Devlink;

/// <summary>The e-switch modes of a physical function; as a wish, null leaves a mode as it is.</summary>
public sealed record Eswitch
{
    /// <summary>The mode.</summary>
    public EswitchMode? Mode { get; init; }

    /// <summary>The inline mode.</summary>
    public EswitchInlineMode? InlineMode { get; init; }

    /// <summary>The encapsulation mode.</summary>
    public EswitchEncapMode? EncapMode { get; init; }

    /// <summary>The modes as the tail of the command.</summary>
    /// <returns><c>mode switchdev inline-mode none encap-mode basic</c>, as much as is given.</returns>
    public override string ToString() => DevlinkWords.Join(
        ("mode", DevlinkWords.Mode(Mode)), ("inline-mode", DevlinkWords.Mode(InlineMode)), ("encap-mode", DevlinkWords.Mode(EncapMode)));
}
