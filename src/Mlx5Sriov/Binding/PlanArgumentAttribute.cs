using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;

using Mlx5Sriov.Json;
using Mlx5Sriov.Plans;

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
        PSObject { BaseObject: PSCustomObject } saved when saved.Properties[PlanDocument.Name]?.Value is string text =>
            Shown(saved, ObjectJson.ReadPlan(Parsed(text))),
        PSObject { BaseObject: PSCustomObject } row when Node(row) is { } node => ObjectJson.ReadPlan(node),
        _ => throw new FormatException(
            $"A {Plain(item)?.GetType().Name ?? "null"} is no plan: give what -PlanOnly gives, also saved with Export-Clixml or ConvertTo-MlxJson."),
    };

    // What is carried out is the document; what a reader of the saved plan sees stands beside it, as text or in objects, by the way in which it was saved.
    private static ChangePlan Shown(PSObject saved, ChangePlan plan)
    {
        Compare(saved, nameof(plan.Title), plan.Title);
        Compare(saved, nameof(plan.Pf), plan.Pf);
        CompareAll(saved, nameof(plan.Warnings), plan.Warnings, static (item, warning) => item is string text && text != warning);
        CompareAll(saved, nameof(plan.Affected), plan.Affected, static (item, who) => item is string text && text != who);
        CompareAll(saved, nameof(plan.Steps), plan.Steps, static (item, step) => item switch
        {
            string text => text != $"{step}",
            PSObject { BaseObject: string text } => text != $"{step}",
            PSObject row => Differs(row, nameof(step.Target), $"{step.Target}") || Differs(row, nameof(step.Description), step.Description)
                || Differs(row, nameof(step.Command), step.Command) || (IsSaved(row) && $"{row}" != $"{step}"),
            _ => false,
        });
        return plan;
    }

    private static void Compare(PSObject saved, string property, string own)
    {
        if (Differs(saved, property, own)) throw Altered(property);
    }

    private static void CompareAll<T>(PSObject saved, string property, IReadOnlyList<T> own, Func<object?, T, bool> differs)
    {
        // A list that was saved as one text, as a table does, shows nothing.
        if (saved.Properties[property]?.Value is null or string) return;
        var items = Several(saved.Properties[property].Value);
        if (items.Length != own.Count || items.Zip(own).Any(pair => differs(pair.First, pair.Second))) throw Altered(property);
    }

    private static bool Differs(PSObject row, string property, string own) => row.Properties[property]?.Value is string text && text != own;

    private static FormatException Altered(string property) => new($"This plan was altered: {property} does not go with the rest of it.");

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
