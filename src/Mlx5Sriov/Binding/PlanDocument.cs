using System.Management.Automation;

using Mlx5Sriov.Json;

namespace Mlx5Sriov.Binding;

/// <summary>
/// The property of a plan that holds all of it as one text. Where the engine saves a plan or sends it to another session, objects in objects become
/// texts; this one comes back whole, and Invoke-MlxPlan reads it.
/// </summary>
public static class PlanDocument
{
    /// <summary>The property's name, as the module's type data gives it.</summary>
    internal const string Name = "Document";

    /// <summary>A plan as JSON, for the engine.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>One line of JSON.</returns>
    public static string Document(PSObject plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return ObjectJson.TryWrite(plan.BaseObject, out var node) ? node!.ToJsonString() : "";
    }
}
