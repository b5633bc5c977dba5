using System.Reflection.PortableExecutable;
using System.Text;

namespace Mlx5Sriov.Tests.Packaging;

/// <summary>What is built tells nothing of the machine that built it, and is the same wherever it is built.</summary>
public sealed class AssemblyTests
{
    public static TheoryData<string> Assemblies =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "bin"), "Mlx5Sriov*.dll").Select(f => Path.GetFileName(f))];

    public static TheoryData<string> Projects =>
        [.. Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.Root, f))];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_holds_no_path_of_the_build_machine(string assembly)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Repository.Root, "bin", assembly));
        foreach (var folder in new[] { Repository.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/" })
        {
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(folder)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(folder)));
        }
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_is_built_reproducibly(string assembly)
    {
        using var reader = new PEReader(File.OpenRead(Path.Combine(Repository.Root, "bin", assembly)));
        Assert.Contains(reader.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_projects_packages_are_pinned_by_their_content(string project)
    {
        var locked = File.ReadAllText(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json"));
        Assert.Equal(locked.Split("\"resolved\"").Length, locked.Split("\"contentHash\"").Length);
    }
}
