namespace Mlx5Sriov.Shell.Editing;

/// <summary>Proposals for one part of a text.</summary>
/// <param name="Start">Where the part to replace begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Proposals">What may stand there instead.</param>
internal sealed record Completions(int Start, int Length, IReadOnlyList<Proposal> Proposals)
{
    /// <summary>No proposals.</summary>
    public static Completions None { get; } = new(0, 0, []);

    /// <summary>What all proposals begin with, letter case aside.</summary>
    public string CommonStart
    {
        get
        {
            if (Proposals.Count == 0) return "";

            var common = Proposals[0].Text;
            foreach (var (text, _) in Proposals)
            {
                var same = 0;
                while (same < common.Length && same < text.Length && char.ToUpperInvariant(common[same]) == char.ToUpperInvariant(text[same])) same++;
                common = common[..same];
            }

            return common;
        }
    }
}
