namespace Mlx5Sriov.Simulation;

/// <summary>A VF's place in the scheduler, which it takes at the first use of rates.</summary>
internal sealed class SchedulerSeat
{
    /// <summary>The guaranteed rate in Mbit/s; 0 for none.</summary>
    public uint MinRate { get; set; }

    /// <summary>The limit in Mbit/s; 0 for none.</summary>
    public uint MaxRate { get; set; }

    /// <summary>The group or node that the VF is in; null for none.</summary>
    public SimulatedGroup? Group { get; set; }
}
