using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Readiness;

namespace Mlx5Sriov.Cmdlets.Readiness;

/// <summary>Test-MlxHost: whether this host is ready for VFs, for giving them to guests, for migration or for InfiniBand, and what is missing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MlxHost")]
[OutputType(typeof(HostReadiness), typeof(bool))]
public sealed class TestMlxHostCommand : MlxCmdlet
{
    /// <summary>What the host is to be ready for: Basic, Passthrough, Migration, InfiniBand; one or several.</summary>
    [Parameter(Position = 0)]
    [ValueArgument(typeof(HostPurpose), IsList = true)]
    [ValidateNotNullOrEmpty]
    public HostPurpose[] For { get; set; } = [HostPurpose.Basic];

    /// <summary>Gives true or false instead of the readiness: true where it is known that the host is ready for all of them.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private HostFacts? _facts;
    private bool _isReady = true;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt("host", () =>
    {
        _facts ??= HostChecks.Read(SriovHost, Snapshot, Cancellation);
        foreach (var purpose in For.Distinct())
        {
            var readiness = HostChecks.Judge(_facts, purpose, SriovHost.Identity.IsSimulated);
            _isReady &= readiness.IsReady;
            if (!Quiet) WriteObject(readiness);
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Quiet) WriteObject(_isReady);
    }
}
