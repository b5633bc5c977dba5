using System.Collections;
using System.Management.Automation;

using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Help;

namespace Mlx5Sriov.Tests;

/// <summary>
/// Objects that were saved or sent, and come back as rows of texts, mean to each cmdlet what they meant as objects; or they are refused in words. Nothing of
/// them gets lost on the way.
/// </summary>
public sealed class SavedObjectTests
{
    private const string Scene = """
        Set-MlxVfTrunk eth2 1 7,9-12; Set-MlxVf eth2 2 -VlanId 100 -Qos 3 -MacAddress 02:00:00:00:00:22 -MaxTxRate 10Gbit 3> $null
        New-MlxVfGroup eth2 3 4-5 -MaxTxRate 5Gbit; Set-MlxVf eth2 0-1 -Trust On
        """;

    /// <summary>What every kind of object comes from.</summary>
    private static readonly Dictionary<string, string> s_sources = new()
    {
        ["PhysicalFunction"] = "Get-MlxPf eth2",
        ["VirtualFunction"] = "Get-MlxVf eth2 4",
        ["VfTrunk"] = "Get-MlxVfTrunk eth2 1",
        ["RateGroup"] = "Get-MlxVfGroup eth2 3",
        ["FirmwareSetting"] = "Get-MlxFirmwareSetting eth2 NUM_OF_VFS",
        ["VfStatistic"] = "Get-MlxVfStatistic eth2 4",
        ["VfTrafficRate"] = "Watch-MlxVfStatistic eth2 4 -Count 1 -Interval 1 -Stream",
        ["VfBandwidth"] = "Get-MlxVf eth2 | Measure-MlxVfBandwidth | Select-Object -First 1 -Skip 4",
        ["ChangePlan"] = "Set-MlxVf eth2 6 -Trust On -VlanId 7 -PlanOnly",
        ["JournalEntry"] = "Get-MlxChange | Select-Object -Last 1",
        ["HostReadiness"] = "Test-MlxHost Passthrough",
        ["SimulatedFault"] = "Add-MlxSimulatedFault never EIO",
        ["SimulatedWrite"] = "Get-MlxSimulatedWrite | Select-Object -First 1",
    };

    /// <summary>What every cmdlet that takes input does with it, as texts.</summary>
    private static readonly Dictionary<string, string> s_uses = new()
    {
        ["Add-MlxVfTrunk"] = "Add-MlxVfTrunk -Vlan 77",
        ["Clear-MlxVfTrunk"] = "Clear-MlxVfTrunk",
        ["ConvertTo-MlxJson"] = "ConvertTo-MlxJson",
        ["Disable-MlxVfSpoofCheck"] = "Disable-MlxVfSpoofCheck",
        ["Disable-MlxVfTrust"] = "Disable-MlxVfTrust",
        ["Enable-MlxVfSpoofCheck"] = "Enable-MlxVfSpoofCheck",
        ["Enable-MlxVfTrust"] = "Enable-MlxVfTrust",
        ["Get-MlxChange"] = "Get-MlxChange",
        ["Get-MlxFirmwareSetting"] = "Get-MlxFirmwareSetting",
        ["Get-MlxPf"] = "Get-MlxPf",
        ["Get-MlxVf"] = "Get-MlxVf",
        ["Get-MlxVfGroup"] = "Get-MlxVfGroup",
        ["Get-MlxVfStatistic"] = "Get-MlxVfStatistic",
        ["Get-MlxVfTrunk"] = "Get-MlxVfTrunk",
        ["Invoke-MlxPlan"] = "Invoke-MlxPlan",
        ["Measure-MlxVfBandwidth"] = "Measure-MlxVfBandwidth -LineRate 100Gbit",
        ["New-MlxVfGroup"] = "New-MlxVfGroup",
        ["Remove-MlxSimulatedFault"] = "Remove-MlxSimulatedFault",
        ["Remove-MlxVfGroup"] = "Remove-MlxVfGroup",
        ["Remove-MlxVfTrunk"] = "Remove-MlxVfTrunk -Vlan 9",
        ["Reset-MlxVf"] = "Reset-MlxVf",
        ["Set-MlxFirmwareSetting"] = "Set-MlxFirmwareSetting -Name NUM_OF_VFS -Value 16",
        ["Set-MlxPf"] = "Set-MlxPf -AutoProbe Off",
        ["Set-MlxVf"] = "Set-MlxVf -LinkState Enable",
        ["Set-MlxVfDriver"] = "Set-MlxVfDriver -Driver none",
        ["Set-MlxVfGroup"] = "Set-MlxVfGroup -MaxTxRate 6Gbit",
        ["Set-MlxVfRxMode"] = "Set-MlxVfRxMode -Promiscuous On",
        ["Set-MlxVfTrunk"] = "Set-MlxVfTrunk -Vlan 5",
        ["Undo-MlxChange"] = "Undo-MlxChange",
        ["Watch-MlxVfStatistic"] = "Watch-MlxVfStatistic -Count 1 -Interval 1 -Stream",
    };

    /// <summary>The ways to save and read; <c>$_</c> is the object.</summary>
    private static readonly Dictionary<string, string> s_ways = new()
    {
        ["Clixml, depth 1"] = Clixml(1),
        ["Clixml, depth 2"] = Clixml(2),
        ["MlxJson"] = "$_ | ConvertTo-MlxJson | ConvertFrom-Json",
        ["Csv"] = "$_ | ConvertTo-Csv | ConvertFrom-Csv",
        ["Json"] = "$_ | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json",
    };

    public static TheoryData<string, string> Uses
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var source in s_sources.Keys)
            {
                foreach (var use in s_uses.Keys) data.Add(source, use);
            }

            return data;
        }
    }

    public static TheoryData<string> Sources => [.. s_sources.Keys];

    [Fact]
    public void Every_type_that_is_emitted_and_every_cmdlet_that_takes_input_is_tried()
    {
        var emitted = ExportedCommands.All.SelectMany(c => ExportedCommands.Named(c.Name).OutputType.Select(o => o.Type))
            .Where(t => t != typeof(string) && t != typeof(bool));
        Assert.Equal(emitted.Select(t => t!.Name).Distinct().Order(StringComparer.Ordinal), s_sources.Keys.Order(StringComparer.Ordinal));
        var taking = ExportedCommands.All.Select(c => c.Name)
            .Where(c => ExportedCommands.ParametersOf(c).Any(p => p.ParameterSets.Values.Any(s => s.ValueFromPipeline || s.ValueFromPipelineByPropertyName)));
        Assert.Equal(taking.Order(StringComparer.Ordinal), s_uses.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public void A_saved_object_means_what_the_object_means(string source, string use)
    {
        using var session = new ModuleSession();
        var live = Use(session, source, "$_", use, out _);
        foreach (var (way, script) in s_ways)
        {
            var saved = Use(session, source, script, use, out var error);

            // A row of the engine's own JSON has lost the values' texts: it may be refused, and then in words.
            if (way == "Json" && saved == "refused" && error.Length > 20) continue;

            // A measurement takes descriptions of VFs, and no port or group that may be one of another host.
            if (use == "Measure-MlxVfBandwidth" && source is "PhysicalFunction" or "RateGroup" && saved == "refused") continue;
            Assert.True(live == saved, $"{source} | {use} by {way}:\n{saved}\n{error}\nlive:\n{live}");
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_saved_object_has_all_values_as_texts_that_were_shown(string source)
    {
        using var session = new ModuleSession("");
        session.Run(Scene).ThrowOnError();
        foreach (var (way, script) in s_ways.Where(w => w.Key != "Json"))
        {
            session.Run($"$live = {s_sources[source]}; $saved = $live | ForEach-Object {{ {script} }}").ThrowOnError();
            var (live, saved) = (session.Run("$live").Output[0], session.Run("$saved").Output[0]);
            foreach (var property in saved.Properties.Where(p => p.Name is not ("Document" or "Wish" or "Host" or "Steps" or "Checks")))
            {
                var (was, told) = (live.Properties[property.Name].Value, property.Value);
                if (IsList(was) && way == "Csv") continue;
                Assert.True(
                    Text(was) == Text(told) || told is DateTime || was is TimeSpan or double,
                    $"{way}, {source}.{property.Name}: {Text(was)} is {Text(told)}");
                Assert.False(told is int && was is Enum, $"{way}, {source}.{property.Name} is a number");
            }

            if (source is "ChangePlan" or "JournalEntry" && way != "Csv")
                Assert.Equal(session.Run("$live.Steps.Command").Output, session.Run("$saved.Steps.Command").Output);
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_value_of_an_object_is_saved_as_a_text_or_is_one_that_the_engine_knows(string source)
    {
        using var session = new ModuleSession("");
        session.Run(Scene).ThrowOnError();
        var type = session.Run(s_sources[source]).ThrowOnError().Output[0].BaseObject.GetType();
        var values = type.GetProperties().Select(p => Item(p.PropertyType));
        foreach (var value in values.Where(t => t.Namespace!.StartsWith(nameof(Mlx5Sriov), StringComparison.Ordinal)))
        {
            Type[] wholes =
            [
                typeof(Plans.IWish), typeof(Plans.Change), typeof(Plans.PlanRefusal), typeof(Plans.Journals.JournalStep), typeof(Readiness.HostCheck),
            ];
            if (wholes.Contains(value)) continue;
            Assert.Equal("String", session.One<string>($"[string](Get-TypeData {value.FullName}).SerializationMethod"));
        }

        static Type Item(Type type)
        {
            var item = type.IsGenericType && type.GetInterfaces().Contains(typeof(IEnumerable)) ? type.GetGenericArguments()[0] : type;
            return Nullable.GetUnderlyingType(item) ?? item;
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_saved_object_looks_like_the_object(string source)
    {
        using var session = new ModuleSession("", width: 200);
        session.Run(Scene).ThrowOnError();
        session.Run($"$live = {s_sources[source]}; $saved = $live | ForEach-Object {{ {Clixml(2)} }}").ThrowOnError();
        Assert.Equal(session.Render("$live | Format-Table"), session.Render("$saved | Format-Table"));
        Assert.Equal(session.Render("$live"), session.Render("$saved"));
    }

    [Theory]
    [InlineData("Set-MlxVf eth2 4 -Trust On -VlanId 7 -MaxTxRate 3Gbit -MacAddress 02:00:00:00:00:07")]
    [InlineData("Set-MlxVfTrunk eth2 4 5,7-9")]
    [InlineData("Set-MlxVf eth2 1 -Group 3 -LinkState Enable -SpoofCheck On")]
    [InlineData("Reset-MlxVf eth2 1-2")]
    [InlineData("Set-MlxVfDriver eth2 4 -Driver vfio-pci")]
    [InlineData("Set-MlxVfRxMode eth2 0 -Promiscuous On -AllMulticast On")]
    [InlineData("Set-MlxVfGroup eth2 3 -MaxTxRate 7Gbit -Index 4")]
    [InlineData("New-MlxVfGroup eth2 9 0-1 -MinTxRate 1Gbit")]
    [InlineData("Remove-MlxVfGroup eth2 3")]
    [InlineData("Set-MlxPf eth2 -NumVfs 5 -AutoProbe Off")]
    [InlineData("Set-MlxPf eth2 -EswitchMode Switchdev")]
    [InlineData("Set-MlxVf eth2 4 -Trust Off")]
    [InlineData("Set-MlxFirmwareSetting eth2 -Setting @{ NUM_OF_VFS = 16; SRIOV_EN = 'False' }")]
    public void Every_kind_of_plan_is_the_same_when_it_was_saved(string command)
    {
        using var session = new ModuleSession();
        var live = Done("$_");
        foreach (var (way, script) in s_ways) Assert.True(live.SequenceEqual(Done(script)), way);

        string[] Done(string script)
        {
            session.Run($"Enter-MlxSimulation; {Scene}; $plan = {command} -PlanOnly 3> $null").ThrowOnError();
            var before = session.Simulation.Writes.Count;
            session.Run($"$plan | ForEach-Object {{ {script} }} | Invoke-MlxPlan").ThrowOnError();
            return [.. session.Simulation.Writes.Skip(before).Select(w => w.Act)];
        }
    }

    [Fact]
    public void A_plan_is_carried_out_in_another_session_of_its_host_and_stale_on_another()
    {
        using var session = new ModuleSession();
        var host = new Simulation.SimulatedHost(new Simulation.Options.SimulationOptions());
        session.Enter(host, host.Seams);
        session.Run("$plan = Set-MlxVf eth2 0-2 -Trust On -PlanOnly; $json = $plan | ConvertTo-MlxJson").ThrowOnError();
        session.Run("$xml = [Management.Automation.PSSerializer]::Serialize($plan)").ThrowOnError();
        foreach (var text in new[] { "$json | ConvertFrom-Json", "[Management.Automation.PSSerializer]::Deserialize($xml)" })
        {
            using var other = new ModuleSession();
            other.Enter(host, host.Seams);
            foreach (var name in new[] { "json", "xml" }) other.Runspace.SessionStateProxy.SetVariable(name, session.One<string>($"${name}"));
            other.Run($"{text} | Invoke-MlxPlan").ThrowOnError();
            Assert.Equal(3, other.All<VirtualFunction>("Get-MlxVf eth2 | Where-Object Trust -eq On").Count);
            other.Run("Undo-MlxChange").ThrowOnError();

            other.Run("Enter-MlxSimulation").ThrowOnError();
            Assert.StartsWith("StalePlan,", other.Run($"{text} | Invoke-MlxPlan").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Empty(other.Simulation.Writes);
        }
    }

    [Theory]
    [InlineData("$saved.Steps[1].Operation.Setting.State = 'Off'")]
    [InlineData("$saved.Wish.Wishes.'6'.Trust = 'Off'")]
    [InlineData("$saved.Wish.Wishes.'6'.VlanId = 8")]
    [InlineData("$saved.Wish.PciAddress = '0000:05:00.1'")]
    [InlineData("$saved.Wish.kind = 'other'")]
    [InlineData("$saved.Wish.Wishes = @{ '-5' = $saved.Wish.Wishes.'6' }")]
    [InlineData("$saved.Wish.Wishes = @{ '70000' = $saved.Wish.Wishes.'6' }")]
    [InlineData("$saved.Wish.Wishes.'6' = $null")]
    [InlineData("$saved.Wish.Wishes = $null")]
    [InlineData("$saved.Wish.Title = \"W$([char]27)[2J`nX\"")]
    [InlineData("$saved.Wish.Title = 'Get-Date'")]
    [InlineData("$saved.Title = 'Set-MlxPf'")]
    [InlineData("$saved.Pf = 'eth3'")]
    [InlineData("$saved.Pf = \"eth2$([char]27)[31mRED`nNEWLINE\"")]
    [InlineData("$saved.Steps[0].Command = 'ip link set dev eth2 vf 6 trust off'")]
    [InlineData("$saved.Steps[0].Description = 'nothing'")]
    [InlineData("$saved.Steps[0].Target = \"eth2`nx\"")]
    [InlineData("$saved.Steps[0].Target = 'eth3'")]
    [InlineData("$saved.Warnings = @(\"$([char]27)[2J\")")]
    [InlineData("$saved.Affected = @('nobody')")]
    [InlineData("$saved.IsReversible = $false")]
    [InlineData("$saved.Steps | ForEach-Object { $_.IsReversible = $false }; $saved.IsReversible = $false")]
    [InlineData("$saved.Steps | ForEach-Object { $_.Disruption = 'VfsDestroyed' }; $saved.Disruption = 'VfsDestroyed'")]
    [InlineData("$saved.Warnings = @('rm')")]
    [InlineData("$saved.Wish = $null")]
    [InlineData("$saved.Steps = $null")]
    [InlineData("$saved.Steps[0].Operation = $null")]
    [InlineData("$saved.Host = $null")]
    [InlineData("$saved.Host.Id = 'elsewhere'")]
    [InlineData("$saved.PSObject.Properties.Remove('Steps')")]
    [InlineData("$saved.PSObject.Properties.Remove('Wish')")]
    public void A_saved_plan_that_was_altered_is_refused_in_words(string alteration)
    {
        using var session = new ModuleSession("");
        session.Run($"$saved = {s_sources["ChangePlan"]} | ConvertTo-MlxJson | ConvertFrom-Json; {alteration}").ThrowOnError();
        var result = session.Run("$saved | Invoke-MlxPlan");
        var error = Assert.Single(result.Errors);
        Assert.True($"{error}".Length > 20, $"{error}");
        Assert.Empty(session.Simulation.Writes);
    }

    // What Export-Clixml and the engine's ConvertTo-Json save has the whole plan as one text, and beside it what a reader sees.
    [Theory]
    [InlineData("$saved.Pf = 'eth3'")]
    [InlineData("$saved.Title = 'Set-MlxPf'")]
    [InlineData("$saved.Steps = @('eth2 vf 6: ip link set dev eth2 vf 6 trust off')")]
    [InlineData("$saved.Affected = @('nobody')")]
    public void A_plan_is_refused_where_what_is_seen_of_it_was_altered(string alteration)
    {
        using var session = new ModuleSession("");
        session.Run($"$plan = {s_sources["ChangePlan"]}").ThrowOnError();
        foreach (var way in new[] { $"($plan | ForEach-Object {{ {Clixml(2)} }})", "($plan | ConvertTo-Json -Depth 20 | ConvertFrom-Json)" })
        {
            session.Run($"$saved = {way}; {alteration}").ThrowOnError();
            Assert.Contains("was altered", $"{session.Run("$saved | Invoke-MlxPlan").OnlyError()}", StringComparison.Ordinal);
            Assert.Empty(session.Simulation.Writes);
        }
    }

    // A ticket's number, or the computer that remoting adds.
    [Fact]
    public void What_a_reader_adds_to_a_plan_is_his_own()
    {
        using var session = new ModuleSession("");
        session.Run($"$plan = {s_sources["ChangePlan"]} | Add-Member -PassThru Ticket T1").ThrowOnError();
        session.Run("$plan | ConvertTo-MlxJson | ConvertFrom-Json | Invoke-MlxPlan").ThrowOnError();
        Assert.NotEmpty(session.Simulation.Writes);
    }

    private static string Clixml(int depth) =>
        $"[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, {depth}))";

    // What a use does and gives on a host of its own, as texts without what time has to do with.
    private static string Use(ModuleSession session, string source, string way, string use, out string error)
    {
        session.Run($"Enter-MlxSimulation; {Scene}; $given = {s_sources[source]}; $given = $given | ForEach-Object {{ {way} }}").ThrowOnError();
        var before = session.Simulation.Writes.Count;
        var result = session.Run($"$given | {s_uses[use]} | ForEach-Object {{ if ($_ -is [string]) {{ $_ }} else {{ \"$($_.GetType().Name) $_\" }} }}");
        error = result.Terminating?.Message ?? (result.Errors.Count > 0 ? $"{result.Errors[0]}" : "");
        if (error.Length > 0) return "refused";
        var writes = session.Simulation.Writes.Skip(before).Select(w => w.Act);
        var output = result.Output.Select(o => use == "ConvertTo-MlxJson" ? "json" : $"{o}");
        return string.Join('\n', output.Concat(writes).Append($"{session.Simulation.Faults.Count} faults"));
    }

    private static bool IsList(object? value) => value is IEnumerable and not string;

    private static string Text(object? value) => value switch
    {
        PSObject wrapped when wrapped.BaseObject is not PSCustomObject => Text(wrapped.BaseObject),
        IEnumerable list and not string => string.Join(',', list.Cast<object?>().Select(Text)),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
