namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A VF's place in the scheduler, which it takes at the first use of rates.</summary>
/// <param name="beforeLimit">Called before the limit changes.</param>
internal sealed class SchedulerSeat(Action beforeLimit)
{
    private uint _maxRate;

    /// <summary>The guaranteed rate in Mbit/s; 0 for none.</summary>
    public uint MinRate { get; set; }

    /// <summary>The limit in Mbit/s; 0 for none.</summary>
    public uint MaxRate
    {
        get => _maxRate;
        set
        {
            beforeLimit();
            _maxRate = value;
        }
    }

    /// <summary>The group or node that the VF is in; null for none.</summary>
    public SimulatedGroup? Group { get; set; }
}
