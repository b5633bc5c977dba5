using System.Management.Automation;
using System.Runtime.CompilerServices;

using Mlx5Sriov.Cmdlets;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

/// <summary>The list of refusals holds every type of refusal and every reason, and tells each kind apart.</summary>
public class RefusalCatalogTests
{
    public static TheoryData<Type> Types => new(new[] { typeof(SriovException).Assembly, typeof(Simulation.SimulatedHost).Assembly, typeof(MlxCmdlet).Assembly }
        .SelectMany(a => a.GetTypes())
        .Where(t => t.IsSubclassOf(typeof(SriovException))));

    public static TheoryData<RefusalKind> Kinds => new(Enum.GetValues<RefusalKind>());

    public static TheoryData<RefusalReason> Reasons => new(Enum.GetValues<RefusalReason>());

    public static TheoryData<Errno> Errnos => new(Enum.GetValues<Errno>());

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_of_refusal_is_listed(Type type) =>
        Assert.Contains(((SriovException)RuntimeHelpers.GetUninitializedObject(type)).Entry, ModuleRefusals.All);

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_refused_setting_has_its_reason_as_its_id(RefusalReason reason)
    {
        var refusal = new RefusedSettingException(reason, ChangeTarget.OfVf("eth2", 3), "it cannot be.", "Leave it.");

        Assert.Equal((reason.ToString(), RefusalKind.InvalidArgument), (refusal.Id, refusal.Kind));
        Assert.Contains(refusal.Entry, ModuleRefusals.All);
    }

    [Theory]
    [MemberData(nameof(Errnos))]
    public void A_refusal_of_the_kernel_has_its_error_number_in_its_id(Errno errno)
    {
        var refusal = new KernelException(errno, "act");
        var count = new VfCountRefusedException(default, 4, refusal);

        Assert.Equal(refusal.IsPermission ? "PermissionDenied" : $"Kernel.{errno}", refusal.Id);
        Assert.Equal(($"VfCountRefused.{errno}", RefusalKind.Device), (count.Id, count.Kind));
        Assert.Equal("VfCountRefused.ERRNO", count.Entry.Id);
    }

    [Fact]
    public void Every_line_is_whole_and_no_id_has_two()
    {
        Assert.Equal(ModuleRefusals.All.Count, ModuleRefusals.All.Select(entry => entry.Id).Distinct().Count());
        Assert.All(ModuleRefusals.All, entry =>
        {
            Assert.Matches(@"^\S.*\.$", entry.Cause);
            Assert.Matches(@"^[A-Z].*\.$", entry.Fix);
        });
    }

    [Fact]
    public void A_plan_that_was_put_back_is_told_by_a_cause_that_says_more()
    {
        SriovException missing = new VfsMissingException(default, 1, 2, isProbed: false);
        var denied = new KernelException(Errno.EPERM, "act");
        var busy = new KernelException(Errno.EBUSY, "act");

        Assert.Equal(("VfsMissing", RefusalKind.Unavailable), Told(missing));
        Assert.Equal(("PermissionDenied", RefusalKind.Denied), Told(denied));
        Assert.Equal(("PlanFailed", RefusalKind.Device), Told(busy));
        Assert.Equal(("PlanNotUndone", RefusalKind.Device), Told(missing, "eth2: echo 0"));

        static (string Id, RefusalKind Kind) Told(SriovException cause, params string[] residue)
        {
            var failed = new PlanFailedException("Set-MlxPf failed on eth2", null, cause, [], residue);
            return (failed.Id, failed.Kind);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_category_of_its_own(RefusalKind kind)
    {
        Assert.NotEqual(ErrorCategory.NotSpecified, RefusalCategory.Of(kind));
        Assert.Equal(kind, Assert.Single(Enum.GetValues<RefusalKind>(), other => RefusalCategory.Of(other) == RefusalCategory.Of(kind)));
    }
}
