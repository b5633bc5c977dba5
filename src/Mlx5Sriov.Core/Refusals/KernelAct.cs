namespace Mlx5Sriov.Refusals;

/// <summary>What was done when the kernel refused, where that decides what an error number means.</summary>
public enum KernelAct
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>A file of OFED's rate groups was read or written.</summary>
    UseRateGroup,

    /// <summary>A rate node was deleted.</summary>
    DeleteRateNode,

    /// <summary>A mode of the e-switch was set.</summary>
    SetEswitch,

    /// <summary>A configuration file was read or changed.</summary>
    UseTextFile,

    /// <summary>A socket was connected, read or written.</summary>
    Connect,
}
