using System.Diagnostics;
using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Counters;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Screen;
using Mlx5Sriov.Watching;

namespace Mlx5Sriov.Cmdlets.Counters;

/// <summary>Watch-MlxVfStatistic: what VFs receive and send, from the differences of their counters; a live table on a terminal, else objects.</summary>
[Cmdlet(VerbsCommon.Watch, "MlxVfStatistic", DefaultParameterSetName = "Pf")]
[OutputType(typeof(VfTrafficRate))]
public sealed class WatchMlxVfStatisticCommand : VfCounterCmdlet
{
    private LiveTable? _table;

    /// <summary>Seconds from one reading of the counters to the next; fractions are allowed.</summary>
    [Parameter]
    [SecondsArgument]
    [ValidateRange(0.1, 86400.0)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public double Interval { get; set; } = 1;

    /// <summary>How many times the rates are told; without it, until Ctrl-C.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int? Count { get; set; }

    /// <summary>Emits objects also where a live table would be drawn.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Selected.Count == 0) return;
        if (!Stream && OutputDestination.IsScreen(this)) _table = new LiveTable(new LiveScreen(Host.UI));
        var watch = new TrafficWatch(SriovHost, Selected);
        var interval = TimeSpan.FromSeconds(Interval);
        var due = SriovHost.Clock.Elapsed;
        Read(watch);
        for (var told = 0; Count is null || told < Count; told++)
        {
            var begun = Stopwatch.GetTimestamp();

            // Readings that take longer than the interval follow one another without a pause, and none is made up for.
            due = Later(due + interval, SriovHost.Clock.Elapsed);
            Attempt(null, () => SriovHost.Clock.Wait(Later(due - SriovHost.Clock.Elapsed, TimeSpan.Zero), Cancellation));
            var rates = Read(watch);
            if (_table is null)
            {
                foreach (var rate in rates) Emit(rate);
                continue;
            }

            // A simulated clock moves without taking time, but whoever looks at the table needs it.
            if (Cancellation.WaitHandle.WaitOne(Later(interval - Stopwatch.GetElapsedTime(begun), TimeSpan.Zero))) throw new PipelineStoppedException();
            _table.Draw(rates);
        }

        Output.End();
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private IReadOnlyList<VfTrafficRate> Read(TrafficWatch watch)
    {
        IReadOnlyList<VfTrafficRate> rates = [];
        var refusals = new List<(string Target, SriovException Refusal)>();
        Attempt(null, () => rates = watch.Read((target, refusal) => refusals.Add((target, refusal)), Cancellation));
        if (refusals.Count > 0) _table?.Erase();
        foreach (var (target, refusal) in refusals) Attempt(target, () => throw refusal);
        return rates;
    }

    // A lone object is held back until it is known that none follows, so only where that is known at once.
    private void Emit(VfTrafficRate rate)
    {
        if (Count == 1) Output.Write(rate);
        else WriteObject(rate);
    }
}
