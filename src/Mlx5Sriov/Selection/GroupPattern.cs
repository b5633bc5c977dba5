using System.Globalization;

namespace Mlx5Sriov.Selection;

/// <summary>A rate group as a user names it: a numbered one by its id, a devlink node by its name, wildcards allowed.</summary>
internal sealed class GroupPattern
{
    private readonly NamePattern? _name;

    public GroupPattern(int id) => Text = id.ToString(CultureInfo.InvariantCulture);

    public GroupPattern(string name) => (Text, _name) = (name, new NamePattern(name));

    public string Text { get; }

    /// <summary>Whether it may mean none or several: then nothing found is no mistake.</summary>
    public bool IsPattern => _name?.IsPattern == true;

    /// <summary>The ids and names of a command.</summary>
    public static IReadOnlyList<GroupPattern> Of(IEnumerable<int> ids, IEnumerable<string> names) =>
        [.. ids.Select(id => new GroupPattern(id)), .. names.Select(name => new GroupPattern(name))];

    // Names of nodes differ by case, so one that is written exactly so is meant alone; else any case will do, as for all names.
    public IEnumerable<RateGroup> Select(IReadOnlyList<RateGroup> groups)
    {
        if (_name is null) return groups.Where(g => g.Id is not null && g.Label == Text);
        RateGroup[] exact = [.. groups.Where(g => g.Name == _name.Name)];
        return exact.Length > 0 ? exact : groups.Where(g => g.Name is { } name && _name.Matches(name));
    }
}
