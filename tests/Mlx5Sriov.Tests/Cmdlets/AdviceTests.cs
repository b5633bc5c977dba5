using System.Text.RegularExpressions;

using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Help;

namespace Mlx5Sriov.Tests;

/// <summary>The advice on what the library refuses or warns of names the cmdlet and the parameters that help.</summary>
public partial class AdviceTests
{
    private static readonly RemedyKind[] s_ofWarnings =
    [
        RemedyKind.UndoRestoresGroup, RemedyKind.UndoRestoresVf, RemedyKind.ResetInLegacyMode, RemedyKind.SetMacAddress, RemedyKind.SetRxMode,
        RemedyKind.BindAgain,
    ];

    public static TheoryData<RemedyKind> Kinds => new(Enum.GetValues<RemedyKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_remedy_is_told_by_a_cmdlet_or_a_parameter_that_exists(RemedyKind kind)
    {
        var remedy = new Remedy(kind, "eth2") { Nodes = ["gold"] };

        var text = s_ofWarnings.Contains(kind) ? RemedyAdvice.WithCmdlet("It ends.", remedy) : RemedyAdvice.Of(remedy);

        Assert.True(Cmdlet().IsMatch(text) || Parameter().IsMatch(text), text);
        Assert.All(Cmdlet().Matches(text), m => Assert.Contains(m.Value, ExportedCommands.All.Select(c => c.Name)));
        Assert.All(Parameter().Matches(text), m => Assert.Contains(m.Groups[1].Value, ExportedCommands.All.SelectMany(c => c.Parameters.Keys)));
        Assert.EndsWith(".", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Errno.EBUSY, KernelAct.Other, "Something uses the device: find it with Get-MlxVf, let it go and try again.")]
    [InlineData(Errno.EBUSY, KernelAct.DeleteRateNode, "VFs or nodes are below the node: see Get-MlxVfGroup, take them out and try again.")]
    [InlineData(Errno.EBUSY, KernelAct.UseRateGroup, "Another process is at the rate groups, and the driver takes their lock for a try only: run it again.")]
    [InlineData(Errno.EOPNOTSUPP, KernelAct.Other,
        "The driver, the firmware or the e-switch mode does not offer this: see Get-MlxPf for the mode and the dialect.")]
    [InlineData(Errno.ENODEV, KernelAct.Other, "The device or its driver is gone: check with Get-MlxPf that mlx5_core drives it.")]
    [InlineData(Errno.EPERM, KernelAct.Other, "Run pwsh as root or with CAP_NET_ADMIN; on a BlueField host in restricted mode the DPU holds the right.")]
    public void A_refusal_of_the_kernel_is_advised_on(Errno errno, KernelAct kind, string advice) =>
        Assert.Equal(advice, Advice.On(new KernelException(errno, "act", null, kind)));

    [Fact]
    public void Refusals_are_advised_on_with_what_they_are_about()
    {
        var eth2 = ChangeTarget.OfPort("eth2");
        var cause = new VfCountRefusedException(default, 8, new KernelException(Errno.EBUSY, "act"));
        var nodes = new Remedy(RemedyKind.RemoveNodes, "eth2") { Nodes = ["gold", "a b"] };
        (string Advice, SriovException Refusal)[] expected =
        [
            ("Look at Get-MlxVf, and try again once the other program is done.", cause),
            ("Look at Get-MlxVf, and try again once the other program is done.", new PlanFailedException("It failed", null, cause, [], [])),
            ("Mend what stands in the way and run Undo-MlxChange, or run the commands listed by hand.",
                new PlanFailedException("It failed", null, cause, [], ["echo 0"])),
            ("Update the kernel, or unbind the virtual functions after they were made: Set-MlxVfDriver -Driver None.", new NoAutoProbeException("eth2")),
            ("Use -EswitchMode Switchdev, or update the kernel (or OFED), whose newest releases have this mode.",
                new EswitchModeRefusedException(default, "SwitchdevInactive", new KernelException(Errno.EINVAL, "act"))),
            ("Detach it from its guest or container first. -Force, where the cmdlet has it, takes them away all the same; of a VF held through vfio or "
                + "vhost-vdpa the kernel waits until its holder lets go, and nothing can interrupt that wait.",
                new VfInUseException([(ChangeTarget.OfVf("eth2", 1), "VM web01")])),
            ("Make the plan again with -PlanOnly, and look at it.", new StalePlanException("eth2")),
            ("Undo the later change first, or overwrite it: Undo-MlxChange 1-a -Force. With -Confirm you are asked.",
                new ChangedSinceException("1-a", "Set-MlxVf", "eth2", [])),
            ("The commands that it ran: (Get-MlxChange 1-a).Steps. Undo by hand what of them was done here.",
                ChangeNotUndoableException.OfOtherHost("1-a", "Set-MlxVf", "eth2")),
            ("Enable some first: Set-MlxPf eth2 -NumVfs N.", new VfIndexException("eth2", new VfIndexSet([1]), 0)),
            ("Name a virtual function of eth2 below 4, or enable more.", new VfIndexException("eth2", new VfIndexSet([4]), 4)),
            ("Name it by its number: -Id 7.", new RateGroupNotFoundException("eth2", "7", ["7"])),
            ("Remove them first: Remove-MlxVfGroup eth2 -Name gold,'a b'.",
                new RefusedSettingException(RefusalReason.RateNodesExist, eth2, "it has nodes.", "Remove them.") { Remedy = nodes }),
            ("Leave it.", new RefusedSettingException(RefusalReason.RateNodesExist, eth2, "it has nodes.", "Leave it.")),
        ];

        Assert.All(expected, row => Assert.Equal(row.Advice, Advice.On(row.Refusal)));
    }

    [GeneratedRegex("[A-Z][a-zA-Z]+-Mlx[A-Za-z]+")]
    private static partial Regex Cmdlet();

    [GeneratedRegex("[ (]-([A-Z][a-zA-Z]+)")]
    private static partial Regex Parameter();
}
