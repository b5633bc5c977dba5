namespace Mlx5Sriov.Firmware;

/// <summary>What a firmware setting belongs to, and so what changes with it.</summary>
/// <remarks>The classes of settings in mstflint's mlxconfig_host.db: 0 and 7 are the card's, 1 a port's, 3 a function's.</remarks>
public enum FirmwareOwner
{
    /// <summary>The whole card: set by one of its physical functions, it changes for all of them.</summary>
    Card,

    /// <summary>A port of the card, which the end of the name tells (<c>_P1</c>), whichever physical function it is set by.</summary>
    Port,

    /// <summary>The physical function by which it is set, alone.</summary>
    Function,
}
