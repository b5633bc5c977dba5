using System.Management.Automation.Host;
using System.Text;

namespace Mlx5Sriov.Shell.Host;

/// <summary>A question with labelled answers: `[Y] Yes  [N] No  [?] Help (default is "Y"): `.</summary>
/// <remarks>A label's hot key is the character after its `&amp;`, as ChoiceDescription defines it.</remarks>
internal sealed class ChoiceMenu(IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
{
    private readonly Choice[] _choices = [.. choices.Select(Choice.From)];

    /// <summary>The line that asks.</summary>
    public string Question
    {
        get
        {
            var line = new StringBuilder();
            foreach (var choice in _choices) line.Append($"[{choice.Key}] {choice.Label}  ");
            line.Append("[?] Help");
            if (defaultChoice >= 0) line.Append($" (default is \"{_choices[defaultChoice].Key}\")");
            return line.Append(": ").ToString();
        }
    }

    /// <summary>What each answer means, a line each.</summary>
    public string Help => string.Concat(_choices.Select(choice => $"{choice.Key} - {choice.Meaning}\n"));

    /// <summary>The index of the choice that <paramref name="answer"/> names by hot key or label; null for none.</summary>
    public int? Choose(string answer)
    {
        if (answer.Length == 0) return defaultChoice >= 0 ? defaultChoice : null;

        var index = Array.FindIndex(_choices, choice => choice.IsNamed(answer));
        return index >= 0 ? index : null;
    }

    private sealed record Choice(string Key, string Label, string Meaning)
    {
        public static Choice From(ChoiceDescription description)
        {
            var label = description.Label.Replace("&", "", StringComparison.Ordinal).Trim();
            var mark = description.Label.IndexOf('&', StringComparison.Ordinal);
            var key = mark >= 0 && mark + 1 < description.Label.Length
                ? description.Label[mark + 1].ToString().ToUpperInvariant()
                : label;
            return new Choice(key, label, string.IsNullOrEmpty(description.HelpMessage) ? label : description.HelpMessage);
        }

        public bool IsNamed(string answer) =>
            answer.Equals(Key, StringComparison.OrdinalIgnoreCase) || answer.Equals(Label, StringComparison.OrdinalIgnoreCase);
    }
}
