using Mlx5Sriov.Benchmarks;

// "import PATH" is this program's own child: a fresh process that imports one module and prints the milliseconds.
if (args is ["import", var module])
{
    ImportBenchmark.RunChild(module);
    return 0;
}

Console.WriteLine("| case | VFs | time (ms) | a VF (µs) | allocated (KiB) |");
Console.WriteLine("|---|--:|--:|--:|--:|");
ListingBenchmark.Run();
GroupBenchmark.Run();
BandwidthBenchmark.Run();
CodecBenchmark.Run();
PipelineBenchmark.Run();
SettingBenchmark.Run();
Console.WriteLine();
ImportBenchmark.Run();
return 0;
