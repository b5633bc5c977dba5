namespace Mlx5Sriov.Plans;

/// <summary>What kind of thing a plan locks.</summary>
public enum ScopeKind
{
    /// <summary>A physical function, by its PCI address.</summary>
    Port,

    /// <summary>What is the host's alone: its boot loader, its services.</summary>
    Host,

    /// <summary>The firmware of an adapter, by the PCI address of its first physical function.</summary>
    Firmware,

    /// <summary>A virtual machine, by its name.</summary>
    Machine,
}
