using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>
/// What a change can alter, as facts: <c>eth2 vf 5: VlanId</c> is <c>100</c>. Two readings can be compared, also by another process, so that an undo says
/// what did not come back, and what others have set since.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="entry">The change.</param>
internal sealed class ScopeState(SriovHost host, JournalEntry entry)
{
    private readonly PortState[] _ports = [.. entry.Scope.PortParts.Select(part => new PortState(part, entry.ActsOn(part)))];

    private readonly FirmwareState _firmware = new(entry);

    /// <summary>Whether undoing the change makes VFs or their vports again, and so overwrites all that they have.</summary>
    public bool MakesVfsAgain => _ports.Any(port => port.MakesVfsAgain);

    /// <summary>The facts as they are.</summary>
    /// <param name="snapshot">The host as it is.</param>
    /// <exception cref="SriovException">Something cannot be read.</exception>
    public IReadOnlyDictionary<Fact, string?> Read(HostSnapshot snapshot)
    {
        var facts = new Dictionary<Fact, string?>();
        foreach (var port in _ports) port.Read(snapshot, facts);
        _firmware.Read(snapshot, facts);
        return facts;
    }

    /// <summary>The facts as they are, read again.</summary>
    /// <exception cref="SriovException">Something cannot be read.</exception>
    public IReadOnlyDictionary<Fact, string?> Read() => Read(new HostSnapshot(host));

    /// <summary>The facts as they are, read again; null where something cannot be read.</summary>
    public IReadOnlyDictionary<Fact, string?>? TryRead()
    {
        try
        {
            return Read();
        }
        catch (SriovException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether an undo overwrites a fact also where the change left it the same: a VF's driver, which it takes away and gives again, and all of VFs that it
    /// makes again.
    /// </summary>
    public bool IsOverwritten(Fact fact) =>
        fact.Property == nameof(VirtualFunction.Driver) || (MakesVfsAgain && fact.Target.Kind == ChangeTargetKind.Vf);
}
