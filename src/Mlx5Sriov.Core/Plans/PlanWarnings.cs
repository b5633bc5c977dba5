namespace Mlx5Sriov.Plans;

/// <summary>What a plan warns of. What holds alike of several VFs is said once, of them all: <c>eth2 vf 0-126: ...</c>.</summary>
/// <param name="pf">The physical function's name.</param>
internal sealed class PlanWarnings(string pf)
{
    private readonly List<(string Text, List<int> Vfs, Remedy? Remedy)> _warnings = [];
    private readonly HashSet<string> _losses = [];

    /// <summary>The sentences, in the order in which each was first said.</summary>
    public IReadOnlyList<string> Sentences => [.. _warnings.Select(Sentence)];

    /// <summary>Those of them that tell of what no step of the plan gives back.</summary>
    public IReadOnlyList<string> Losses => [.. _warnings.Where(w => _losses.Contains(w.Text)).Select(Sentence)];

    /// <summary>What this library can do about them, by the sentence.</summary>
    public IReadOnlyDictionary<string, Remedy> Remedies =>
        _warnings.Where(w => w.Remedy is not null).DistinctBy(Sentence).ToDictionary(Sentence, w => w.Remedy!);

    /// <summary>Warns of something that is no VF's.</summary>
    public void Add(string sentence, Remedy? remedy = null) => _warnings.Add((sentence, [], remedy));

    /// <summary>Warns of a VF.</summary>
    /// <param name="vf">The VF's index.</param>
    /// <param name="text">What of it, without its name; worded so that it fits several as well.</param>
    /// <param name="remedy">What this library can do about it.</param>
    public void Add(int vf, string text, Remedy? remedy = null)
    {
        var same = _warnings.FindIndex(w => w.Vfs.Count > 0 && w.Text == text);
        if (same < 0) _warnings.Add((text, [vf], remedy));
        else _warnings[same].Vfs.Add(vf);
    }

    /// <summary>Warns of a loss that is no VF's.</summary>
    public void AddLoss(string sentence, Remedy? remedy = null)
    {
        _losses.Add(sentence);
        Add(sentence, remedy);
    }

    /// <summary>Warns of what a VF loses.</summary>
    public void AddLoss(int vf, string text, Remedy? remedy = null)
    {
        _losses.Add(text);
        Add(vf, text, remedy);
    }

    private string Sentence((string Text, List<int> Vfs, Remedy? Remedy) warning) =>
        warning.Vfs.Count == 0 ? warning.Text : $"{pf} vf {new VfIndexSet(warning.Vfs)}: {warning.Text}";
}
