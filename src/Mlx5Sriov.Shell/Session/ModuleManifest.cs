namespace Mlx5Sriov.Shell.Session;

/// <summary>Finds the module: the nearest folder upwards that holds its manifest.</summary>
internal static class ModuleManifest
{
    public const string FileName = "Mlx5Sriov.psd1";

    /// <summary>The manifest's path, searched from <paramref name="folder"/> upwards; null if there is none.</summary>
    public static string? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, FileName);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
