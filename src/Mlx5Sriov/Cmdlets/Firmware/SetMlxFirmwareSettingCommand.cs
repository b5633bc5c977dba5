using System.Collections;
using System.Globalization;
using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Firmware;
using Mlx5Sriov.Firmware.Boots;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Planning.Firmware;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Cmdlets.Firmware;

/// <summary>Set-MlxFirmwareSetting: values of adapters' firmware for the next restart.</summary>
[Cmdlet(VerbsCommon.Set, "MlxFirmwareSetting", SupportsShouldProcess = true, DefaultParameterSetName = "PfObject")]
[OutputType(typeof(FirmwareSetting), typeof(ChangePlan))]
public sealed class SetMlxFirmwareSettingCommand : ChangeCmdlet
{
    private const string Choices = "-Name with -Value, or -Setting";

    private readonly List<FirmwareAssignment> _wishes = [];

    /// <summary>The physical function: net device, alternative name, PCI address or RDMA device; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Pf { get; set; } = [];

    /// <summary>The physical functions, as Get-MlxPf gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "PfObject")]
    [WholeObject(typeof(PhysicalFunction))]
    [ValidateNotNull]
    public PhysicalFunction[] PfObject { get; set; } = [];

    /// <summary>The setting's name, in any case.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "PfObject")]
    [ArgumentCompleter(typeof(FirmwareNameCompleter))]
    [ValueArgument(typeof(string))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The value: a word or a number.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "PfObject")]
    [ArgumentCompleter(typeof(FirmwareValueCompleter))]
    [ValueArgument(typeof(string))]
    [ValidateNotNullOrEmpty]
    public string? Value { get; set; }

    /// <summary>Several settings in one: @{ SRIOV_EN = 1; NUM_OF_VFS = 16 }.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Setting { get; set; }

    /// <summary>Emits the settings as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Begin()
    {
        if (!MyInvocation.ExpectingInput) RequireSetting(Setting is { Count: > 0 } || (Name is not null && Value is not null), Choices);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var row = ParameterSetName == "Pf" && MyInvocation.ExpectingInput ? PipelineRow.Of(this) : null;
        if (row is { IsOnPort: true, IsOfFirmware: false })
        {
            Attempt($"{row}", () => throw row.IsNoPf());
            return;
        }

        foreach (var pf in ParameterSetName == "Pf" ? Ports(nameof(Pf), Pf) : [.. OfThisHost(PfObject).Select(p => $"{p.PciAddress}")])
        {
            Attempt(pf, () =>
            {
                var values = Given();
                foreach (var site in Vfs.Sites(pf)) _wishes.AddRange(values.Select(v => new FirmwareAssignment(site.PciAddress, v.Name, v.Value)));
            });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var cards = new List<(PciAddress Card, IWish Wish)>();
        foreach (var (card, wishes) in OfCards()) Attempt($"{card}", () => cards.Add((card.PciAddress, FirmwareSettingsWish.Of(Title, card, wishes))));
        PlanAll(cards, (_, plan) => Carry(plan));
        Output.End();
    }

    private List<(AdapterCard Card, List<FirmwareAssignment> Wishes)> OfCards()
    {
        var cards = new List<(AdapterCard Card, List<FirmwareAssignment> Wishes)>();
        foreach (var wish in _wishes)
        {
            Attempt($"{wish.Device}", () =>
            {
                if (cards.FindIndex(c => c.Card.Ports.Any(port => port.PciAddress == wish.Device)) is var at and >= 0) cards[at].Wishes.Add(wish);
                else cards.Add((Snapshot.Card(Snapshot.Site(wish.Device)), [wish]));
            });
        }

        return cards;
    }

    private List<(string Name, string Value)> Given()
    {
        var given = new List<(string, string)>();
        if (Name is not null && Value is not null) given.Add((Name.Trim(), Value.Trim()));
        foreach (DictionaryEntry entry in Setting ?? new Hashtable()) given.Add(($"{entry.Key}".Trim(), Text($"{entry.Key}", entry.Value)));
        return given.Count > 0 ? given : throw NothingToSet(Choices);
    }

    private static string Text(string name, object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        FirmwareValue firmware => $"{firmware}",
        IConvertible one when Convert.ToString(one, CultureInfo.InvariantCulture)?.Trim() is { Length: > 0 } text => text,
        _ => throw new RefusedSettingException(
            RefusalReason.FirmwareValueInvalid, ChangeTarget.OfGiven(name), "it is given no value, or several.", "Give it one value."),
    };

    private void Carry(ChangePlan plan)
    {
        var isDone = Fulfil(plan);
        if (!PassThru || !isDone(ChangeTarget.OfPort(plan.Pf))) return;
        var after = new HostSnapshot(SriovHost);
        var settings = new FirmwareSelection(new FirmwareReader(after), new VfSelection(after, Attempt), Attempt, WriteWarning);
        var named = ((FirmwareSettingsWish)plan.Wish).Settings.SelectMany(s => s.Named.Select(pf => (Pf: pf, s.Name)));
        foreach (var pf in named.GroupBy(s => s.Pf, s => s.Name))
            settings.Visit($"{pf.Key}", [.. pf], setting => Output.Write(setting));
    }
}
