namespace Mlx5Sriov.Refusals;

/// <summary>
/// What a user can do about a refusal or a warning, with the cmdlet and the parameters that do it. The library knows neither; what it says without them is
/// its own next step, which stands where nothing here says more.
/// </summary>
internal static class Advice
{
    /// <summary>The advice on a refusal.</summary>
    public static string On(SriovException refusal) => refusal switch
    {
        PlanFailedException { Residue.Count: > 0 } => "Mend what stands in the way and run Undo-MlxChange, or run the commands listed by hand.",
        PlanFailedException { InnerException: SriovException cause } => On(cause),
        RefusedSettingException { Remedy: { } remedy } => RemedyAdvice.Of(remedy),
        KernelException kernel => OnKernel(kernel),
        VfCountRefusedException { Errno: Errno.EBUSY } => "Look at Get-MlxVf, and try again once the other program is done.",
        VfsMissingException => "Look at dmesg for what the driver or the firmware lacked (MSI-X vectors, memory, a VF driver that failed); "
            + "ask for fewer, or use -AutoProbe Off to leave them without a driver.",
        NoAutoProbeException => "Update the kernel, or unbind the virtual functions after they were made: Set-MlxVfDriver -Driver None.",
        EswitchModeRefusedException => "Use -EswitchMode Switchdev, or update the kernel (or OFED), whose newest releases have this mode.",
        VfInUseException held => $"Detach {(held.Vfs.Count == 1 ? "it from its guest or container" : "them from their guests or containers")} first. "
            + "-Force, where the cmdlet has it, takes them away all the same; "
            + "of a VF held through vfio or vhost-vdpa the kernel waits until its holder lets go, and nothing can interrupt that wait.",
        LockedException => "Wait for it to end and try again, or wait longer with -LockTimeout. "
            + "A lock ends with its process: if that hangs, look at it with 'ps' before you kill it.",
        StalePlanException => "Make the plan again with -PlanOnly, and look at it.",
        ChangeNotFoundException => "Get-MlxChange lists them; the oldest finished ones are dropped after fifty.",
        ChangedSinceException later => $"Undo the later change first, or overwrite it: Undo-MlxChange {later.Change} -Force. With -Confirm you are asked.",
        ChangeNotUndoableException { IsOfOtherHost: true } other =>
            $"The commands that it ran: (Get-MlxChange {other.Change}).Steps. Undo by hand what of them was done here.",
        ChangeNotUndoableException => "Get-MlxChange shows the state of each: what is Done, Interrupted or Incomplete can be undone.",
        LineRateException => "Give the rate of the line: -LineRate 100Gbit.",
        OtherHostException => "Read it again here, with Get-MlxPf, Get-MlxVf or Get-MlxVfGroup.",
        NoAdapterException { Vfs.Count: 0 } =>
            "Check with 'lspci -d 15b3:' that the adapter is seated and passed to this machine; to try the module without one, run Enter-MlxSimulation.",
        PfNotFoundException { Vf: { } vf } named => $"Name its physical function and its index ({PowerShellWord.Quote(vf.Name)} {vf.Vf}), "
            + $"or give -Name {PowerShellWord.Quote(named.Name)} where the cmdlet has it.",
        VfIndexException { Enabled: 0 } none => $"Enable some first: Set-MlxPf {PowerShellWord.Quote(none.Pf)} -NumVfs N.",
        VfNotFoundException { IsPf: true } pf => $"For its virtual functions give it without -Name: Get-MlxVf {PowerShellWord.Quote(pf.Name)}.",
        VfNotFoundException none => (none.Near.Count > 0 ? $"Did you mean {string.Join(" or ", none.Near)}? " : "")
            + "Get-MlxVf lists them all; a name may be the virtual function's own net device, its PCI address, its RDMA device or its representor. "
            + "A net device that a guest or another network namespace holds does not show here.",
        RateGroupNotFoundException { IsNumber: true } numbered => $"Name it by its number: -Id {numbered.Group}.",
        RateGroupNotFoundException => "Get-MlxVfGroup lists them. New-MlxVfGroup makes one; a numbered group is gone when its last VF leaves it.",
        _ => refusal.NextStep,
    };

    /// <summary>Warnings and losses of a plan or an undo, each with what does something about it.</summary>
    /// <param name="sentences">The warnings or losses.</param>
    /// <param name="remedyOf">What the library can do about one.</param>
    public static IEnumerable<string> On(IEnumerable<string> sentences, Func<string, Remedy?> remedyOf) =>
        sentences.Select(sentence => remedyOf(sentence) is { } remedy ? RemedyAdvice.WithCmdlet(sentence, remedy) : sentence);

    private static string OnKernel(KernelException refusal) => (refusal.Errno, refusal.ActKind) switch
    {
        (Errno.EBUSY, KernelAct.DeleteRateNode) => "VFs or nodes are below the node: see Get-MlxVfGroup, take them out and try again.",
        (Errno.EBUSY, KernelAct.Other) => "Something uses the device: find it with Get-MlxVf, let it go and try again.",
        (Errno.EOPNOTSUPP or Errno.ENOTSUPP, _) =>
            "The driver, the firmware or the e-switch mode does not offer this: see Get-MlxPf for the mode and the dialect.",
        (Errno.ENOENT or Errno.ENODEV, _) => "The device or its driver is gone: check with Get-MlxPf that mlx5_core drives it.",
        _ => refusal.NextStep,
    };
}
