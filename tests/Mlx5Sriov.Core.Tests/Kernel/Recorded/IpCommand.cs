using System.Globalization;
using System.Text.RegularExpressions;

using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Kernel.Recorded;

/// <summary>A recorded <c>ip link set</c> command, read into the settings that it makes.</summary>
internal sealed partial record IpCommand(string[] Words, int ExitCode, string Output)
{
    /// <summary>Why our request for the same act is another, or none.</summary>
    public enum Difference
    {
        None,
        RefusedHere,
        SeveralSettings,
        NotOurs,
    }

    public string Link => Words[4];

    public bool IsVf => Words.Length > 6 && Words[5] == "vf";

    public int Vf => IsVf ? int.Parse(Words[6], CultureInfo.InvariantCulture) : 0;

    public bool Succeeded => ExitCode == 0;

    /// <summary>
    /// Whether <c>ip</c> sent a request: not for a value that it refuses itself, a device that it cannot find, or a VF whose rates it cannot find (it
    /// looks up the other of the pair).
    /// </summary>
    public bool WasSent => ExitCode is not 255
        && !Output.Contains("Cannot find", StringComparison.Ordinal)
        && !Output.StartsWith("Error: argument", StringComparison.Ordinal)
        && !Output.StartsWith("Invalid", StringComparison.Ordinal)
        && !Output.Contains("is invalid lladdr", StringComparison.Ordinal);

    /// <summary>The commands of a transcript: none, one, or those of a batch.</summary>
    public static IEnumerable<IpCommand> Parse(Transcript transcript)
    {
        if (transcript.Words is ["ip", "link", "set", ..]) return [new IpCommand(transcript.Words, transcript.ExitCode, transcript.Output)];
        if (!transcript.Command.Contains("ip -batch", StringComparison.Ordinal)
            && !transcript.Command.Contains("ip -force -batch", StringComparison.Ordinal)) return [];
        var goesOn = transcript.Command.Contains("-force", StringComparison.Ordinal);
        var lines = BatchLine().Matches(transcript.Command).Select(m => new IpCommand(("ip " + m.Value).Split(' '), 0, "")).ToList();
        // The second line of each recorded batch is refused; without -force nothing after it is sent.
        return goesOn ? lines : lines.Take(2);
    }

    /// <summary>The settings of the command.</summary>
    /// <param name="rates">The VF's rates so far: <c>ip</c> looks up the one that is not given.</param>
    public (List<VfSetting> Settings, Difference Difference) Settings(VfSetting.Rate rates)
    {
        var settings = new List<VfSetting>();
        if (!IsVf) return (settings, Difference.NotOurs);
        for (var i = 7; i < Words.Length; i += 2)
        {
            var (word, value) = (Words[i], Words[i + 1]);
            switch (word)
            {
                case "mac": settings.Add(new VfSetting.Mac(MacAddress.Parse(value))); break;
                case "vlan": settings.Add(new VfSetting.Vlan(Number(value))); break;
                case "qos": settings[^1] = (VfSetting.Vlan)settings[^1] with { Qos = Number(value) }; break;
                case "proto": settings[^1] = (VfSetting.Vlan)settings[^1] with { Protocol = EnumWords.Parse<VlanProtocol>(value) }; break;
                case "spoofchk": settings.Add(new VfSetting.SpoofCheck(EnumWords.Parse<OnOff>(value))); break;
                case "trust": settings.Add(new VfSetting.Trust(EnumWords.Parse<OnOff>(value))); break;
                case "state": settings.Add(new VfSetting.LinkState(EnumWords.Parse<VfLinkState>(value))); break;
                case "node_guid": settings.Add(new VfSetting.NodeGuid(InfinibandGuid.Parse(value))); break;
                case "port_guid": settings.Add(new VfSetting.PortGuid(InfinibandGuid.Parse(value))); break;
                case "max_tx_rate": AddRate(settings, rates with { Max = Megabits(value) }, r => r with { Max = Megabits(value) }); break;
                case "min_tx_rate": AddRate(settings, rates with { Min = Megabits(value) }, r => r with { Min = Megabits(value) }); break;
                case "rate": return ([rates with { Max = Bandwidth.FromMegabits(Number(value)) }], Difference.NotOurs);
                default: return ([], Difference.NotOurs);
            }
        }

        var isRefused = Vf < 0 || settings.OfType<VfSetting.Vlan>().Any(v => v.Qos > 7);
        return (settings, isRefused ? Difference.RefusedHere : settings.Count > 1 ? Difference.SeveralSettings : Difference.None);
    }

    private static Bandwidth Megabits(string value) => Bandwidth.FromMegabits(Number(value));

    private static void AddRate(List<VfSetting> settings, VfSetting.Rate alone, Func<VfSetting.Rate, VfSetting.Rate> with)
    {
        var earlier = settings.FindIndex(s => s is VfSetting.Rate);
        if (earlier < 0) settings.Add(alone);
        else settings[earlier] = with((VfSetting.Rate)settings[earlier]);
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"link set dev \S+ vf \d+ vlan \d+")]
    private static partial Regex BatchLine();
}
