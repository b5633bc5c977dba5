using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Vfs;

/// <summary>What all cmdlets that set VFs share: which VFs are meant, gathered over the pipeline into one plan a physical function.</summary>
/// <remarks>
/// Their default set is Name, which takes nothing from the pipeline: the engine binds what comes through it to the default set or to none where that
/// could take it by property name, and there are two others that take it whole.
/// </remarks>
public abstract class VfChangeCmdlet : ChangeCmdlet
{
    private readonly Dictionary<PciAddress, SortedDictionary<int, VfWish>> _wishes = [];
    private SettingColumns? _columns;

    /// <summary>The physical function: net device, alternative name, PCI address or RDMA device; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Pf { get; set; } = [];

    /// <summary>The VFs' indexes: numbers and ranges, such as 3 or 0-7 or 0,3,5-7.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(Mandatory = true, ParameterSetName = "PfObject")]
    [ArgumentCompleter(typeof(VfIndexCompleter))]
    [Alias("FunctionID", "VfIndex")]
    [ListArgument(typeof(VfIndexSet))]
    [ValidateNotNull]
    public VfIndexSet Index { get; set; } = new([]);

    /// <summary>Any of a VF's own names: net device, PCI address, RDMA device or representor; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(VfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The VFs, as Get-MlxVf gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [WholeObject(typeof(VirtualFunction))]
    [ValidateNotNull]
    public VirtualFunction[] InputObject { get; set; } = [];

    /// <summary>The physical functions whose VFs are meant, as Get-MlxPf gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "PfObject")]
    [WholeObject(typeof(PhysicalFunction))]
    [ValidateNotNull]
    public PhysicalFunction[] PfObject { get; set; } = [];

    /// <summary>Emits the VFs as they are afterwards; nothing under -WhatIf.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected sealed override void Begin()
    {
        _columns = new SettingColumns(this, Typed);
        CheckTyped();

        // A table may bring them.
        if (Settings is not null && !MyInvocation.ExpectingInput) RequireSetting(HasSetting, Settings);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        // Without input the engine has an object too, which is empty: to look at it would cost more than to set a VF.
        var row = ParameterSetName == "Pf" && MyInvocation.ExpectingInput ? PipelineRow.Of(this) : null;
        var isOfTable = row is not null && _columns!.Read(row);
        if (Settings is not null && !HasSetting)
        {
            if (!isOfTable) RequireSetting(isGiven: false, Settings);
            Attempt($"{row}", () => throw NothingToSet(Settings, "its row gives nothing that could be set."));
            return;
        }

        switch (ParameterSetName)
        {
            case "InputObject":
                foreach (var vf in OfThisHost(InputObject)) Gather(vf.PfPciAddress, vf.Index, $"{vf}");
                break;
            case "Name":
                foreach (var name in Name)
                {
                    Attempt(name, () =>
                    {
                        foreach (var vf in Vfs.Named(name)) Gather(vf.Pf.PciAddress, vf.Index, $"{vf}");
                    });
                }

                break;
            default:
                foreach (var pf in ParameterSetName == "Pf" ? Ports(nameof(Pf), Pf) : [.. OfThisHost(PfObject).Select(p => $"{p.PciAddress}")])
                {
                    Attempt(pf, () =>
                        Vfs.Visit(pf, Index, (site, _, index) => Gather(site.PciAddress, index, $"{site.Name} vf {index}")));
                }

                break;
        }
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (_columns!.Ignored is { Count: > 0 } ignored)
            WriteWarning($"These columns are ignored, for {Title} does not take them: {string.Join(", ", ignored)}.");
        PlanAll(_wishes.Select(w => (w.Key, (IWish)new VfSettingsWish(Title, w.Key, w.Value))), Set);
        Output.End();
    }

    /// <summary>The parameters of which one must be given, as messages name them; null where the cmdlet's name says what is wished.</summary>
    private protected virtual string? Settings => null;

    /// <summary>Refuses what the command line gives and the engine lets through.</summary>
    private protected virtual void CheckTyped()
    {
    }

    // What goes with settings, such as -Rebind, is none.
    private bool HasSetting => Wish() with { Rebind = false } != new VfWish();

    /// <summary>What the parameters wish for a VF.</summary>
    private protected abstract VfWish Wish();

    /// <summary>What two wishes for one VF, which came one after the other, make together.</summary>
    private protected virtual VfWish Join(VfWish earlier, VfWish later) => later.Over(earlier);

    /// <summary>Whether a physical function's VFs can be set so at all; where not, that has been told.</summary>
    private protected virtual bool CanSet(PfSite pf) => true;

    /// <summary>Writes what -PassThru wants of VFs, as they are afterwards.</summary>
    private protected virtual void WriteAfter(HostSnapshot after, PfSite pf, IEnumerable<int> indexes)
    {
        var vfs = after.OpenVfs(pf);
        foreach (var index in indexes) Write(vfs.Read(index));
    }

    private void Gather(PciAddress pf, int index, string target) => Attempt(target, () =>
    {
        if (!CanSet(Snapshot.Site(pf))) return;
        var wish = Wish();
        if (!_wishes.TryGetValue(pf, out var wishes)) _wishes[pf] = wishes = [];
        wishes[index] = wishes.TryGetValue(index, out var earlier) ? Join(earlier, wish) : wish;
    });

    private void Set(PciAddress pf, ChangePlan plan)
    {
        var refused = plan.Refusals.Select(r => r.Target.Vf).ToHashSet();
        var wishes = _wishes[pf].Where(w => !refused.Contains(w.Key)).ToDictionary(w => w.Key, w => w.Value);
        if (wishes.Count == 0) return;
        var isDone = Fulfil(plan, targets =>
            new VfSettingsWish(Title, pf, wishes.Where(w => targets.Contains(ChangeTarget.OfVf(plan.Pf, w.Key))).ToDictionary(w => w.Key, w => w.Value)));
        if (!PassThru) return;
        var after = new HostSnapshot(SriovHost);
        var site = after.Site(pf);
        WriteAfter(after, site, wishes.Keys.Where(i => isDone(ChangeTarget.OfVf(site.Name, i))));
    }
}
