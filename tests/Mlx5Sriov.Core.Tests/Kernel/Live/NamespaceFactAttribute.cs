using System.ComponentModel;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>A test that makes network namespaces; skipped, with the reason, where that is not permitted or <c>ip</c> is missing.</summary>
public sealed class NamespaceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_hindrance = new(FindHindrance);

    public NamespaceFactAttribute() => Skip = s_hindrance.Value;

    private static string? FindHindrance()
    {
        var name = $"mlx5sriov-probe-{Environment.ProcessId}";
        try
        {
            var (exit, error) = Shell.Try("ip", "netns", "add", name);
            if (exit != 0) return $"This machine lets the test make no network namespace: {error.Trim()}";
            Shell.Run("ip", "netns", "delete", name);
            return null;
        }
        catch (Win32Exception)
        {
            return "This machine has no 'ip', with which the test makes network namespaces.";
        }
    }
}
