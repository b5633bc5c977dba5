namespace Mlx5Sriov.Binding;

/// <summary>A row that the pipeline brings does not say which function it means. Names change, so that its address must go with its name.</summary>
public sealed class ContradictoryRowException : SriovException
{
    /// <summary>A row names one thing and has the address of another.</summary>
    /// <param name="named">What the row's name means here, with its address.</param>
    /// <param name="addressed">What is at the row's address here.</param>
    public ContradictoryRowException(string named, string addressed)
        : base(
            $"The row names {named}, and its address is that of {addressed}.",
            "Leave the name or the address out of the row (Select-Object -ExcludeProperty), or name the port on the command line.")
    {
    }

    private ContradictoryRowException(string message)
        : base(message, "Correct the address, or leave it empty; the row is then taken by its name.")
    {
    }

    /// <inheritdoc/>
    public override RefusalEntry Entry => ModuleRefusals.RowContradicts;

    /// <summary>A row has something else where its address should be.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">What is in it.</param>
    /// <returns>The refusal.</returns>
    public static ContradictoryRowException NoAddress(string column, string value) => new($"The row's {column} is '{value}', which is no PCI address.");
}
