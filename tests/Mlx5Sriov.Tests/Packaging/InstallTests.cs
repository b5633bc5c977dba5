using Mlx5Sriov.Cmdlets.Inventory;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Packaging;

/// <summary>The way of a package: packed by build.ps1, found, installed, used and uninstalled with the pinned pwsh and its PSResourceGet.</summary>
public sealed class InstallTests(Installation installation) : IClassFixture<Installation>
{
    // The manifest's, which the assemblies have too.
    private static readonly string s_version = typeof(GetMlxVfCommand).Assembly.GetName().Version!.ToString(3);

    private static readonly string[] s_moduleFiles =
    [
        "LICENSE",
        "Mlx5Sriov.psd1",
        "README.md",
        "bin/Mlx5Sriov.Core.dll",
        "bin/Mlx5Sriov.Format.ps1xml",
        "bin/Mlx5Sriov.Simulation.dll",
        "bin/Mlx5Sriov.Types.ps1xml",
        "bin/Mlx5Sriov.dll",
        "en-US/Mlx5Sriov.dll-Help.xml",
        "en-US/about_Mlx5Sriov.help.txt",
        "en-US/about_MlxChanges.help.txt",
        "en-US/about_MlxSimulation.help.txt",
    ];

    [Fact]
    public void TheModuleFolderHoldsWhatTheModuleNeedsAndNothingElse() =>
        Assert.Equal(s_moduleFiles.Select(file => $"{s_version}/{file}"), Sorted(installation.LinesAt("Folder")));

    [Fact]
    public void PackingTwiceGivesTheSamePackage() => Assert.Equal(installation.LinesAt("Pack"), installation.LinesAt("PackAgain"));

    [Fact]
    public void TheRepositoryTellsTheVersionAndTheChangelogsNotes()
    {
        var found = installation.At("Find");
        Assert.Equal(s_version, found.GetProperty("Version").GetString());
        Assert.Equal("The Mlx5Sriov authors", found.GetProperty("Author").GetString());
        Assert.Contains("ConnectX", found.GetProperty("Tags").EnumerateArray().Select(tag => tag.GetString()));

        var notes = found.GetProperty("ReleaseNotes").GetString()!;
        var changelog = File.ReadAllText(Path.Combine(Repository.Root, "docs", "CHANGELOG.md"));
        Assert.Contains($"## {s_version}", changelog, StringComparison.Ordinal);
        Assert.Contains(notes, changelog, StringComparison.Ordinal);
        Assert.Contains("`Get-MlxVf`", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("## ", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void TheModuleIsInstalledWhole()
    {
        // PSResourceGet adds its own note of what it installed.
        var expected = s_moduleFiles.Append("PSGetModuleInfo.xml").Select(file => $"Mlx5Sriov/{s_version}/{file}");
        Assert.Equal(Sorted(expected), Sorted(installation.LinesAt("Installed")));
    }

    [Fact]
    public void TheInstalledModuleIsImportedByItsName()
    {
        var module = installation.At("Import");
        Assert.Equal(Path.Combine(installation.Modules, "Mlx5Sriov", s_version), module.GetProperty("ModuleBase").GetString());
        Assert.Equal(installation.At("Find").GetProperty("ReleaseNotes").GetString(), module.GetProperty("ReleaseNotes").GetString());
    }

    [Fact]
    public void TheInstalledModuleShowsTheVfsOfASimulatedPort() => Assert.Equal(8, installation.At("Cmdlet").GetInt32());

    [Fact]
    public void TheInstalledModuleHasItsHelp()
    {
        Assert.Equal("Shows virtual functions: settings, places in the system, and who uses them.", installation.At("Help").GetString());
        Assert.Contains("The simulated host", installation.At("Topic").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void UninstallingLeavesNothing() => Assert.Empty(installation.LinesAt("Left"));

    private static IEnumerable<string> Sorted(IEnumerable<string> files) => files.Order(StringComparer.Ordinal);
}
