using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Mlx5Sriov.Lab;

/// <summary>
/// An <c>ip -j -d -batch</c> that stays and is asked again and again: most of what a new one takes on the emulated processor is its start. It answers each
/// command with a line.
/// </summary>
internal static class LinkBatch
{
    /// <summary>
    /// The devices that the process was asked about, with their numbers then: it keeps them, so a device that was made again takes a new process.
    /// </summary>
    private static readonly Dictionary<string, string> s_known = [];

    private static readonly object s_turn = new();

    private static Process? s_ip;

    /// <summary>What <c>link show dev</c> tells.</summary>
    /// <exception cref="InvalidOperationException">ip has no such device.</exception>
    public static JsonNode Show(string device)
    {
        lock (s_turn)
        {
            var number = File.ReadAllText($"/sys/class/net/{device}/ifindex");
            if (s_ip is null || s_known.GetValueOrDefault(device, number) != number) Restart();
            s_known[device] = number;
            s_ip!.StandardInput.WriteLine($"link show dev {device}");
            var answer = s_ip.StandardOutput.ReadLine() ?? "nothing";
            if (answer is ['[', ..] && JsonNode.Parse(answer)!.AsArray() is [{ } link] && (string?)link["ifname"] == device) return link;
            Stop();
            throw new InvalidOperationException($"ip answered '{answer}' about {device}.");
        }
    }

    // What it says of an error comes where its answer would.
    private static void Restart()
    {
        Stop();
        s_known.Clear();
        s_ip = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", "exec ip -j -d -batch - 2>&1"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        });
    }

    private static void Stop()
    {
        s_ip?.StandardInput.Close();
        s_ip?.WaitForExit();
        s_ip?.Dispose();
        s_ip = null;
    }
}
