using System.Management.Automation;

namespace Mlx5Sriov.Cmdlets;

/// <summary>
/// The one place where a refusal becomes an error record: its stable id (listed in about_Mlx5Sriov), category, target, and what to do next.
/// </summary>
internal static class ErrorTranslation
{
    public static ErrorRecord Record(SriovException refusal, object? target) => new(refusal, refusal.Id, RefusalCategory.Of(refusal.Kind), target)
    {
        ErrorDetails = new ErrorDetails(refusal.Message) { RecommendedAction = Advice.On(refusal) },
    };
}
