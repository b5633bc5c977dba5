using Mlx5Sriov.Counters;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Watching;

/// <summary>
/// Reads the counters of VFs again and again, and tells the rates between. VFs may come and go meanwhile: each is told from its second reading on; one that
/// appears later from its first, without rates.
/// </summary>
public sealed class TrafficWatch
{
    private readonly SriovHost _host;
    private readonly WatchedPort[] _ports;

    // What was refused, and is not told again until it can be read, or is refused otherwise.
    private readonly Dictionary<(WatchedPort Port, int? Vf), string> _refusals = [];
    private bool _hasBegun;

    /// <summary>Prepares a watch; nothing is read yet.</summary>
    /// <param name="host">The host.</param>
    /// <param name="watched">Whom to watch.</param>
    public TrafficWatch(SriovHost host, IEnumerable<WatchedVfs> watched)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(watched);
        _host = host;
        _ports = [.. watched.Select(w => new WatchedPort(w))];
    }

    /// <summary>Reads the counters once.</summary>
    /// <param name="refuse">Told what could not be read: the target and why, once until it can be read again.</param>
    /// <param name="cancellation">Ends the reading between two VFs.</param>
    /// <returns>The rates since the reading before, by physical function and index; none the first time.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<VfTrafficRate> Read(Action<string, SriovException> refuse, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(refuse);
        var rates = new List<VfTrafficRate>();
        var snapshot = new HostSnapshot(_host);

        // All counters come first: the search for who uses a VF must not delay those of the next one.
        var counted = new List<(WatchedPort Port, VfStatisticReader Reader, VfStatistic Counters)>();
        foreach (var port in _ports)
        {
            Attempt(port, null, () =>
            {
                var reader = port.Open(snapshot, refuse);
                foreach (var index in port.Indexes(reader))
                {
                    cancellation.ThrowIfCancellationRequested();
                    Attempt(port, index, () => counted.Add((port, reader, port.Count(reader, index))));
                }
            });
        }

        foreach (var (port, reader, counters) in counted)
        {
            Attempt(port, counters.Index, () =>
            {
                if (port.Tell(reader, counters, _hasBegun) is { } rate) rates.Add(rate);
            });
        }

        _hasBegun = true;
        return rates;

        void Attempt(WatchedPort port, int? vf, Action read)
        {
            try
            {
                read();
                _refusals.Remove((port, vf));
            }
            catch (SriovException refusal)
            {
                if (_refusals.GetValueOrDefault((port, vf)) == refusal.Message) return;
                _refusals[(port, vf)] = refusal.Message;
                refuse(vf is null ? port.Name : $"{port.Name} vf {vf}", refusal);
            }
        }
    }
}
