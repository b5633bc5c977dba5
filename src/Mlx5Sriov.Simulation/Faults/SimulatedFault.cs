namespace Mlx5Sriov.Simulation.Faults;

/// <summary>A failure to order: operations that match it are refused, or read something else than the driver wrote.</summary>
/// <remarks>Faults come before the driver's own rules, and a write that a fault refuses changes nothing.</remarks>
public sealed class SimulatedFault
{
    internal SimulatedFault(int id, string pattern, SimulatedOperation operation, int nth, Errno errno, string? kernelText)
        : this(id, pattern, operation, nth) => (Errno, KernelText) = (errno, kernelText);

    internal SimulatedFault(int id, string pattern, int nth, string text)
        : this(id, pattern, SimulatedOperation.Read, nth) => Text = text;

    private SimulatedFault(int id, string pattern, SimulatedOperation operation, int nth) =>
        (Id, Pattern, Operation, Nth) = (id, pattern, operation, nth);

    /// <summary>The number by which it can be removed.</summary>
    public int Id { get; }

    /// <summary>What it strikes: a pattern with <c>*</c> and <c>?</c> for the path that an operation is given, or for the command that equals it.</summary>
    public string Pattern { get; }

    /// <summary>Whether it strikes writes or reads.</summary>
    public SimulatedOperation Operation { get; }

    /// <summary>Which matching operation it strikes, counted from 1 since it was added; 0 for every one.</summary>
    public int Nth { get; }

    /// <summary>The error number of the refusal; null for a fault that replaces a text.</summary>
    public Errno? Errno { get; }

    /// <summary>The kernel's own words in the refusal; null for none.</summary>
    public string? KernelText { get; }

    /// <summary>What a read gives instead of the attribute's text; null for a fault that refuses.</summary>
    public string? Text { get; }

    /// <summary>How many operations have matched so far, struck or not.</summary>
    public int Hits { get; private set; }

    /// <summary>The refusal that it orders; null for a fault that replaces a text.</summary>
    internal Refusal? Refusal => Errno is { } errno ? new Refusal(errno, KernelText) : null;

    /// <summary>Counts an operation if it matches, and tells whether it is struck.</summary>
    internal bool Strikes(SimulatedOperation operation, string target, string act)
    {
        if (operation != Operation || !(Wildcard.Matches(Pattern, target) || Wildcard.Matches(Pattern, act))) return false;
        Hits++;
        return Nth == 0 || Hits == Nth;
    }
}
