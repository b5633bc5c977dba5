using Mlx5Sriov.Counters;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Vfs;

namespace Mlx5Sriov.Watching;

/// <summary>The VFs of one physical function that are watched, and what their counters were last.</summary>
internal sealed class WatchedPort(WatchedVfs watched)
{
    private readonly Dictionary<int, VfStatistic> _readings = [];

    // Those that should be there, of which it was told that they are not.
    private readonly HashSet<int> _absent = [];
    private Bandwidth? _speed;

    /// <summary>What the physical function is called, as far as it is known.</summary>
    public string Name { get; private set; } = $"{watched.Pf}";

    /// <summary>Opens the counters, and tells which VFs are gone since.</summary>
    public VfStatisticReader Open(HostSnapshot snapshot, Action<string, SriovException> refuse)
    {
        var reader = Open(snapshot);
        _absent.RemoveWhere(index => index < reader.Count);
        int[] gone = [.. (watched.Indexes?.Indexes ?? [.. _readings.Keys]).Where(index => index >= reader.Count && _absent.Add(index))];
        if (gone.Length == 0) return reader;
        foreach (var index in gone) _readings.Remove(index);
        refuse(gone is [var only] ? $"{Name} vf {only}" : Name, new VfIndexException(Name, new VfIndexSet(gone), reader.Count));
        return reader;
    }

    private VfStatisticReader Open(HostSnapshot snapshot)
    {
        try
        {
            var pf = snapshot.Site(watched.Pf);
            (Name, _speed) = (pf.Name, pf.LinkSpeed);
            return snapshot.OpenStatistics(pf);
        }
        catch (SriovException gone) when (gone is DriverNotLoadedException or PfNotFoundException or NoAdapterException)
        {
            // The VFs went with their driver: those that come back are others.
            _readings.Clear();
            throw;
        }
    }

    /// <summary>Which VFs to read now.</summary>
    public IEnumerable<int> Indexes(VfStatisticReader reader) =>
        watched.Indexes?.Indexes.Where(index => index < reader.Count) ?? Enumerable.Range(0, reader.Count);

    /// <summary>Reads the counters of one VF.</summary>
    /// <param name="reader">The port's counters as they are now.</param>
    /// <param name="index">The VF.</param>
    /// <returns>The counters, without who uses the VF.</returns>
    public VfStatistic Count(VfStatisticReader reader, int index)
    {
        try
        {
            return reader.ReadCounters(index);
        }
        catch (VfIndexException)
        {
            _readings.Remove(index);
            throw;
        }
    }

    /// <summary>Tells what was counted of one VF.</summary>
    /// <param name="reader">The port's counters as they are now.</param>
    /// <param name="counted">The counters.</param>
    /// <param name="tellNew">Whether a VF that is read for the first time is told, without rates.</param>
    /// <returns>Its rates; null where there is nothing to tell yet.</returns>
    public VfTrafficRate? Tell(VfStatisticReader reader, VfStatistic counted, bool tellNew)
    {
        var before = _readings.GetValueOrDefault(counted.Index);
        var now = _readings[counted.Index] = reader.WithHolder(counted, before);
        return before is not null ? VfTrafficRate.Between(before, now, _speed)
            : tellNew ? VfTrafficRate.First(now)
            : null;
    }
}
