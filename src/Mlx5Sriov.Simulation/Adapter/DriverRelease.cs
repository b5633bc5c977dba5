namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>What one release of mlx5_core does otherwise than the others.</summary>
internal sealed record DriverRelease
{
    /// <summary>The driver of Linux 6.12.</summary>
    public static readonly DriverRelease Linux612 = new();

    /// <summary>MLNX_OFED 24.07-0.6.1.</summary>
    public static readonly DriverRelease Ofed2407 = new()
    {
        Version = "24.07-0.6.1",
        HasSriovTree = true,
        HasDefaultGroup = true,
        RepeatsRateGroup = true,
    };

    /// <summary>DOCA-OFED 25.10 (DOCA 3.2).</summary>
    public static readonly DriverRelease Ofed2510 = new()
    {
        Version = "25.10-1.7.1",
        HasSriovTree = true,
        ReadsRatesStrictly = true,
        ChecksNumVfs = true,
        NestsRateNodes = true,
    };

    /// <summary>The module's own version; null in the kernel's tree, where modules have none.</summary>
    public string? Version { get; private init; }

    /// <summary>Whether there is a <c>device/sriov</c> tree, and with it VGT+ and 802.1ad.</summary>
    public bool HasSriovTree { get; private init; }

    /// <summary>Whether rate group 0 is an object of its own, made at the first use of rates (5.6-25.04); else group 0 stands for none.</summary>
    public bool HasDefaultGroup { get; private init; }

    /// <summary>Whether a VF's <c>config</c> ends in a second, dead RateGroup line (5.7-25.01).</summary>
    public bool RepeatsRateGroup { get; private init; }

    /// <summary>Whether a VF's rates must be plain decimal numbers (25.01 on); else whatever follows the digits is ignored.</summary>
    public bool ReadsRatesStrictly { get; private init; }

    /// <summary>Whether <c>mlx5_num_vfs</c> has the checks of <c>sriov_numvfs</c> (25.07 on).</summary>
    public bool ChecksNumVfs { get; private init; }

    /// <summary>Whether a devlink rate node can have a parent.</summary>
    public bool NestsRateNodes { get; private init; }
}
