namespace Mlx5Sriov.Simulation.Firmware;

/// <summary>The settings that a card's firmware keeps: what is set is in force when the card has started again.</summary>
/// <remarks>Names, words and defaults are those of mlxconfig_host.db of mstflint; VF_MIGRATION_MODE and the advanced ones as a ConnectX-7 shows them.</remarks>
internal sealed class CardFirmware
{
    private const string SriovEnabled = "SRIOV_EN";
    private const string VfCount = "NUM_OF_VFS";
    private const string Advanced = "ADVANCED_PCI_SETTINGS";

    private static readonly (string, uint)[] s_booleans = [("False", 0), ("True", 1)];
    private static readonly (string, uint)[] s_linkTypes = [("IB", 1), ("ETH", 2)];

    private readonly Dictionary<(string Name, int Port), FirmwareValues> _values = [];

    public CardFirmware(bool isInfiniband, int totalVfs, int maxVfs)
    {
        Parameters = List((uint)maxVfs);
        foreach (var parameter in Parameters)
        {
            for (var port = 0; port < (parameter.IsOfFunction ? 2 : 1); port++) _values[(parameter.Name, port)] = new FirmwareValues(parameter.Default);
        }

        Start(SriovEnabled, 1);
        Start(VfCount, (uint)totalVfs);
        foreach (var port in (string[])["LINK_TYPE_P1", "LINK_TYPE_P2"]) Start(port, isInfiniband ? 1u : 2u);
    }

    /// <summary>All settings, in the tool's order.</summary>
    public IReadOnlyList<FirmwareParameter> Parameters { get; }

    /// <summary>Whether a restart brings what was set into force; some values the firmware refuses for ever.</summary>
    public bool AppliesSettings { get; init; } = true;

    /// <summary>How many VFs each physical function can have; 0 without SR-IOV.</summary>
    public int TotalVfs => Of(SriovEnabled, 0).Current == 0 ? 0 : (int)Of(VfCount, 0).Current;

    /// <summary>The settings that show now.</summary>
    public IEnumerable<FirmwareParameter> Shown => Parameters.Where(p => !p.IsAdvanced || Of(Advanced, 0).Current == 1);

    /// <summary>The values of a setting.</summary>
    public FirmwareValues Of(string name, int port) => _values.TryGetValue((name, port), out var own) ? own : _values[(name, 0)];

    /// <summary>The card starts again.</summary>
    public void Restart()
    {
        if (!AppliesSettings) return;
        foreach (var value in _values.Values) value.Current = value.Next;
    }

    private void Start(string name, uint value) => _values[(name, 0)] = new FirmwareValues(value);

    private static FirmwareParameter[] List(uint maxVfs) =>
    [
        new("PCI_ATOMIC_MODE", "PCI ATOMIC MODE", "PCI atomic mode.", 0)
        {
            Words = [("PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED", 0), ("PCI_ATOMIC_ENABLED_EXT_ATOMIC_DISABLED", 1)],
        },
        new(SriovEnabled, "GLOBAL PCI CONF", "Enable Single-Root I/O Virtualization (SR-IOV)", 0) { Words = s_booleans },
        new(VfCount, "GLOBAL PCI CONF", "The total number of Virtual Functions (VFs) that can be supported, for each PF.", 0) { Highest = maxVfs },
        new("NUM_PF_MSIX", "GLOBAL PCI CONF", "Number of MSI-X vectors and EQs per PF.", 63) { Highest = 63 },
        new("NUM_VF_MSIX", "GLOBAL PCI CONF", "Number of MSI-X vectors and EQs per VF.", 11) { Highest = 63 },
        new("VF_LOG_BAR_SIZE", "GLOBAL PCI CONF", "Log (base 2) of the size of a Virtual Function's UAR BAR in megabytes.", 1) { Highest = 5 },
        new("VF_MIGRATION_MODE", "GLOBAL PCI CONF", "Whether VFs can be migrated.", 0)
        {
            Words = [("DEVICE_DEFAULT", 0), ("MIGRATION_DISABLED", 1), ("MIGRATION_ENABLED", 2)],
        },
        new(Advanced, "PCI SETTINGS", "Show advanced PCI settings.", 0) { Words = s_booleans },
        new("NUM_OF_PF", "PCI SETTINGS", "The number of Physical Functions.", 2) { IsAdvanced = true, Highest = 2 },
        new("PF_NUM_OF_VF_VALID", "PCI SETTINGS", "Whether each PF has a number of VFs of its own.", 0) { IsAdvanced = true, Words = s_booleans },
        new("PF_NUM_OF_VF", "PF PCI CONF", "The number of VFs of this PF.", 0) { IsAdvanced = true, IsOfFunction = true, Highest = maxVfs },
        new("EXP_ROM_UEFI_x86_ENABLE", "ROM BOOT CONF", "Enable the UEFI expansion ROM.", 0) { IsReadOnly = true, Words = s_booleans },
        new("HOST_CHAINING_MODE", "HOST CHAINING", "Host chaining mode.", 0) { IsReadOnly = true, Words = [("DISABLED", 0), ("BASIC", 1)] },
        new("LINK_TYPE_P1", "VPI SETTINGS", "The link type of the port.", 1) { Words = s_linkTypes },
        new("LINK_TYPE_P2", "VPI SETTINGS", "The link type of the port.", 1) { Words = s_linkTypes },
    ];
}
