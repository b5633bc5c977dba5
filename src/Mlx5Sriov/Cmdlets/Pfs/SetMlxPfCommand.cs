using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Pfs;

/// <summary>Set-MlxPf: how many VFs a physical function has, whether new ones are probed, and the modes of its e-switch.</summary>
[Cmdlet(VerbsCommon.Set, "MlxPf", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(PhysicalFunction), typeof(ChangePlan))]
public sealed class SetMlxPfCommand : ChangeCmdlet
{
    private readonly HashSet<PciAddress> _pfs = [];

    /// <summary>Net device, alternative name, PCI address or RDMA device; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [Alias("Pf")]
    [SupportsWildcards]
    [NameArgument]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The physical functions, as Get-MlxPf gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "PfObject")]
    [WholeObject(typeof(PhysicalFunction))]
    [ValidateNotNull]
    public PhysicalFunction[] PfObject { get; set; } = [];

    /// <summary>The number of VFs; 0 removes them all.</summary>
    [Parameter]
    [WholeNumber(AllowsNull = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int? NumVfs { get; set; }

    /// <summary>Whether new VFs are bound to a driver by themselves.</summary>
    [Parameter]
    [ValueArgument(typeof(OnOff))]
    public OnOff? AutoProbe { get; set; }

    /// <summary>The e-switch mode: Legacy or Switchdev.</summary>
    [Parameter]
    [ValueArgument(typeof(EswitchMode))]
    public EswitchMode? EswitchMode { get; set; }

    /// <summary>The e-switch's inline mode: None, Link, Network or Transport.</summary>
    [Parameter]
    [ValueArgument(typeof(EswitchInlineMode))]
    public EswitchInlineMode? InlineMode { get; set; }

    /// <summary>The e-switch's encapsulation mode: None or Basic.</summary>
    [Parameter]
    [ValueArgument(typeof(EswitchEncapMode))]
    public EswitchEncapMode? EncapMode { get; set; }

    /// <summary>Lets VFs that survive a change of the number start again, instead of giving them their settings and drivers back.</summary>
    [Parameter]
    public SwitchParameter Discard { get; set; }

    /// <summary>Takes VFs away though someone uses them, and does not ask though something is lost for good.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the physical functions as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool IsForced => Force;

    private protected override void Begin() => RequireSetting(
        NumVfs is not null || AutoProbe is not null || EswitchMode is not null || InlineMode is not null || EncapMode is not null,
        "-NumVfs, -AutoProbe, -EswitchMode, -InlineMode and -EncapMode");

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (PipelineRow.Of(this) is { IsOnPort: true } vf)
        {
            Attempt($"{vf}", () => throw vf.IsNoPf());
            return;
        }

        foreach (var name in ParameterSetName == "Name" ? Ports(nameof(Name), Name) : [.. OfThisHost(PfObject).Select(pf => $"{pf.PciAddress}")])
        {
            Attempt(name, () =>
            {
                foreach (var site in Vfs.Sites(name).Where(s => _pfs.Add(s.PciAddress))) Attempt(site.Name, () => Set(site));
            });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Output.End();

    private void Set(PfSite pf)
    {
        var wish = new PfWish
        {
            NumVfs = NumVfs,
            AutoProbe = AutoProbe,
            EswitchMode = EswitchMode,
            InlineMode = InlineMode,
            EncapMode = EncapMode,
            Discard = Discard,
            Force = Force,
        };
        var isDone = Fulfil(Plan(new PfSettingsWish(Title, pf.PciAddress, wish)));
        if (!PassThru || !isDone(ChangeTarget.OfPort(pf.Name))) return;
        var after = new HostSnapshot(SriovHost);
        Output.Write(after.Read(after.Site(pf.PciAddress)));
    }
}
