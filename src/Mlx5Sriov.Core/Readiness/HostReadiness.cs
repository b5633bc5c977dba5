namespace Mlx5Sriov.Readiness;

/// <summary>Whether a host is ready for a purpose, and all that was looked at to know it.</summary>
public sealed record HostReadiness
{
    /// <summary>What it is to be ready for.</summary>
    public required HostPurpose For { get; init; }

    /// <summary>Every check, in the order in which what fails is mended.</summary>
    public required IReadOnlyList<HostCheck> Checks { get; init; }

    /// <summary>Whether it is ready. Checks that are not required do not count.</summary>
    public Verdict Verdict =>
        Has(CheckStatus.Fail) ? Verdict.NotReady
        : Has(CheckStatus.Unknown) ? Verdict.Unknown
        : Verdict.Ready;

    /// <summary>The first check that keeps it from being ready: the one that fails, else the one that is unknown; null where it is ready.</summary>
    public HostCheckKind? Reason => Verdict == Verdict.Ready
        ? null
        : Checks.First(c => c.IsRequired && c.Status == (Verdict == Verdict.NotReady ? CheckStatus.Fail : CheckStatus.Unknown)).Check;

    /// <summary>Whether it is ready.</summary>
    public bool IsReady => Verdict == Verdict.Ready;

    /// <summary>Whether it is of a simulated host.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The readiness in a line.</summary>
    /// <returns><c>Passthrough: NotReady (Iommu)</c>.</returns>
    public override string ToString() => Reason is { } reason ? $"{For}: {Verdict} ({reason})" : $"{For}: {Verdict}";

    private bool Has(CheckStatus status) => Checks.Any(c => c.IsRequired && c.Status == status);
}
