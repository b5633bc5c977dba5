using System.Globalization;

namespace Mlx5Sriov.Model;

/// <summary>
/// A rate group as a wish names it, and as a VF shows it: digits are the number of an OFED group, all else the name of a devlink node, which devlink does
/// not let be digits alone. Number 0 stands for no group in both dialects.
/// </summary>
internal readonly record struct GroupKey
{
    /// <summary>The highest number that a group of OFED has.</summary>
    public const int MaxId = 255;

    private const string NoGroup = "0";

    private readonly string? _label;

    private GroupKey(string label) => _label = label;

    /// <summary>No group.</summary>
    public static GroupKey None => default;

    /// <summary>The number or name.</summary>
    public string Label => _label ?? NoGroup;

    public bool IsNone => _label is null;

    /// <summary>Whether it is a number, and so OFED's.</summary>
    public bool IsNumber => PlainNumber.IsDigits(Label);

    /// <summary>The number; null for a name, and for a number that no driver knows.</summary>
    public int? Id => PlainNumber.TryParse(Label, out int id) && id <= MaxId ? id : null;

    /// <summary>Whether it is a number, but none that the driver knows.</summary>
    public bool IsOutOfRange => this is { IsNumber: true, IsNone: false, Id: null } || (Label.StartsWith('-') && PlainNumber.IsDigits(Label.AsSpan(1)));

    /// <summary>Whether a node can be called so.</summary>
    public bool IsNodeName => Label.Length > 0 && !Label.Any(c => c == '/' || char.IsWhiteSpace(c) || char.IsControl(c));

    /// <summary>The key of a label; null, as a VF in no group shows, is none.</summary>
    public static GroupKey Of(string? label)
    {
        if (label is null) return None;
        if (!PlainNumber.TryParse(label, out int id)) return new GroupKey(label);
        return id == 0 ? None : new GroupKey(id.ToString(CultureInfo.InvariantCulture));
    }

    public override string ToString() => IsNone ? "none" : Label;
}
