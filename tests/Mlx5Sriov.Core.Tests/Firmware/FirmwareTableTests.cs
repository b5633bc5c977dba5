using Mlx5Sriov.Firmware;

namespace Mlx5Sriov.Core.Tests.Firmware;

/// <summary>The tool's tables of every form: columns by the header's words, rows by blanks, marks in front.</summary>
public sealed class FirmwareTableTests
{
    private const string Header = "Configurations:  Default  Current  Next Boot\n";

    // From users' reports: marks glued together, stars of a card that was set long ago, footers.
    private const string Marks = """

        Device #1:
        ----------

        Device type:    ConnectX5
        Name:           MCX556A-EDA_Ax
        Device:         0000:03:00.0

        Configurations:                                     Default             Current             Next Boot
        *       SRIOV_EN                                        False(0)            True(1)             True(1)
        *       NUM_OF_VFS                                      0                   8                   16
         RO     EXP_ROM_UEFI_x86_ENABLE                         False(0)            False(0)            False(0)
        *RO     HOST_CHAINING_MODE                              DISABLED(0)         BASIC(1)            BASIC(1)
                HOST_CHAINING_DESCRIPTORS                       Array[0..7]         Array[0..7]         Array[0..7]
                INTERNAL_CPU_MODEL                              N/A                 N/A                 EMBEDDED_CPU(1)
        The '*' shows parameters with next value different from default/current value.
        The 'RO' shows parameters which are for read only and cannot be changed
        """;

    [Fact]
    public void Marks_are_no_names_and_footers_no_rows()
    {
        var table = FirmwareTable.Parse(Marks)!;
        Assert.Equal(
            [
                "SRIOV_EN False(0) True(1) True(1) False", "NUM_OF_VFS 0 8 16 False", "EXP_ROM_UEFI_x86_ENABLE False(0) False(0) False(0) True",
                "HOST_CHAINING_MODE DISABLED(0) BASIC(1) BASIC(1) True", "HOST_CHAINING_DESCRIPTORS Array[0..7] Array[0..7] Array[0..7] False",
                "INTERNAL_CPU_MODEL   EMBEDDED_CPU(1) False",
            ],
            table.Rows.Select(r => $"{r.Name} {r.Default} {r.Current} {r.Next} {r.IsReadOnly}"));
        Assert.Equal("NUM_OF_VFS", table.Find("num_of_vfs")?.Name);
        Assert.Null(table.Find("NUM_OF_PF"));
    }

    [Theory]
    [InlineData("Configurations:             Next Boot\n         SRIOV_EN               True(1)", null, null, "True(1)")]
    [InlineData("Configurations:                 Default         Next Boot\n         SRIOV_EN   False(0)        True(1)", "False(0)", null, "True(1)")]
    [InlineData("Configurations:                 Current         Next Boot\n         SRIOV_EN   False(0)        True(1)", null, "False(0)", "True(1)")]
    [InlineData("Configurations:      Current\n    SRIOV_EN          1", null, "1", null)]
    [InlineData("Configurations:          Next Boot       New\n         SRIOV_EN     True(1)         False(0)", null, null, "True(1)")]
    public void A_column_that_is_not_there_is_null(string text, string? made, string? current, string? next)
    {
        var row = Assert.Single(FirmwareTable.Parse(text)!.Rows);
        Assert.Equal((made ?? "", current ?? "", next ?? ""), ($"{row.Default}", $"{row.Current}", $"{row.Next}"));
    }

    [Fact]
    public void A_long_value_overruns_its_column_and_leaves_one_blank()
    {
        var table = FirmwareTable.Parse("""
            Configurations:                                     Default             Next Boot
                    PCI_ATOMIC_MODE                                 PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED(0) PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED(0)
                    INTERNAL_CPU_MODEL                              EMBEDDED_CPU(1)     EMBEDDED_CPU(1)
            """)!;
        Assert.All(table.Rows, row => Assert.Equal((row.Default, null), (row.Next, row.Current)));
        Assert.Equal("PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED(0)", $"{table.Rows[0].Next}");
    }

    [Fact]
    public void A_value_that_fills_its_column_may_touch_the_next()
    {
        var row = Assert.Single(FirmwareTable.Parse(Header + "  MODE_X   ABCDEFGHIJKLM(0)ABCDEFGHIJKLM(1)NOPQRSTUVWXYZ(2)")!.Rows);
        Assert.Equal(("ABCDEFGHIJKLM(0)", "ABCDEFGHIJKLM(1)", "NOPQRSTUVWXYZ(2)"), ($"{row.Default}", $"{row.Current}", $"{row.Next}"));
    }

    [Fact]
    public void A_row_with_another_number_of_values_tells_none()
    {
        var row = Assert.Single(FirmwareTable.Parse(Header + "  SOME_TEXT   two words here too")!.Rows);
        Assert.Equal((null, null, null), (row.Default, row.Current, row.Next));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-E- Failed to open the device\n")]
    public void A_text_without_a_table_has_none(string text) => Assert.Null(FirmwareTable.Parse(text));

    [Fact]
    public void Words_are_those_of_the_tools_list()
    {
        var words = new FirmwareWords("""

            List of configurations the device 0000:05:00.0 may support:
            		VPI SETTINGS:
                                LINK_TYPE_P1=<ETH|IB|VPI>               The link type.
                                LINK_TYPE_P2=<ETH|IB|VPI>

                                NUM_OF_VFS=<NUM>                        How many.
            """);
        Assert.Equal(["ETH", "IB", "VPI"], words.Of("link_type_p2"));
        Assert.Empty(words.Of("NUM_OF_VFS"));
        Assert.Empty(words.Of("OTHER"));
    }

    [Theory]
    [InlineData("SRIOV_EN", FirmwareOwner.Card, null)]
    [InlineData("num_of_vfs", FirmwareOwner.Card, null)]
    [InlineData("VF_MIGRATION_MODE", FirmwareOwner.Card, null)]
    [InlineData("ADVANCED_PCI_SETTINGS", FirmwareOwner.Card, null)]
    [InlineData("LINK_TYPE_P1", FirmwareOwner.Port, 1)]
    [InlineData("LINK_TYPE_P2", FirmwareOwner.Port, 2)]
    [InlineData("PF_NUM_OF_VF", FirmwareOwner.Function, null)]
    [InlineData("NUM_VF_MSIX", null, null)]
    public void A_setting_belongs_to_what_its_class_says(string name, FirmwareOwner? owner, int? port) =>
        Assert.Equal((owner, port), (FirmwareOwners.Of(name), FirmwareOwners.PortOf(name)));

    [Theory]
    [InlineData("NUM_OF_VFS", true)]
    [InlineData("EXP_ROM_UEFI_x86_ENABLE", true)]
    [InlineData("HOST_CHAINING_DESCRIPTORS[3]", true)]
    [InlineData("HOST_CHAINING_DESCRIPTORS[0..3]", true)]
    [InlineData("-yy", false)]
    [InlineData("A=1", false)]
    [InlineData("A B", false)]
    [InlineData("A\n", false)]
    [InlineData("", false)]
    public void A_name_is_one_word(string text, bool isName) => Assert.Equal(isName, FirmwareNames.IsName(text));
}
