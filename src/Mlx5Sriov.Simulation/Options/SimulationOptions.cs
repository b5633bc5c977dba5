namespace Mlx5Sriov.Simulation.Options;

/// <summary>What to simulate.</summary>
public sealed record SimulationOptions
{
    /// <summary>The most adapters that a simulated host can have: five, of two ports each.</summary>
    public const int MaxAdapters = 5;

    /// <summary>The most VFs that a simulated port can have.</summary>
    public const int MaxVfs = 250;

    /// <summary>The VFs that a port's firmware allows unless more are asked for (NUM_OF_VFS).</summary>
    public const int UsualTotalVfs = 127;

    /// <summary>The adapter and its driver.</summary>
    public SimulationProfile Profile { get; init; } = SimulationProfile.ConnectX7;

    /// <summary>How many dual-port adapters, 1-5; of no meaning to <see cref="SimulationProfile.Empty"/>.</summary>
    public int AdapterCount { get; init; } = 1;

    /// <summary>
    /// How many VFs are enabled at the start, 0-250: one number for every physical function, or several in the order of the physical functions
    /// (those left out have none). More than 127 anywhere raises every port's <c>sriov_totalvfs</c> from 127 to 250.
    /// </summary>
    public IReadOnlyList<int> NumVfs { get; init; } = [8, 0];

    /// <summary>
    /// The program for the adapters' firmware; null for the one that comes with the profile's driver: mlxconfig of MFT with MLNX_OFED and DOCA-OFED, mstconfig
    /// of mstflint 4.21 with the kernel's own.
    /// </summary>
    public SimulatedFirmwareTool? FirmwareTool { get; init; }

    /// <summary>How far the kernel is locked down; the program for the firmware reaches no device then.</summary>
    public SimulatedLockdown Lockdown { get; init; }

    /// <summary>Whether the cards keep their values though others were set and the host restarted, as firmware does that refuses a value.</summary>
    public bool IsFirmwareStuck { get; init; }

    /// <summary>What the host lacks, or has that stands in the way.</summary>
    public IReadOnlyCollection<SimulatedCondition> Conditions { get; init; } = [];

    /// <summary>The program that there is.</summary>
    internal SimulatedFirmwareTool InstalledFirmwareTool => FirmwareTool
        ?? (Profile is SimulationProfile.ConnectX7Inbox or SimulationProfile.Empty ? SimulatedFirmwareTool.Mstconfig421 : SimulatedFirmwareTool.Mlxconfig436);

    /// <summary>How many physical functions these options describe.</summary>
    internal int PortCount => Profile == SimulationProfile.Empty ? 0 : AdapterCount * 2;

    /// <summary>How many VFs the firmware allows each port.</summary>
    internal int TotalVfs => NumVfs.Any(n => n > UsualTotalVfs) ? MaxVfs : UsualTotalVfs;

    /// <summary>How many VFs a physical function starts with.</summary>
    internal int NumVfsOf(int port) => NumVfs.Count == 1 ? NumVfs[0] : NumVfs.ElementAtOrDefault(port);

    /// <summary>What is beyond what can be simulated, as a sentence; null for nothing.</summary>
    public string? Excess =>
        AdapterCount is < 1 or > MaxAdapters ? $"A simulated host has 1 to {MaxAdapters} adapters, not {AdapterCount}."
        : NumVfs.Count == 0 ? "A number of virtual functions is missing."
        : NumVfs.Any(n => n is < 0 or > MaxVfs) ? $"A simulated port has 0 to {MaxVfs} virtual functions, not {string.Join(", ", NumVfs)}."
        : PortCount > 0 && NumVfs.Count > PortCount
            ? $"There are {PortCount} physical functions, so at most as many numbers of virtual functions, not {NumVfs.Count}."
        : null;
}
