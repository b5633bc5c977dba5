using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;

using Mlx5Sriov.Changes;
using Mlx5Sriov.Json;

namespace Mlx5Sriov.Binding;

/// <summary>Reads plans: those of this session, those that Export-Clixml saved or another session sent, and those that ConvertFrom-Json read.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlanArgumentAttribute : ReadArgumentAttribute
{
    private protected override object? Read(object? given) => Plain(given) is null ? given : Several(given).Select(Plan).ToArray();

    private static ChangePlan Plan(object? item) => item switch
    {
        ChangePlan plan => plan,
        PSObject { BaseObject: ChangePlan plan } => plan,
        PSObject { BaseObject: PSCustomObject } saved when saved.Properties[PlanDocument.Name]?.Value is string text => ObjectJson.ReadPlan(Parsed(text)),
        PSObject { BaseObject: PSCustomObject } row when Node(row) is { } node => ObjectJson.ReadPlan(node),
        _ => throw new FormatException(
            $"A {Plain(item)?.GetType().Name ?? "null"} is no plan: give what -PlanOnly gives, also saved with Export-Clixml or ConvertTo-MlxJson."),
    };

    private static JsonNode? Node(PSObject row)
    {
        try
        {
            return ObjectNode.Of(row);
        }
        catch (ForeignObjectException)
        {
            return null;
        }
    }

    private static JsonNode Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) ?? throw new JsonException("it is empty");
        }
        catch (JsonException damaged)
        {
            throw new FormatException("The saved plan is damaged: it is no JSON.", damaged);
        }
    }
}
