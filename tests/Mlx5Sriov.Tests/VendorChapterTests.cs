using System.Text.RegularExpressions;

namespace Mlx5Sriov.Tests;

/// <summary>The table of the vendor's procedures in docs/architecture.md, run line by line.</summary>
public sealed partial class VendorChapterTests
{
    private static readonly IReadOnlyList<Procedure> s_table = [.. Rows()];

    [Fact]
    public void The_table_has_every_section_of_the_chapter() => Assert.True(s_table.Count > 30);

    [Theory]
    [InlineData("OFED", "-Profile ConnectX7")]
    [InlineData("OFED", "-Profile ConnectX7Ofed2407")]
    [InlineData("inbox", "-Profile ConnectX7Inbox")]
    [InlineData("switchdev", "-Profile ConnectX7Inbox")]
    [InlineData("InfiniBand", "-Profile ConnectX6Infiniband")]
    public void Each_line_does_what_it_tells_once_or_is_refused(string where, string simulation)
    {
        using var session = new ModuleSession(simulation);
        if (where == "switchdev") session.Run("Set-MlxPf eth2 -EswitchMode Switchdev").ThrowOnError();
        foreach (var procedure in s_table.Where(p => where == "InfiniBand" == p.Where.Contains("InfiniBand")))
        {
            session.Simulation.ClearWrites();
            var result = session.Run(procedure.Cmdlet);
            var writes = session.Simulation.Writes.Select(w => w.Act).ToArray();
            if (!procedure.Where.Contains(where))
            {
                var isElsewhere = procedure.Elsewhere(s_table).Contains(where);
                Assert.True(writes.Length == 0 || isElsewhere, $"{procedure.Cmdlet} on {where} wrote {string.Join("; ", writes)}");
                Assert.True(result.Errors.Count > 0 || procedure.IsSoAnyway || isElsewhere, $"{procedure.Cmdlet} on {where} was not refused.");
                continue;
            }

            result.ThrowOnError();
            Assert.Equal(procedure.Acts, writes.Select(Canonical));
            if (procedure.Acts.Count == 0) Assert.NotEmpty(result.Output);
            session.Run(procedure.Cmdlet).ThrowOnError();
            Assert.Equal(writes.Length, session.Simulation.Writes.Count);
        }
    }

    private static IEnumerable<Procedure> Rows()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs/architecture.md"));
        var chapter = lines.SkipWhile(l => l != "## The vendor's chapter").SkipWhile(l => !l.StartsWith("|---", StringComparison.Ordinal));
        foreach (var line in chapter.Skip(1).TakeWhile(l => l.StartsWith('|')))
        {
            var cells = Separator().Split(line.Trim('|')).Select(c => c.Trim().Trim('`').Replace("\\|", "|", StringComparison.Ordinal)).ToArray();
            yield return new Procedure(cells[1], cells[2] == "-" ? [] : [.. cells[2].Split("; ").Select(Canonical)], [.. cells[3].Split(", ")]);
        }
    }

    // A device has several paths; and the vendor's guide unbinds through the driver's directory, the module through the device's, which are the same file.
    private static string Canonical(string act) => Unbind().Replace(act, "/sys/bus/pci/drivers/mlx5_core/unbind")
        .Replace("/sys/class/net/eth2/device", "/sys/bus/pci/devices/0000:05:00.0", StringComparison.Ordinal)
        .Replace("/sys/class/net/eth3/device", "/sys/bus/pci/devices/0000:05:00.1", StringComparison.Ordinal)
        .Replace("/sys/class/infiniband/mlx5_0/device", "/sys/bus/pci/devices/0000:05:00.0", StringComparison.Ordinal)
        .Replace("/sys/class/infiniband/mlx5_1/device", "/sys/bus/pci/devices/0000:05:00.1", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Separator();

    [GeneratedRegex("/sys/bus/pci/devices/[^/]+/driver/unbind")]
    private static partial Regex Unbind();

    private sealed record Procedure(string Cmdlet, IReadOnlyList<string> Acts, IReadOnlyList<string> Where)
    {
        /// <summary>
        /// Whether it asks for what is so where it cannot be set, and so has nothing to do there: nothing is on, and the link state of a VF in
        /// switchdev mode, whose representor is down, reads as disabled.
        /// </summary>
        public bool IsSoAnyway => Cmdlet.StartsWith("Disable-", StringComparison.Ordinal)
            || ((string[])[" Off", " Auto", "-VlanId 0", "-LinkState Disable"]).Any(end => Cmdlet.EndsWith(end, StringComparison.Ordinal));

        /// <summary>Where another line has the same procedure, told by another equivalent command.</summary>
        public IEnumerable<string> Elsewhere(IEnumerable<Procedure> table) => table.Where(p => p != this && SameSetting(p)).SelectMany(p => p.Where);

        private bool SameSetting(Procedure other) => Setting(other.Cmdlet) == Setting(Cmdlet);

        // The cmdlet, the VF and the name of the parameter: all but its value.
        private static string Setting(string cmdlet) => string.Join(' ', cmdlet.Split(' ').Take(4));
    }
}
