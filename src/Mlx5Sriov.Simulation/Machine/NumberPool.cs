namespace Mlx5Sriov.Simulation.Machine;

/// <summary>Numbers that the kernel gives out, the lowest free one first.</summary>
internal sealed class NumberPool(int first)
{
    private readonly SortedSet<int> _returned = [];

    private int _next = first;

    public int Take()
    {
        if (_returned.Count == 0) return _next++;
        var lowest = _returned.Min;
        _returned.Remove(lowest);
        return lowest;
    }

    public void Return(int number) => _returned.Add(number);
}
