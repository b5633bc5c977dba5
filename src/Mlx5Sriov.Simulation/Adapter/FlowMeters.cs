namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A VF's flow meters: a rate and a burst for each direction and unit.</summary>
internal sealed class FlowMeters
{
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);

    /// <summary>One number of one meter, by its path below <c>meters</c>: <c>rx/bps/rate</c>; 0 until it is set.</summary>
    public long this[string path]
    {
        get => _values.GetValueOrDefault(path);
        set => _values[path] = value;
    }
}
