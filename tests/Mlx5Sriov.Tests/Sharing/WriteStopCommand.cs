using System.Management.Automation;

namespace Mlx5Sriov.Tests.Sharing;

/// <summary>Says "stopped" when Ctrl-C stops the pipeline: at its end, and so when all cmdlets before it have been told.</summary>
[Cmdlet(VerbsCommunications.Write, "Stop")]
public sealed class WriteStopCommand : Cmdlet
{
    /// <summary>What is passed on.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void ProcessRecord() => WriteObject(InputObject);

    protected override void StopProcessing() => Console.WriteLine("stopped");
}
