using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Mlx5Sriov.Completion;

/// <summary>Offers usual values of parameters that are numbers or rates, for which the engine would offer the names of files.</summary>
public sealed class NumberCompleter : IArgumentCompleter
{
    private static readonly string[] s_rates = ["0", "100Mbit", "1Gbit", "10Gbit", "25Gbit", "100Gbit"];

    private static readonly Dictionary<string, string[]> s_values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Id"] = ["1", "2", "3", "7", "255"],
        ["VlanId"] = ["0", "1", "100", "4094"],
        ["Qos"] = ["0", "1", "2", "3", "4", "5", "6", "7"],
        ["NumVfs"] = ["0", "1", "2", "4", "8", "16", "32", "64", "127"],
        ["MinTxRate"] = s_rates,
        ["MaxTxRate"] = s_rates,
        ["LineRate"] = ["10Gbit", "25Gbit", "40Gbit", "100Gbit", "200Gbit", "400Gbit"],
        ["LockTimeout"] = ["0", "10", "60", "600"],
        ["Interval"] = ["1", "2", "5", "10", "60"],
        ["Count"] = ["1", "10", "60"],
        ["After"] = ["0"],
        ["Nth"] = ["0", "1", "2"],
        ["Adapter"] = ["1", "2", "5"],
    };

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = wordToComplete ?? "";
        string[] fitting = [.. s_values.GetValueOrDefault(parameterName ?? "", []).Where(value => value.StartsWith(typed, StringComparison.OrdinalIgnoreCase))];

        // Where nothing is offered the engine goes on to files: what was typed stays.
        return (fitting.Length > 0 ? fitting : [typed]).Where(value => value.Length > 0).Select(value => new CompletionResult(value));
    }
}
