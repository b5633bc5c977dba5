using Mlx5Sriov.Shell.Session;

namespace Mlx5Sriov.Tests.Shell;

public sealed class ModuleManifestTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mlx5sriov-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void The_nearest_manifest_upwards_is_the_module()
    {
        var inner = _root.CreateSubdirectory("a");
        File.WriteAllText(Path.Combine(_root.FullName, ModuleManifest.FileName), "");
        var nearest = Path.Combine(inner.FullName, ModuleManifest.FileName);
        File.WriteAllText(nearest, "");

        Assert.Equal(nearest, ModuleManifest.Find(inner.CreateSubdirectory("b/c").FullName));
    }

    [Fact]
    public void Without_a_manifest_on_the_way_up_there_is_no_module() => Assert.Null(ModuleManifest.Find(_root.FullName));
}
