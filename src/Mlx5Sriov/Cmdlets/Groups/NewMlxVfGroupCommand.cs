using System.Globalization;
using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Groups;

/// <summary>New-MlxVfGroup: makes a rate group of VFs that share a limit and a guaranteed rate.</summary>
[Cmdlet(VerbsCommon.New, "MlxVfGroup", SupportsShouldProcess = true)]
[OutputType(typeof(RateGroup), typeof(ChangePlan))]
public sealed class NewMlxVfGroupCommand : GroupChangeCmdlet
{
    /// <summary>
    /// The physical function: net device, alternative name, PCI address or RDMA device; wildcards are allowed. That of InputObject where it is not given.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [Parameter(Position = 0, ParameterSetName = "InputObject")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Pf { get; set; } = [];

    /// <summary>The number of an OFED group, 1-255.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(NumberCompleter))]
    [GroupIdArgument]
    [AllowNull]
    public int? Id { get; set; }

    /// <summary>The name of a devlink rate node; switchdev mode only.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [AllowNull]
    [AllowEmptyString]
    public string? Name { get; set; } = "";

    /// <summary>Rate groups whose like is made, as Get-MlxVfGroup gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [WholeObject(typeof(RateGroup))]
    [ValidateNotNull]
    public RateGroup[] InputObject { get; set; } = [];

    /// <summary>The VFs' indexes: numbers and ranges, such as 3 or 0-7 or 0,3,5-7. A numbered group needs at least one.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [ArgumentCompleter(typeof(VfIndexCompleter))]
    [Alias("FunctionID", "VfIndex")]
    [ListArgument(typeof(VfIndexSet), AllowsEmpty = true)]
    [AllowNull]
    public VfIndexSet? Index { get; set; }

    /// <summary>The guaranteed rate: 1Gbit, 500Mbit or a bare number of Mbit/s; 0 for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [RateArgument(AllowsEmpty = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public Bandwidth? MinTxRate { get; set; }

    /// <summary>The limit of all VFs together: 10Gbit, 500Mbit or a bare number of Mbit/s; 0 for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [RateArgument(AllowsEmpty = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public Bandwidth? MaxTxRate { get; set; }

    private protected override bool TakesPatterns => true;

    /// <inheritdoc/>
    private protected override void GatherRecord()
    {
        if (ParameterSetName == "InputObject")
        {
            // A group of another host may be the pattern of a new one here.
            foreach (var like in InputObject) Gather(Pf.Length > 0 ? Pf : [$"{like.PfPciAddress}"], like.Label, like);
            return;
        }

        string[] names = [Name ?? ""];
        Attempt(Named(Id is { } number ? [number] : [], names), () =>
        {
            CheckIsOneKind(Id is { } id ? [id] : [], names);
            CheckIsNoNumber(Name);
            Gather(Ports(nameof(Pf), Pf), Id?.ToString(CultureInfo.InvariantCulture) ?? Name!, null);
        });
    }

    private static void CheckIsNoNumber(string? name)
    {
        if (int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            throw new RefusedSettingException(RefusalReason.GroupNameInvalid, ChangeTarget.OfGiven($"group {name}"),
                "a rate node's name is not digits alone.",
                $"For a numbered group give the number: -Id {name}.");
        }
    }

    private void Gather(IEnumerable<string> pfs, string group, RateGroup? like)
    {
        var wish = new RateGroupWish(RateGroupAct.Create)
        {
            Members = Index ?? like?.Members,
            MinTxRate = MinTxRate ?? like?.MinTxRate,
            MaxTxRate = MaxTxRate ?? like?.MaxTxRate,
        };
        var gathered = new HashSet<PciAddress>();
        foreach (var pf in pfs)
        {
            Attempt(pf, () =>
            {
                foreach (var site in Vfs.Sites(pf).Where(s => gathered.Add(s.PciAddress)))
                    Attempt($"{site.Name} group {group}", () => Gather(site.PciAddress, group, wish));
            });
        }
    }
}
