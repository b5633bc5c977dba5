using System.Management.Automation;

using Mlx5Sriov.Counters;

namespace Mlx5Sriov.Cmdlets.Counters;

/// <summary>Get-MlxVfStatistic: the counters of VFs, also of those that a guest has.</summary>
[Cmdlet(VerbsCommon.Get, "MlxVfStatistic", DefaultParameterSetName = "Pf")]
[OutputType(typeof(VfStatistic))]
public sealed class GetMlxVfStatisticCommand : VfCounterCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var vfs in Selected)
        {
            Attempt($"{vfs.Pf}", () =>
            {
                var pf = Snapshot.Site(vfs.Pf);
                Attempt(pf.Name, () =>
                {
                    var counters = Snapshot.OpenStatistics(pf);
                    foreach (var index in vfs.Indexes?.Indexes ?? [.. Enumerable.Range(0, counters.Count)])
                        Attempt($"{pf.Name} vf {index}", () => Output.Write(counters.Read(index)));
                });
            });
        }

        Output.End();
    }
}
