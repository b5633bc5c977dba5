namespace Mlx5Sriov.Simulation.Options;

/// <summary>How far a simulated kernel is locked down, as with Secure Boot.</summary>
public enum SimulatedLockdown
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Nothing may change the running kernel: programs reach no device by themselves.</summary>
    Integrity,

    /// <summary>And nothing may be read from it.</summary>
    Confidentiality,
}
