using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

/// <summary>The table of the vendor's procedures in docs/vendor-chapter.md, run row by row.</summary>
public sealed class VendorChapterTests
{
    private static readonly IReadOnlyList<VendorProcedure> s_table =
        VendorProcedure.ReadTable(File.ReadLines(Path.Combine(Repository.Root, "docs/vendor-chapter.md")));

    [Fact]
    public void The_table_has_every_section_of_the_chapter() => Assert.True(s_table.Count > 30);

    [Theory]
    [InlineData("OFED", "-Profile ConnectX7")]
    [InlineData("OFED", "-Profile ConnectX7Ofed2407")]
    [InlineData("inbox", "-Profile ConnectX7Inbox")]
    [InlineData("switchdev", "-Profile ConnectX7Inbox")]
    [InlineData("InfiniBand", "-Profile ConnectX6Infiniband")]
    public void Each_row_does_what_it_says_or_is_refused(string where, string simulation)
    {
        using var session = new ModuleSession(simulation);
        if (where == "switchdev") session.Run("Set-MlxPf eth2 -EswitchMode Switchdev").ThrowOnError();
        new VendorRun(session, where).Check(s_table);
    }
}
