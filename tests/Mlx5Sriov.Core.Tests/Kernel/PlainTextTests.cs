using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Core.Tests.Kernel;

/// <summary>Texts that others choose come to the screen without what a terminal obeys.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("eth2", "eth2")]
    [InlineData("Zürich-日本-🖧", "Zürich-日本-🖧")]
    [InlineData("web\u001b[2K\u001b[1A", "web\uFFFD[2K\uFFFD[1A")]
    [InlineData("a\nb\rc\td\0e\u007f", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD")]
    [InlineData("\u009b2J", "\uFFFD2J")]
    [InlineData("gpj.\u202Eexe", "gpj.\uFFFDexe")]
    [InlineData("a\u200Bb\u2066c\uFEFF", "a\uFFFDb\uFFFDc\uFFFD")]
    [InlineData("a\u2028b\u2029c", "a\uFFFDb\uFFFDc")]
    [InlineData("tag\U000E0041", "tag\uFFFD\uFFFD")]
    public void What_a_terminal_obeys_is_replaced(string text, string shown)
    {
        Assert.Equal(shown, PlainText.Of(text));
        Assert.Equal(shown, PlainText.Of(PlainText.Of(text)));
        Assert.Equal(shown == text, PlainText.Is(text));
    }

    // What xunit would not hand over as it is.
    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("a\uFFFDb", PlainText.Of("a\uD83Db"));

    [Fact]
    public void Every_character_of_control_and_format_is_replaced() => Assert.All(
        Enumerable.Range(0, 0x10000).Where(c => !char.IsSurrogate((char)c)).Select(c => (char)c),
        c => Assert.Equal(
            char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator,
            PlainText.Of($"{c}") != $"{c}"));

    [Fact]
    public void Every_refusal_can_be_shown()
    {
        var refusal = new KernelException(Errno.EIO, "ip link show dev a\u001b[2K", "no\nway\u202E");
        Assert.All([refusal.Message, refusal.NextStep, refusal.KernelText!], text => Assert.Equal(text, PlainText.Of(text)));
    }
}
