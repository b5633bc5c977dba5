namespace Mlx5Sriov.Words;

/// <summary>Another word for an enum's value: the word that a second tool or driver uses for the same thing.</summary>
/// <param name="text">The word as that dialect writes it.</param>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
public sealed class WordAttribute(string text) : Attribute
{
    /// <summary>The word as that dialect writes it.</summary>
    public string Text { get; } = text;
}
