namespace Mlx5Sriov.Changes;

/// <summary>What a plan warns of. What holds alike of several VFs is said once, of them all: <c>eth2 vf 0-126: ...</c>.</summary>
/// <param name="pf">The physical function's name.</param>
internal sealed class PlanWarnings(string pf)
{
    private readonly List<(string Text, List<int> Vfs)> _warnings = [];

    /// <summary>The sentences, in the order in which each was first said.</summary>
    public IReadOnlyList<string> Sentences => [.. _warnings.Select(w => w.Vfs.Count == 0 ? w.Text : $"{pf} vf {new VfIndexSet(w.Vfs)}: {w.Text}")];

    /// <summary>Warns of something that is no VF's.</summary>
    public void Add(string sentence) => _warnings.Add((sentence, []));

    /// <summary>Warns of a VF.</summary>
    /// <param name="vf">The VF's index.</param>
    /// <param name="text">What of it, without its name; worded so that it fits several as well.</param>
    public void Add(int vf, string text)
    {
        var same = _warnings.FindIndex(w => w.Vfs.Count > 0 && w.Text == text);
        if (same < 0) _warnings.Add((text, [vf]));
        else _warnings[same].Vfs.Add(vf);
    }
}
