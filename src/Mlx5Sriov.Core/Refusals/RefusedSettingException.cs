namespace Mlx5Sriov.Refusals;

/// <summary>A setting is refused before anything is written.</summary>
/// <param name="reason">Why; also the error's stable id.</param>
/// <param name="target">What it was for.</param>
/// <param name="message">What is wrong.</param>
/// <param name="nextStep">What the administrator can do about it.</param>
public sealed class RefusedSettingException(RefusalReason reason, ChangeTarget target, string message, string nextStep)
    : SriovException($"{target}: {message}", nextStep)
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusedSettings.Entry(Reason);

    /// <summary>Why.</summary>
    public RefusalReason Reason { get; } = reason;

    /// <summary>What it was for.</summary>
    public ChangeTarget Target { get; } = target;

    /// <summary>What this library can do about it; null where the next step says all.</summary>
    public Remedy? Remedy { get; init; }

    /// <summary>Whether the cause is the physical function's, and so the same for all its VFs.</summary>
    public bool IsOfPort { get; init; }

    /// <summary>The refusal as it is told of another target.</summary>
    /// <param name="other">The target.</param>
    /// <returns>The refusal.</returns>
    public RefusedSettingException Of(ChangeTarget other) => new(Reason, other, message, NextStep) { Remedy = Remedy, IsOfPort = IsOfPort };
}
