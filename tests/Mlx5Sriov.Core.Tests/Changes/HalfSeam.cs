using System.Reflection;

using Mlx5Sriov.Kernel.Devlink;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>
/// A devlink that once sets the guarantee of a request with two rates and refuses the limit, as the kernel may (devlink_nl_rate_set in net/devlink/rate.c).
/// </summary>
public class HalfSeam : DispatchProxy
{
    private IDevlink _devlink = null!;
    private bool _isDone;

    public static IDevlink Over(IDevlink devlink)
    {
        var half = Create<IDevlink, HalfSeam>();
        ((HalfSeam)(object)half)._devlink = devlink;
        return half;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (_isDone || targetMethod!.Name != nameof(IDevlink.SetRate)
            || args is not [DevlinkPortHandle port, RateLimits { TxShare: not null, TxMax: not null } limits])
            return targetMethod!.Invoke(_devlink, args);
        _isDone = true;
        _devlink.SetRate(port, limits with { TxMax = null });
        throw new KernelException(Errno.EIO, "devlink port function rate set");
    }
}
