using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Selection;
using Mlx5Sriov.Session;

namespace Mlx5Sriov.Completion;

/// <summary>Completes an argument from what the session's host has; a host that refuses completes nothing.</summary>
public abstract class HostCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = NameWord.Typed(wordToComplete ?? "");
        try
        {
            return [.. Candidates(new HostSnapshot(HostSession.OfCompletion().Host), fakeBoundParameters ?? new Hashtable())
                .Where(c => NameWord.IsShown(c.Text) && typed(c.Text))
                .Select(c => new CompletionResult(NameWord.Quoted(c.Text, IsPattern), c.Text, CompletionResultType.ParameterValue, c.ToolTip))];
        }
        catch (SriovException)
        {
            return [];
        }
    }

    /// <summary>Whether the argument may be a pattern, so that the wildcards of a name have to be escaped.</summary>
    private protected virtual bool IsPattern => true;

    private protected abstract IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound);

    /// <summary>The physical functions that the same command names; all where it names none.</summary>
    private protected static IEnumerable<string> PfsOf(IDictionary bound) =>
        Texts(bound["Pf"] ?? "*");

    /// <summary>The texts that another argument of the same command consists of; none where it is not given.</summary>
    private protected static IEnumerable<string> Texts(object? bound) =>
        bound is null ? [] : bound is object[] several ? several.Select(o => $"{o}") : [$"{bound}"];

    /// <summary>Does one target's work; what is refused completes nothing.</summary>
    private protected static void Quietly(object? target, Action work)
    {
        try
        {
            work();
        }
        catch (SriovException)
        {
            // A port or VF that cannot be read is not offered; the others are.
        }
    }
}
