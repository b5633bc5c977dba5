using System.Management.Automation.Host;
using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Tests.Shell;

public sealed class ChoiceMenuTests
{
    private static readonly ChoiceDescription[] s_choices =
    [
        new("&Yes", "Do it."), new("Yes to &All", "Do them all."), new("&No", ""), new("Other"),
    ];

    [Fact]
    public void The_question_names_the_hot_keys_and_the_default() =>
        Assert.Equal("[Y] Yes  [A] Yes to All  [N] No  [Other] Other  [?] Help (default is \"N\"): ", new ChoiceMenu(s_choices, 2).Question);

    [Fact]
    public void Help_says_what_each_answer_means() =>
        Assert.Equal("Y - Do it.\nA - Do them all.\nN - No\nOther - Other\n", new ChoiceMenu(s_choices, 0).Help);

    [Theory]
    [InlineData("y", 0)]
    [InlineData("YES", 0)]
    [InlineData("a", 1)]
    [InlineData("yes to all", 1)]
    [InlineData("other", 3)]
    [InlineData("", 2)]
    [InlineData("x", null)]
    [InlineData("ye", null)]
    public void An_answer_is_a_hot_key_or_a_label(string answer, int? expected) =>
        Assert.Equal(expected, new ChoiceMenu(s_choices, 2).Choose(answer));

    [Fact]
    public void Without_a_default_an_empty_answer_chooses_nothing() => Assert.Null(new ChoiceMenu(s_choices, -1).Choose(""));
}
