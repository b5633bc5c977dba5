using System.Reflection;

namespace Mlx5Sriov.Words;

/// <summary>The words that an enum's values go by: their names, and those of other dialects (<see cref="WordAttribute"/>).</summary>
public static class EnumWords
{
    /// <summary>Reads one word.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="word">A value's name or another dialect's word for it, in any case; blanks around it are ignored.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">The word is none of them; the message lists what is accepted.</exception>
    public static TEnum Parse<TEnum>(string word)
        where TEnum : struct, Enum => TryParse<TEnum>(word, out var value)
            ? value
            : throw new FormatException($"'{word}' is not one of {string.Join(", ", Cache<TEnum>.ByWord.Keys)}.");

    /// <summary>Reads one word, if it is one.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="word">As for <see cref="Parse"/>.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the word is one of them.</returns>
    public static bool TryParse<TEnum>(string? word, out TEnum value)
        where TEnum : struct, Enum => Cache<TEnum>.ByWord.TryGetValue((word ?? "").Trim(), out value);

    private static class Cache<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<string, TEnum> ByWord = Words().ToDictionary(w => w.Word, w => w.Value, StringComparer.OrdinalIgnoreCase);

        private static IEnumerable<(string Word, TEnum Value)> Words()
        {
            foreach (var value in Enum.GetValues<TEnum>())
            {
                var name = value.ToString();
                yield return (name, value);
                foreach (var word in typeof(TEnum).GetField(name)!.GetCustomAttributes<WordAttribute>())
                    yield return (word.Text, value);
            }
        }
    }
}
