using System.Management.Automation;

namespace Mlx5Sriov.Tests.Sharing;

/// <summary>Says "stopping" when its pipeline is stopped. The commands before it have been told by then.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Stop")]
public sealed class TestStopCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void StopProcessing() => Console.WriteLine("stopping");
}
