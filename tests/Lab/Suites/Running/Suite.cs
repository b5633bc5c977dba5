namespace Mlx5Sriov.Lab;

/// <summary>A series of acts on the guest's kernel, each followed by comparisons. Every class that derives from this is run.</summary>
internal abstract class Suite
{
    /// <summary>The name by which it is asked for and reported; suites run from the last name to the first, which leaves short ones for the end.</summary>
    public abstract string Name { get; }

    /// <summary>Runs it. It finds the guest as other suites left it, and loads the driver that it wants first.</summary>
    public abstract void Run(GuestMachine guest, Tally tally);
}
