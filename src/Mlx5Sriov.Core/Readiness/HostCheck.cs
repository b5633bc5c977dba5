namespace Mlx5Sriov.Readiness;

/// <summary>One thing of a host that was looked at.</summary>
public sealed record HostCheck
{
    /// <summary>What was looked at.</summary>
    public required HostCheckKind Check { get; init; }

    /// <summary>What came of it.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>Whether the host is not ready without it. What is not required never fails; it warns, or is unknown.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>What the host has; null where nothing here tells.</summary>
    public string? Found { get; init; }

    /// <summary>What it must have, or ought to.</summary>
    public required string Required { get; init; }

    /// <summary>Why it is not so, or cannot be known; null where it passes.</summary>
    public string? Cause { get; init; }

    /// <summary>What mends it: a command, or what to set in the BIOS; null where it passes, and where nothing mends it.</summary>
    public string? Fix { get; init; }

    /// <summary>The check in a line.</summary>
    /// <returns><c>Iommu: Fail. The kernel has no IOMMU.</c>.</returns>
    public override string ToString() => Cause is null ? $"{Check}: {Status}" : $"{Check}: {Status}. {Cause}";

    /// <summary>A check that passes.</summary>
    internal static HostCheck Pass(HostCheckKind check, string? found, string required) =>
        new() { Check = check, Status = CheckStatus.Pass, Found = found, Required = required };

    /// <summary>A check of which something is worth knowing.</summary>
    internal static HostCheck Warn(HostCheckKind check, string? found, string required, string cause, string? fix = null) =>
        new() { Check = check, Status = CheckStatus.Warning, Found = found, Required = required, Cause = cause, Fix = fix };

    /// <summary>A check that fails.</summary>
    internal static HostCheck Fail(HostCheckKind check, string? found, string required, string cause, string? fix) =>
        new() { Check = check, Status = CheckStatus.Fail, Found = found, Required = required, Cause = cause, Fix = fix };

    /// <summary>A check that nothing here answers.</summary>
    internal static HostCheck Unknown(HostCheckKind check, string required, string cause, string? fix = null) =>
        new() { Check = check, Status = CheckStatus.Unknown, Required = required, Cause = cause, Fix = fix };

    /// <summary>The check as one that the host can do without.</summary>
    internal HostCheck Advised() => this with { IsRequired = false, Status = Status == CheckStatus.Fail ? CheckStatus.Warning : Status };
}
