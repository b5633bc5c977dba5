using System.Management.Automation;

namespace Mlx5Sriov.Refusals;

/// <summary>The kinds of refusals as PowerShell's categories of errors.</summary>
internal static class RefusalCategory
{
    /// <summary>The category of a kind.</summary>
    public static ErrorCategory Of(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => ErrorCategory.ObjectNotFound,
        RefusalKind.InvalidArgument => ErrorCategory.InvalidArgument,
        RefusalKind.InvalidType => ErrorCategory.InvalidType,
        RefusalKind.InvalidData => ErrorCategory.InvalidData,
        RefusalKind.InUse => ErrorCategory.ResourceBusy,
        RefusalKind.Exists => ErrorCategory.ResourceExists,
        RefusalKind.NotSupported => ErrorCategory.NotImplemented,
        RefusalKind.Unavailable => ErrorCategory.ResourceUnavailable,
        RefusalKind.Denied => ErrorCategory.PermissionDenied,
        RefusalKind.Untrusted => ErrorCategory.SecurityError,
        RefusalKind.WrongState => ErrorCategory.InvalidOperation,
        RefusalKind.Device => ErrorCategory.DeviceError,
        RefusalKind.TimedOut => ErrorCategory.OperationTimeout,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
