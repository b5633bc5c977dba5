using System.Reflection;
using System.Runtime.ExceptionServices;

using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>A seam that reads as the host is and takes every write without doing it: what a driver does that forgets, or a kernel that ignores.</summary>
public class DeafSeam : DispatchProxy
{
    private object _seam = null!;

    public static SriovHost Over(SriovHost host) =>
        host with { KernelFiles = Over(host.KernelFiles), IpLink = Over(host.IpLink), Devlink = Over(host.Devlink) };

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

    private static T Over<T>(T seam)
        where T : class
    {
        var deaf = Create<T, DeafSeam>();
        ((DeafSeam)(object)deaf)._seam = seam;
        return deaf;
    }
}
