namespace Mlx5Sriov.Refusals.Plans;

/// <summary>A change cannot be undone here: it is undone or rolled back already, still being made, or was made on another host.</summary>
public sealed class ChangeNotUndoableException : SriovException
{
    private ChangeNotUndoableException(string id, string title, string pf, string why, string nextStep)
        : base($"The change {id} ({title} on {pf}) {why}.", nextStep) => Change = id;

    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.ChangeNotUndoable;

    /// <summary>The change's id.</summary>
    public string Change { get; }

    /// <summary>Whether it was made on another host.</summary>
    public bool IsOfOtherHost { get; private init; }

    /// <summary>There is nothing left to undo.</summary>
    /// <param name="id">The change's id.</param>
    /// <param name="title">What made it.</param>
    /// <param name="pf">The physical function's name.</param>
    /// <param name="state">Its state: <c>Undone</c>.</param>
    /// <returns>The refusal.</returns>
    public static ChangeNotUndoableException NothingLeft(string id, string title, string pf, string state) => new(
        id,
        title,
        pf,
        $"is {state}, so there is nothing to undo",
        "What is Done, Interrupted or Incomplete can be undone.");

    /// <summary>The change was made on another host, and its journal came here with a copy of its disk.</summary>
    /// <param name="id">The change's id.</param>
    /// <param name="title">What made it.</param>
    /// <param name="pf">The physical function's name.</param>
    /// <returns>The refusal.</returns>
    public static ChangeNotUndoableException OfOtherHost(string id, string title, string pf) => new(
        id,
        title,
        pf,
        "was made on another host, or before this one got its machine id",
        "Undo by hand what of its commands was done here.")
    {
        IsOfOtherHost = true,
    };
}
