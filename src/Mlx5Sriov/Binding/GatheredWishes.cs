namespace Mlx5Sriov.Binding;

/// <summary>What the rows of a pipeline wish for the parts of physical functions: VFs, or rate groups.</summary>
/// <typeparam name="TPart">What names a part: a VF's index, a group's number or name.</typeparam>
/// <typeparam name="TWish">What is wished for one.</typeparam>
/// <param name="join">What two wishes for one part, which came one after the other, make together.</param>
internal sealed class GatheredWishes<TPart, TWish>(Func<TWish, TWish, TWish> join)
    where TPart : notnull
    where TWish : notnull
{
    private readonly Dictionary<PciAddress, Dictionary<TPart, TWish>> _wishes = [];
    private readonly HashSet<(PciAddress Pf, TPart Part)> _contradicted = [];

    /// <summary>The physical functions, in the order in which they came, each with what is wished for its parts.</summary>
    public IEnumerable<KeyValuePair<PciAddress, Dictionary<TPart, TWish>>> Ports => _wishes;

    /// <summary>What is wished for the parts of a physical function so far.</summary>
    public Dictionary<TPart, TWish> Of(PciAddress pf)
    {
        if (!_wishes.TryGetValue(pf, out var wishes)) _wishes[pf] = wishes = [];
        return wishes;
    }

    /// <summary>Adds a wish. Several for one part are taken together.</summary>
    /// <param name="pf">The physical function.</param>
    /// <param name="part">The part.</param>
    /// <param name="wish">What is wished for it.</param>
    /// <param name="target">The part as a message names it.</param>
    /// <exception cref="ContradictoryRowException">It contradicts an earlier one; which was meant nobody can tell, so neither is taken.</exception>
    public void Add(PciAddress pf, TPart part, TWish wish, string target)
    {
        if (_contradicted.Contains((pf, part))) return;
        var wishes = Of(pf);
        if (!wishes.TryGetValue(part, out var earlier))
        {
            wishes[part] = wish;
        }
        else if (join(earlier, wish) is var both && both.Equals(join(wish, earlier)))
        {
            wishes[part] = both;
        }
        else
        {
            _contradicted.Add((pf, part));
            wishes.Remove(part);
            throw ContradictoryRowException.OfRows(target);
        }
    }
}
