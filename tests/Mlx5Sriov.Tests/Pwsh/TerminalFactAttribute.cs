namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>A test on a pseudo-terminal; skipped where util-linux's `script`, which makes one, is missing.</summary>
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (!Array.Exists(folders, folder => File.Exists(Path.Combine(folder, "script")))) Skip = "'script' of util-linux is not installed.";
    }
}
