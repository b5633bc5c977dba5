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
/// The default parameter set is Name, which takes nothing from the pipeline. If a set that binds by property name were the default, the engine would try it
/// first, and would not try the two sets that take a VF or a physical function whole.
/// </remarks>
public abstract class VfChangeCmdlet : ChangeCmdlet
{
    private readonly GatheredWishes<int, VfWish> _wishes;
    private readonly List<string> _unwished = [];
    private SettingColumns? _columns;

    /// <summary>Gathers nothing yet.</summary>
    protected VfChangeCmdlet() => _wishes = new(Join);

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
        var (isRead, isOfTable) = (true, false);
        if (row is not null)
        {
            isRead = false;
            Attempt($"{row}", () => (isOfTable, isRead) = (_columns!.Read(row), true));
        }

        if (!isRead) return;
        if (Settings is not null && !HasSetting)
        {
            if (isOfTable) Attempt($"{row}", () => throw NothingToSet(Settings, "its row gives nothing that could be set."));
            else _unwished.AddRange(Given(row));
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
        WarnOf(_columns!);
        if (_unwished is [var first, ..]) Attempt(first, () => throw NothingWished());
        var ports = _wishes.Ports.Select(w => (Pf: w.Key, Wishes: new SortedDictionary<int, VfWish>(w.Value))).ToArray();
        PlanAll(ports.Select(port => (port.Pf, (IWish)new VfSettingsWish(Title, port.Pf, port.Wishes, Elsewhere(port.Pf, ports)))), Set);
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
        if (CanSet(Snapshot.Site(pf))) _wishes.Add(pf, index, Wish(), target);
    });

    // The objects that a call without a setting was given.
    private IEnumerable<string> Given(PipelineRow? row) => ParameterSetName switch
    {
        "InputObject" => InputObject.Select(vf => $"{vf}"),
        "PfObject" => PfObject.Select(pf => $"{pf.Name} vf {Index}"),
        "Name" => Name,
        _ => row is null ? Pf.Select(pf => $"{pf} vf {Index}") : [$"{row}"],
    };

    private RefusedSettingException NothingWished() => NothingToSet(
        Settings!,
        $"{string.Join(", ", _unwished.Take(3))}{(_unwished.Count > 3 ? $" and {_unwished.Count - 3} others" : "")}: an object of the module tells what is, "
            + "and not what is wished.",
        "On a table made of it, such as Select-Object Pf, Index, Trust makes one, the columns are settings.");

    private Dictionary<ChangeTarget, VfWish> Elsewhere(PciAddress pf, (PciAddress Pf, SortedDictionary<int, VfWish> Wishes)[] ports) => ports
        .Where(port => port.Pf != pf)
        .Select(port => (Name: Snapshot.NameOf(port.Pf), port.Wishes))
        .SelectMany(port => port.Wishes.Select(vf => (Target: ChangeTarget.OfVf(port.Name, vf.Key), vf.Value)))
        .ToDictionary(vf => vf.Target, vf => vf.Value);

    private void Set(PciAddress pf, ChangePlan plan)
    {
        var refused = plan.Refusals.Select(r => r.Target.Vf).ToHashSet();
        var wishes = _wishes.Of(pf).Where(w => !refused.Contains(w.Key)).OrderBy(w => w.Key).ToDictionary(w => w.Key, w => w.Value);
        if (wishes.Count == 0 && !PlanOnly) return;
        var isDone = Fulfil(plan, targets =>
            new VfSettingsWish(Title, pf, wishes.Where(w => targets.Contains(ChangeTarget.OfVf(plan.Pf, w.Key))).ToDictionary(w => w.Key, w => w.Value)));
        if (!PassThru) return;
        var after = new HostSnapshot(SriovHost);
        var site = after.Site(pf);
        WriteAfter(after, site, wishes.Keys.Where(i => isDone(ChangeTarget.OfVf(site.Name, i))));
    }
}
