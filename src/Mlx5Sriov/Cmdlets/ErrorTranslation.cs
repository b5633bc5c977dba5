using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Session;

namespace Mlx5Sriov.Cmdlets;

/// <summary>
/// The one place where a refusal becomes an error record: its stable id (listed in about_Mlx5Sriov), category, target, and what to do next.
/// </summary>
internal static class ErrorTranslation
{
    public static ErrorRecord Record(SriovException refusal, object? target)
    {
        var (id, category) = Classify(refusal);
        return new ErrorRecord(refusal, id, category, target)
        {
            ErrorDetails = new ErrorDetails(refusal.Message) { RecommendedAction = refusal.NextStep },
        };
    }

    private static (string Id, ErrorCategory Category) Classify(SriovException refusal) => refusal switch
    {
        NoAdapterException => ("NoAdapter", ErrorCategory.ObjectNotFound),
        PfNotFoundException => ("PfNotFound", ErrorCategory.ObjectNotFound),
        VfNotFoundException => ("VfNotFound", ErrorCategory.ObjectNotFound),
        AmbiguousNameException => ("NameAmbiguous", ErrorCategory.InvalidArgument),
        OtherHostException => ("OtherHost", ErrorCategory.InvalidOperation),
        ContradictoryRowException => ("RowContradicts", ErrorCategory.InvalidData),
        VfIndexException => ("VfIndexOutOfRange", ErrorCategory.ObjectNotFound),
        RateGroupNotFoundException => ("GroupNotFound", ErrorCategory.ObjectNotFound),
        CountersUnavailableException => ("CountersUnavailable", ErrorCategory.ResourceUnavailable),
        DriverNotLoadedException => ("DriverNotLoaded", ErrorCategory.ResourceUnavailable),
        VfListIncompleteException => ("VfListIncomplete", ErrorCategory.InvalidData),
        MalformedTextException => ("MalformedText", ErrorCategory.InvalidData),
        MalformedMessageException => ("MalformedMessage", ErrorCategory.InvalidData),
        RefusedSettingException refused => (refused.Reason.ToString(), ErrorCategory.InvalidArgument),
        LineRateException => ("LineRateUnknown", ErrorCategory.InvalidOperation),
        RateInputException => ("RateInput", ErrorCategory.InvalidArgument),
        VfInUseException => ("VfInUse", ErrorCategory.ResourceBusy),
        VfCountException => ("VfCountOutOfRange", ErrorCategory.InvalidArgument),
        VfCountRefusedException refused => ($"VfCountRefused.{refused.Errno}", ErrorCategory.DeviceError),
        VfsMissingException => ("VfsMissing", ErrorCategory.ResourceUnavailable),
        EswitchModeRefusedException => ("EswitchModeRefused", ErrorCategory.NotImplemented),
        NoAutoProbeException => ("NoAutoProbe", ErrorCategory.NotImplemented),
        LockedException => ("Locked", ErrorCategory.ResourceBusy),
        PlanFailedException { Residue.Count: > 0 } => ("PlanNotUndone", ErrorCategory.DeviceError),
        PlanFailedException { InnerException: SriovException cause } when IsToldByCause(cause) => Classify(cause),
        PlanFailedException => ("PlanFailed", ErrorCategory.DeviceError),
        StalePlanException => ("StalePlan", ErrorCategory.InvalidOperation),
        ChangedSinceException => ("ChangedSince", ErrorCategory.InvalidOperation),
        ChangeNotUndoableException => ("ChangeNotUndoable", ErrorCategory.InvalidOperation),
        ChangeNotFoundException => ("ChangeNotFound", ErrorCategory.ObjectNotFound),
        DriverNotBoundException => ("DriverNotBound", ErrorCategory.DeviceError),
        ModuleNotLoadedException => ("ModuleNotLoaded", ErrorCategory.ResourceUnavailable),
        ToolNotFoundException => ("ToolNotFound", ErrorCategory.ObjectNotFound),
        ForeignObjectException => ("ForeignObject", ErrorCategory.InvalidType),
        FaultNotFoundException => ("FaultNotFound", ErrorCategory.ObjectNotFound),
        ConsentNeededException => ("ConsentNeeded", ErrorCategory.InvalidOperation),
        HostUndecidedException => ("HostUndecided", ErrorCategory.InvalidOperation),
        NotSimulatedException => ("NotSimulated", ErrorCategory.InvalidOperation),
        PlatformException => ("NotLinux", ErrorCategory.NotImplemented),
        DamagedJournalException => ("JournalDamaged", ErrorCategory.InvalidData),
        NewerJournalException => ("JournalNewer", ErrorCategory.InvalidData),
        UntrustedPathException => ("UntrustedPath", ErrorCategory.SecurityError),
        KernelException { IsPermission: true } => ("PermissionDenied", ErrorCategory.PermissionDenied),
        KernelException kernel => ($"Kernel.{kernel.Errno}", CategoryOf(kernel.Errno)),
        _ => (refusal.GetType().Name, ErrorCategory.NotSpecified),
    };

    // A plan that was put back whole is told by what stood in its way, where that says more than that a step failed.
    private static bool IsToldByCause(SriovException cause) => cause
        is VfCountRefusedException
        or VfsMissingException
        or EswitchModeRefusedException
        or DriverNotBoundException
        or ModuleNotLoadedException
        or KernelException { IsPermission: true };

    private static ErrorCategory CategoryOf(Errno errno) => errno switch
    {
        Errno.EBUSY => ErrorCategory.ResourceBusy,
        Errno.EEXIST => ErrorCategory.ResourceExists,
        Errno.ENOENT or Errno.ENODEV or Errno.ESRCH => ErrorCategory.ObjectNotFound,
        Errno.EINVAL or Errno.ERANGE => ErrorCategory.InvalidArgument,
        Errno.EOPNOTSUPP or Errno.ENOTSUPP or Errno.ENOSYS or Errno.EPROTONOSUPPORT => ErrorCategory.NotImplemented,
        Errno.ENOMEM or Errno.ENOSPC or Errno.ENOBUFS => ErrorCategory.ResourceUnavailable,
        Errno.ETIMEDOUT => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.DeviceError,
    };
}
