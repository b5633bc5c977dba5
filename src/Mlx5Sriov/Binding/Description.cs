using System.Collections;
using System.Globalization;
using System.Management.Automation;

using Mlx5Sriov.Rates;

namespace Mlx5Sriov.Binding;

/// <summary>
/// A thing as a user describes it: a hashtable, a row of a CSV file, or any object whose properties have the right names. An unknown key of a
/// hashtable is a mistake; further properties of an object are not, since objects come from elsewhere.
/// </summary>
internal sealed class Description
{
    private readonly string _what;
    private readonly PSObject _object;
    private readonly Dictionary<string, object?>? _table;

    /// <param name="value">The hashtable or object.</param>
    /// <param name="what">What messages call it: <c>VF description 3</c>.</param>
    /// <param name="keys">The keys that a hashtable may have.</param>
    /// <exception cref="RateInputException">It has another key.</exception>
    public Description(PSObject value, string what, IReadOnlyList<string> keys)
    {
        (_object, _what) = (value, what);
        if (value.BaseObject is not IDictionary table) return;
        _table = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table) _table[$"{entry.Key}"] = entry.Value;
        if (_table.Keys.FirstOrDefault(key => !keys.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new RateInputException($"{what}: {unknown} is none of its keys.", $"They are {string.Join(", ", keys)}.");
    }

    /// <summary>The value under whichever of several names has one, as text; null for none.</summary>
    /// <exception cref="RateInputException">Several of them have different values.</exception>
    public string? Text(params string[] names) => Only(Given(names));

    /// <summary>Whether it has a property of each of these names.</summary>
    public bool Has(params string[] names) => _table is null && names.All(name => _object.Properties[name] is not null);

    /// <summary>The number or name of a group under whichever of several names has one; null for none.</summary>
    /// <exception cref="RateInputException">There cannot be such a group, or several have different values.</exception>
    public string? Group(params string[] names) => Only(Given(names).Select(given => (given.Name, Read(given.Name, given.Text, GroupRates.ParseName))));

    /// <summary>The rate under a name; null for none.</summary>
    /// <exception cref="RateInputException">It is no rate.</exception>
    public Bandwidth? Rate(string name) => Text(name) is { } text ? Read(name, text, Bandwidth.Parse) : (Bandwidth?)null;

    /// <summary>The indexes under the first of several names that has any.</summary>
    /// <exception cref="RateInputException">There are none, or they are no indexes.</exception>
    public VfIndexSet Indexes(params string[] names) => Text(names) is { } text
        ? Read(names[0], text, VfIndexSet.Parse)
        : throw new RateInputException($"{_what} has no {names[0]}.", $"Give each VF its number: @{{ {names[0]} = 0; MaxTxRate = '10Gbit' }}.");

    /// <exception cref="RateInputException">Always.</exception>
    public RateInputException Lacks(string name, string nextStep) => new($"{_what} has no {name}.", nextStep);

    private string? Only(IEnumerable<(string Name, string Text)> values)
    {
        var given = values.DistinctBy(v => v.Text).ToList();
        if (given.Count <= 1) return given.FirstOrDefault().Text;
        throw new RateInputException(
            $"{_what} contradicts itself: {string.Join(", ", given.Select(v => $"{v.Name} is {v.Text}"))}.",
            $"Give one of {string.Join(", ", given.Select(v => v.Name))}.");
    }

    private IEnumerable<(string Name, string Text)> Given(IEnumerable<string> names) =>
        names.Select(name => (Name: name, Text: Value(name))).Where(v => v.Text is not null).Select(v => (v.Name, v.Text!));

    private T Read<T>(string name, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException wrong)
        {
            throw new RateInputException($"{_what}, {name}: {wrong.Message}", $"Correct {name}.");
        }
    }

    private string? Value(string name)
    {
        var value = _table is null ? _object.Properties[name]?.Value : _table.GetValueOrDefault(name);
        var plain = value is PSObject { BaseObject: var inner and not PSCustomObject } ? inner : value;
        var text = plain is IEnumerable items and not string
            ? string.Join(',', items.Cast<object?>().Select(i => Convert.ToString(i, CultureInfo.InvariantCulture)))
            : Convert.ToString(plain, CultureInfo.InvariantCulture);
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
