using System.Reflection;
using System.Runtime.ExceptionServices;

using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Programs;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>A seam that reads as the host is and takes every write without doing it: what a driver does that forgets, or a kernel that ignores.</summary>
public class DeafSeam : DispatchProxy
{
    private object _seam = null!;

    public static SriovHost Over(SriovHost host) =>
        host with { KernelFiles = Over(host.KernelFiles), IpLink = Over(host.IpLink), Devlink = Over(host.Devlink), Tools = new DeafTools(host.Tools) };

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.ReturnType == typeof(void)) return null;
        try
        {
            return targetMethod.Invoke(_seam, args);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } refusal)
        {
            ExceptionDispatchInfo.Throw(refusal);
            throw;
        }
    }

    /// <summary>Programs of which one that sets the firmware says that it did.</summary>
    private sealed class DeafTools(IToolRunner tools) : IToolRunner
    {
        public ToolResult Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellation) =>
            arguments.Contains("set") ? new ToolResult(0, "Applying... Done!\n", "") : tools.Run(program, arguments, cancellation);

        public IRunningTool Start(string program, IReadOnlyList<string> arguments, ToolOptions? options, CancellationToken cancellation) =>
            tools.Start(program, arguments, options, cancellation);
    }

    private static T Over<T>(T seam)
        where T : class
    {
        var deaf = Create<T, DeafSeam>();
        ((DeafSeam)(object)deaf)._seam = seam;
        return deaf;
    }
}
