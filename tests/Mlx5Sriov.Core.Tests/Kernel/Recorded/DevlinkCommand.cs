using System.Globalization;
using System.Text.RegularExpressions;

using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Devlink;
using Mlx5Sriov.Kernel.Linux.Netlink;

namespace Mlx5Sriov.Kernel.Recorded;

/// <summary>A recorded <c>devlink</c> command that changes something, and our request for the same act.</summary>
/// <param name="Text">The command.</param>
/// <param name="Succeeded">Whether the tool said so; one that did not may never have reached the kernel.</param>
/// <param name="Request">Our request; null where it is no act of ours.</param>
internal sealed partial record DevlinkCommand(string Text, bool Succeeded, byte[]? Request)
{
    /// <summary>What the file /tmp/b of the mlx5sim run held; <c>-b</c> stops at the first refusal, <c>-f -b</c> does not.</summary>
    private static readonly string[] s_batch =
    [
        "port function rate add pci/0000:01:00.0/b1 tx_max 500mbit",
        "port function rate set pci/0000:01:00.0/1 parent b1",
        "port function rate set pci/0000:01:00.0/99 tx_max 1mbit",
        "port function set pci/0000:01:00.0/2 hw_addr 02:00:00:00:00:22",
    ];

    private static readonly Dictionary<string, decimal> s_units = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = 1,
        ["bit"] = 1,
        ["kbit"] = 1e3m,
        ["mbit"] = 1e6m,
        ["gbit"] = 1e9m,
        ["mibit"] = 1024 * 1024,
        ["mbps"] = 8e6m,
        ["gbps"] = 8e9m,
    };

    public static IEnumerable<DevlinkCommand> Parse(Transcript transcript) => transcript.Command switch
    {
        "devlink -b /tmp/b" => s_batch.Take(3).Select((line, i) => Parse("devlink " + line, i < 2)),
        "devlink -f -b /tmp/b" => s_batch.Select((line, i) => Parse("devlink " + line, i is 1 or 3)),
        _ when Act().IsMatch(transcript.Command) => [Parse(transcript.Command, transcript.ExitCode == 0)],
        _ => [],
    };

    private static DevlinkCommand Parse(string text, bool succeeded)
    {
        var act = Act().Match(text);
        var (verb, handle) = (act.Groups["verb"].Value, act.Groups["handle"].Value);
        var parts = handle.Split('/', 3);
        var device = new DevlinkDevice(parts[0], parts[1]);
        var last = parts.ElementAtOrDefault(2);
        var port = uint.TryParse(last, CultureInfo.InvariantCulture, out var index) ? index : (uint?)null;
        var write = new DevlinkRequest(Exchange.DevlinkFamily);
        var words = act.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        MessageWriter? request = verb switch
        {
            "dev eswitch set" => Eswitch(words) is { } wish ? write.SetEswitch(device, wish) : null,
            "port function set" => Function(words) is { } wish ? write.SetPortFunction(device, port!.Value, wish) : null,
            "port function rate add" => Limits(words) is { } limits && port is null
                ? write.RateNode(DevlinkHeader.DEVLINK_CMD_RATE_NEW, device, last!, limits)
                : null,
            "port function rate del" => write.RateNode(DevlinkHeader.DEVLINK_CMD_RATE_DEL, device, last!, new RateLimits()),
            _ => Limits(words) is not { } limits ? null
                : port is null ? write.RateNode(DevlinkHeader.DEVLINK_CMD_RATE_SET, device, last!, limits)
                : write.SetRateLeaf(device, port.Value, limits),
        };
        return new DevlinkCommand(text, succeeded, request?.Finish(0).ToArray());
    }

    private static Eswitch? Eswitch(string[] words)
    {
        Eswitch? wish = new();
        foreach (var (word, value) in Pairs(words))
        {
            wish = word switch
            {
                "mode" when EnumWords.TryParse<EswitchMode>(value, out var mode) => wish with { Mode = mode },
                "inline-mode" when EnumWords.TryParse<EswitchInlineMode>(value, out var inline) => wish with { InlineMode = inline },
                "encap-mode" when EnumWords.TryParse<EswitchEncapMode>(value, out var encap) => wish with { EncapMode = encap },
                _ => null,
            };
            if (wish is null) return null;
        }

        return wish;
    }

    private static PortFunction? Function(string[] words)
    {
        PortFunction? wish = new();
        foreach (var (word, value) in Pairs(words))
        {
            wish = word switch
            {
                "hw_addr" when MacAddress.TryParse(value, out var address) => wish with { HardwareAddress = address },
                "roce" when Able(value) is { } state => wish with { Roce = state },
                "migratable" when Able(value) is { } state => wish with { Migratable = state },
                "max_io_eqs" => wish with { MaxIoEventQueues = uint.Parse(value, CultureInfo.InvariantCulture) },
                _ => null,
            };
            if (wish is null) return null;
        }

        return wish;
    }

    private static RateLimits? Limits(string[] words)
    {
        if (words is ["noparent"]) return new RateLimits { Parent = "" };
        RateLimits? wish = new();
        foreach (var (word, value) in Pairs(words))
        {
            wish = word switch
            {
                "tx_share" when Rate(value) is { } rate => wish with { TxShare = rate },
                "tx_max" when Rate(value) is { } rate => wish with { TxMax = rate },
                "parent" => wish with { Parent = value },
                _ => null,
            };
            if (wish is null) return null;
        }

        return wish;
    }

    private static IEnumerable<(string Word, string Value)> Pairs(string[] words) => words.Chunk(2).Select(p => (p[0], p.ElementAtOrDefault(1) ?? ""));

    private static OnOff? Able(string word) => word switch { "enable" => OnOff.On, "disable" => OnOff.Off, _ => null };

    private static Bandwidth? Rate(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        if (!s_units.TryGetValue(word[digits..], out var unit)) return null;
        return Bandwidth.FromBits((long)(long.Parse(word[..digits], CultureInfo.InvariantCulture) * unit));
    }

    // A node's name may hold a blank ("a b"), which the transcript does not quote.
    [GeneratedRegex(@"^devlink (?<verb>dev eswitch set|port function set|port function rate (add|set|del)) (?<handle>\S+( b)?)(?<words>( \S+)*)$")]
    private static partial Regex Act();
}
