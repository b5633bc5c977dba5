using Mlx5Sriov.Kernel.Linux.Route;

namespace Mlx5Sriov.Benchmarks;

/// <summary>The rtnetlink codec alone, on a real kernel's answer for 127 VFs.</summary>
internal static class CodecBenchmark
{
    public static void Run()
    {
        var message = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures/kernel/netdevsim-patched/getlink-127.bin"));
        Measurement.Of("codec, recorded answer with counters", 127, () => LinkMessage.Parse(message), runs: 101).Print();
    }
}
