namespace Mlx5Sriov.Binding;

/// <summary>
/// A row that the pipeline brings does not say which function it means, or what is wished for it. Names change, so that its address must go with its name.
/// </summary>
public sealed class ContradictoryRowException : SriovException
{
    private ContradictoryRowException(string message, string nextStep)
        : base(message, nextStep)
    {
    }

    /// <inheritdoc/>
    public override RefusalEntry Entry => ModuleRefusals.RowContradicts;

    /// <summary>A row names one thing and has the address of another.</summary>
    /// <param name="named">What the row's name means here, with its address.</param>
    /// <param name="addressed">What is at the row's address here.</param>
    /// <returns>The refusal.</returns>
    internal static ContradictoryRowException OfAddress(string named, string addressed) => new(
        $"The row names {named}, and its address is that of {addressed}.",
        "Leave the name or the address out of the row (Select-Object -ExcludeProperty), or name the port on the command line.");

    /// <summary>A row has something else where its address should be.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">What is in it.</param>
    /// <returns>The refusal.</returns>
    internal static ContradictoryRowException NoAddress(string column, string value) => new(
        $"The row's {column} is '{value}', which is no PCI address.",
        "Correct the address, or leave it empty; the row is then taken by its name.");

    /// <summary>Two columns of a row give one parameter, and differ.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="columns">The columns.</param>
    /// <returns>The refusal.</returns>
    internal static ContradictoryRowException OfColumns(string parameter, IEnumerable<string> columns) => new(
        $"The row gives {parameter} in several columns that differ: {string.Join(", ", columns)}.",
        "Keep one of these columns: Select-Object -ExcludeProperty leaves a column out.");

    /// <summary>A cell of a row is none of its parameter's values.</summary>
    /// <param name="column">The column.</param>
    /// <param name="refusal">What is said of it.</param>
    /// <returns>The refusal.</returns>
    internal static ContradictoryRowException NoValue(string column, string refusal) => new(
        $"The row's {column} is no value. {refusal}",
        "Correct the cell, or leave it empty. Save objects with ConvertTo-MlxJson or Export-Csv: ConvertTo-Json takes addresses and words apart.");

    /// <summary>Several rows wish a VF or a rate group differently.</summary>
    /// <param name="target">The VF or the rate group.</param>
    /// <returns>The refusal.</returns>
    internal static ContradictoryRowException OfRows(string target) => new(
        $"Several rows give {target} different values of one setting, so that none of its rows is taken.",
        "Keep one row for it. Several rows are taken together where they give different settings.");
}
