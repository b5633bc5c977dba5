namespace Mlx5Sriov.Kernel.Live;

/// <summary>A network namespace for one test.</summary>
internal sealed class TestNamespace : IDisposable
{
    private static int s_last;

    public TestNamespace()
    {
        Name = $"mlx5sriov-{Environment.ProcessId}-{Interlocked.Increment(ref s_last)}";
        Shell.Run("ip", "netns", "add", Name);
    }

    public string Name { get; }

    public string File => $"/run/netns/{Name}";

    /// <summary>Runs <c>ip</c> in the namespace.</summary>
    public string Ip(params string[] arguments) => Shell.Run("ip", ["-n", Name, .. arguments]);

    /// <summary>Runs many <c>ip</c> commands in the namespace.</summary>
    public void IpBatch(IEnumerable<string> lines)
    {
        var batch = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllLines(batch, lines);
            Ip("-batch", batch);
        }
        finally
        {
            System.IO.File.Delete(batch);
        }
    }

    /// <summary>Reads a net device's attribute, as /sys shows it within the namespace.</summary>
    public string Attribute(string link, string name) => Shell.Run("ip", "netns", "exec", Name, "cat", $"/sys/class/net/{link}/{name}").Trim();

    public void Dispose() => Shell.Run("ip", "netns", "delete", Name);
}
