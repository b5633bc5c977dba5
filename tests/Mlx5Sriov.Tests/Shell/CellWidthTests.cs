using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Tests.Shell;

public sealed class CellWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("\u00e4", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("\u4e2d\u6587", 4)]
    [InlineData("\U0001F600", 2)]
    [InlineData("\u001b[31mred\u001b[0m", 3)]
    public void A_text_takes_so_many_cells(string text, int expected) => Assert.Equal(expected, CellWidth.Of(text));

    [Theory]
    [InlineData("abc", 5, "abc")]
    [InlineData("abc", 2, "ab")]
    [InlineData("a\u4e2d\u6587", 4, "a\u4e2d")]
    [InlineData("abc", 0, "")]
    public void A_text_is_cut_where_the_cells_end(string text, int cells, string expected) => Assert.Equal(expected, CellWidth.Fit(text, cells));
}
