using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mlx5Sriov.Lab;

/// <summary>Ways to do one thing, each in turn in every round, so that whatever slows the machine for a while slows all of them.</summary>
/// <param name="title">The thing.</param>
/// <param name="contenders">The ways.</param>
/// <param name="rounds">How many rounds are measured; a way that is compiled here is warmed up for as many seconds.</param>
internal sealed class Contest(string title, IReadOnlyList<Contender> contenders, int rounds)
{
    private const int WarmRunsPerRound = 3;

    /// <summary>What comes before every run and is not measured.</summary>
    public Action Prepare { get; init; } = () => { };

    /// <summary>What every run must have brought about; not measured.</summary>
    public Action<string> Check { get; init; } = _ => { };

    /// <summary>Measures all ways.</summary>
    /// <returns>The table, in Markdown.</returns>
    public string Run()
    {
        foreach (var contender in contenders) WarmUp(contender);
        var times = contenders.ToDictionary(c => c, _ => new List<TimeSpan>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in contenders) times[contender].Add(Once(contender));
        }

        var table = Table(times.ToDictionary(t => t.Key, t => t.Value.Order().ToArray()));
        Console.WriteLine(table);
        return table;
    }

    private void WarmUp(Contender contender)
    {
        var start = Stopwatch.GetTimestamp();
        var runs = 0;
        do Once(contender);
        while (contender.IsCompiled && (++runs < rounds * WarmRunsPerRound || Stopwatch.GetElapsedTime(start).TotalSeconds < rounds));
    }

    private TimeSpan Once(Contender contender)
    {
        Prepare();
        var time = contender.Run();
        Check(contender.Name);
        return time;
    }

    private string Table(Dictionary<Contender, TimeSpan[]> times)
    {
        var floor = times.SingleOrDefault(t => t.Key.IsFloor).Value;
        var cmdlet = times.SingleOrDefault(t => t.Key.IsCmdlet).Value;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"**{title}**").AppendLine();
        text.AppendLine("| way | median (ms) | fastest - slowest | beside the C probe | beside the cmdlet |");
        text.AppendLine("|---|--:|--:|--:|--:|");
        foreach (var (contender, all) in times)
        {
            var range = $"{Milliseconds(all[0])} - {Milliseconds(all[^1])}";
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {contender.Name} | {Milliseconds(Median(all))} | {range} | {Ratio(all, floor)} | {Ratio(all, cmdlet)} |");
        }

        return text.ToString();
    }

    private static string Ratio(TimeSpan[] times, TimeSpan[]? other) =>
        other is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Figures(Median(times) / Median(other))} x");

    private static string Milliseconds(TimeSpan time) => Figures(time.TotalMilliseconds);

    private static string Figures(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static TimeSpan Median(TimeSpan[] sorted) => sorted[sorted.Length / 2];
}
