using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Cmdlets.Changes;

/// <summary>Get-MlxChange: the changes that were made on this host, from their journals.</summary>
[Cmdlet(VerbsCommon.Get, "MlxChange")]
[OutputType(typeof(JournalEntry))]
public sealed class GetMlxChangeCommand : MlxCmdlet
{
    /// <summary>The changes' ids; wildcards are allowed. All where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ChangeIdCompleter))]
    [SupportsWildcards]
    [NameArgument]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = ["*"];

    /// <summary>Only changes in this state.</summary>
    [Parameter]
    [ValueArgument(typeof(ChangeState))]
    public ChangeState? State { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            Attempt(id, () =>
            {
                foreach (var entry in ChangeSelection.Select(new Journal(SriovHost), id, Attempt))
                {
                    if (State is null || entry.State == State) WriteObject(entry);
                }
            });
        }
    }
}
