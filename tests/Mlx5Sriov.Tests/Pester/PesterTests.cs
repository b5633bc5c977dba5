using System.Reflection;
using System.Text.Json;

using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Pwsh;

namespace Mlx5Sriov.Tests.Pester;

/// <summary>The Pester suites of tests/Pester, run once in the pinned pwsh; each of their tests is reported by its name.</summary>
public sealed class PesterTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Pester");

    /// <summary>What became of the tests. Read when they are wanted, and not when tests are only looked for, for that takes a run.</summary>
    public static TheoryData<PesterResult> Results => [.. Run()];

    // What a test needs beyond the .NET SDK belongs into the lab, so none may be skipped.
    [Theory(DisplayName = "Pester")]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void A_test_of_Pester_passes(PesterResult result) => Assert.True(result.Result == "Passed", $"{result.Result}\n{result.Error}");

    [Fact]
    public void Every_cmdlet_has_a_suite_and_every_suite_a_cmdlet() => Assert.Equal(
        Help.ExportedCommands.All.Select(command => $"{command.Name}.Tests.ps1").Order(StringComparer.Ordinal),
        Directory.GetFiles(s_folder, "*.Tests.ps1").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static PesterResult[] Run()
    {
        var file = Path.GetTempFileName();
        try
        {
            var run = PwshProcess.Run(
                "-NonInteractive", "-File", Path.Combine(s_folder, "Report.ps1"), "-Pester", Manifest(), "-Path", file);
            if (run.ExitCode != 0) return [new PesterResult("run", "Failed", $"Pester ended with {run.ExitCode}: {run.Output}{run.Error}")];

            return JsonSerializer.Deserialize<PesterResult[]>(File.ReadAllText(file))!;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Manifest() => typeof(PesterTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "PesterManifest").Value!;
}
