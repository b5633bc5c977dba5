using System.Collections;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>The VLANs of a trunk, one bit each, as the driver keeps them.</summary>
internal sealed class VlanBitmap
{
    private readonly BitArray _bits = new(VlanRange.MaxId + 1);

    public bool IsEmpty => !_bits.HasAnySet();

    public IEnumerable<int> Ids => Enumerable.Range(0, _bits.Length).Where(id => _bits[id]);

    public void Set(int first, int last, bool value)
    {
        for (var id = first; id <= last; id++) _bits[id] = value;
    }
}
