namespace Mlx5Sriov.Tests;

/// <summary>Where the checkout lies: the folder that holds the module manifest, above the test assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Manifest => Path.Combine(Root, "Mlx5Sriov.psd1");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Mlx5Sriov.psd1")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd('/'))!);
}
