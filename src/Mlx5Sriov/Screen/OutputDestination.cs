using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;

namespace Mlx5Sriov.Screen;

/// <summary>Where a cmdlet's output goes.</summary>
/// <remarks>
/// PowerShell tells a cmdlet its place in its own pipeline, but not whether that pipeline's output is assigned, returned from a function, or shown. The command
/// that takes the output is known to the engine alone (MshCommandRuntime.OutputPipe, Pipe.DownstreamCmdlet), so it is asked by reflection; an engine
/// that has no such members gives an answer on the safe side: not the screen, so that no object is lost.
/// </remarks>
internal static class OutputDestination
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // These collect objects besides showing them.
    private static readonly string[] s_collectors = ["OutVariable", "PipelineVariable"];

    /// <summary>Whether the next thing that happens to an output object is that it is shown on a terminal that understands escape sequences.</summary>
    public static bool IsScreen(PSCmdlet cmdlet) =>
        cmdlet.Host.UI is { SupportsVirtualTerminal: true }
        && !Console.IsOutputRedirected
        && !s_collectors.Any(cmdlet.MyInvocation.BoundParameters.ContainsKey)
        && IsShown(cmdlet);

    /// <summary>How wide the screen is to which the engine fits tables; null where there is none.</summary>
    public static int? Width(PSCmdlet cmdlet)
    {
        try
        {
            return cmdlet.Host.UI?.RawUI?.BufferSize.Width is { } width and > 0 ? width : null;
        }
        catch (Exception unknown) when (unknown is HostException or NotImplementedException or NotSupportedException or IOException)
        {
            return null;
        }
    }

    /// <summary>Whether output goes straight to Out-Default, which the engine puts at the end of what a user runs.</summary>
    internal static bool IsShown(PSCmdlet cmdlet)
    {
        var taker = Member(Member(Member(cmdlet.CommandRuntime, "OutputPipe"), "DownstreamCmdlet"), "Command");
        return taker is PSCmdlet { MyInvocation.MyCommand.Name: "Out-Default" };
    }

    private static object? Member(object? owner, string name) => owner?.GetType().GetProperty(name, Members)?.GetValue(owner);
}
