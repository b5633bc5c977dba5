using System.Management.Automation;

using Mlx5Sriov.Screen;

namespace Mlx5Sriov.Tests.Screen;

/// <summary>Asks where its output goes, and emits an object.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Destination")]
public sealed class TestDestinationCommand : PSCmdlet
{
    internal static bool Answer { get; private set; }

    internal static bool IsScreen { get; private set; }

    protected override void EndProcessing()
    {
        (Answer, IsScreen) = (OutputDestination.IsShown(this), OutputDestination.IsScreen(this));
        WriteObject(1);
    }
}
