using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Mlx5Sriov.Tests;

/// <summary>A seam that notes every call with its first argument, and passes it on.</summary>
public class CountingSeam : DispatchProxy
{
    private object _seam = null!;
    private List<string> _calls = null!;

    public static T Over<T>(T seam, List<string> calls)
        where T : class
    {
        var counting = Create<T, CountingSeam>();
        ((CountingSeam)(object)counting)._seam = seam;
        ((CountingSeam)(object)counting)._calls = calls;
        return counting;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _calls.Add($"{targetMethod!.Name} {args?.FirstOrDefault()}".TrimEnd());
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
}
