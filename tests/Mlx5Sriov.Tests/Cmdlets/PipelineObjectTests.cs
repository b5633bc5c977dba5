using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Help;

namespace Mlx5Sriov.Tests;

/// <summary>What a pipeline brings is taken for what it is: a whole object of the module, a text, or a row by its columns; nothing is made up.</summary>
public class PipelineObjectTests
{
    private const string Rows = "Get-MlxVf eth2 3 | Select-Object";

    /// <summary>Every parameter that takes objects of the module from the pipeline, and the type of one.</summary>
    public static TheoryData<string, string> Objects => Taking(type => type.Namespace!.StartsWith(nameof(Mlx5Sriov), StringComparison.Ordinal));

    /// <summary>Every parameter that takes names or ids from the pipeline.</summary>
    public static TheoryData<string, string> Names => Taking(type => type == typeof(string));

    [Fact]
    public void A_piped_VF_binds_to_InputObject_and_a_piped_PF_to_PfObject()
    {
        var piped = from command in ExportedCommands.All
                    from parameter in ExportedCommands.ParametersOf(command.Name)
                    where parameter.ParameterSets.Values.Any(s => s.ValueFromPipeline)
                    select (Command: command.Name, parameter.Name, Type: parameter.ParameterType.GetElementType());
        var named = piped.Where(p => p.Type == typeof(VirtualFunction) || p.Type == typeof(PhysicalFunction)).ToArray();

        Assert.True(named.Length > 20, $"{named.Length} parameters were found.");
        Assert.All(named, p => Assert.Equal(p.Type == typeof(PhysicalFunction) ? "PfObject" : "InputObject", p.Name));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void An_object_of_the_module_is_made_from_nothing_else(string command, string parameter)
    {
        using var session = new ModuleSession("");
        foreach (var other in (string[])
        [
            "([pscustomobject]@{})",
            "@{}",
            "@{ Index = 3 }",
            "([pscustomobject]@{ PfPciAddress = (Get-MlxPf eth2).PciAddress })",
            "(Get-MlxVf eth2 3 | Select-Object PfPciAddress, Name)",
            "(Get-MlxVf eth2 3 | Select-Object Pf, PfPciAddress)",
            "(Get-MlxPf eth2 | Select-Object PciAddress)",
            "([pscustomobject]@{ PfPciAddress = (Get-MlxPf eth2).PciAddress; Id = 3; Members = '0' })",
            "'eth2'",
            "3",
        ])
        {
            var script = $"{command} -{parameter} {other}";
            var wrong = session.Run(script).BindingError();
            Assert.True(wrong.ParameterName == parameter, $"{script}: {wrong.Message}");
        }

        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData($"{Rows} PfPciAddress, Name | Disable-MlxVfTrust")]
    [InlineData($"{Rows} Pf, PfPciAddress, Name | Disable-MlxVfTrust")]
    [InlineData($"{Rows} Index | Disable-MlxVfTrust")]
    [InlineData($"{Rows} PfPciAddress, Name | Set-MlxVf -Trust On")]
    [InlineData($"{Rows} PfPciAddress, Name | Reset-MlxVf")]
    [InlineData($"{Rows} PfPciAddress, Name | Set-MlxVfDriver -Driver none")]
    [InlineData("Get-MlxPf eth2 | Select-Object PciAddress | Enable-MlxVfTrust -Index 2")]
    [InlineData("Get-MlxVf eth2 3 | Select-Object PfPciAddress | Get-MlxPf")]
    [InlineData("Get-MlxVf eth2 3 | Select-Object PfPciAddress | Get-MlxVfStatistic")]
    [InlineData("Get-MlxVf eth2 3 | Select-Object PfPciAddress | Get-MlxVfGroup")]
    [InlineData("[pscustomobject]@{ PfPciAddress = (Get-MlxPf eth2).PciAddress; Id = 3; Members = '0' } | Remove-MlxVfGroup")]
    [InlineData("@{ Index = 3 } | Disable-MlxVfTrust")]
    [InlineData("Set-MlxVf eth2 3 -Trust On -PlanOnly | Select-Object Pf, Steps | Invoke-MlxPlan")]
    public void A_row_that_does_not_name_its_thing_is_refused(string script)
    {
        using var session = new ModuleSession("");
        var result = session.Run(script);
        Assert.Empty(result.Output);
        Assert.NotEmpty(result.Errors);
        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData("Get-MlxVf eth2 3 | Select-Object Pf, Index | Enable-MlxVfTrust -PassThru")]
    [InlineData("Get-MlxVf eth2 3 | Select-Object * | Enable-MlxVfTrust -PassThru")]
    [InlineData("'Pf,Index', 'eth2,3' | ConvertFrom-Csv | Enable-MlxVfTrust -PassThru")]
    [InlineData("Get-MlxVf eth2 3 | ConvertTo-Json | ConvertFrom-Json | Enable-MlxVfTrust -PassThru")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-MlxVf eth2 3)))"
        + " | Enable-MlxVfTrust -PassThru")]
    public void A_whole_row_names_its_VF(string script)
    {
        using var session = new ModuleSession("");
        var vf = session.One<VirtualFunction>(script);
        Assert.Equal(("eth2", 3, OnOff.On), (vf.Pf, vf.Index, vf.Trust));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_is_never_the_text_of_an_object(string command, string parameter)
    {
        using var session = new ModuleSession("");
        foreach (var other in (string[])["([pscustomobject]@{ x = '*' })", "@{ x = 1 }", "(Get-Item /)", "(Get-MlxVf eth2 3)"])
        {
            var wrong = session.Run($"{command} -{parameter} {other}").BindingError();
            Assert.True(wrong.ParameterName == parameter, $"{command} -{parameter} {other}: {wrong.Message}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_bind_as_text_and_by_their_column(string command, string parameter) =>
        Assert.All(
            ExportedCommands.Named(command).Parameters[parameter].ParameterSets.Values,
            set => Assert.True(set.ValueFromPipeline && set.ValueFromPipelineByPropertyName, $"{command} -{parameter}"));

    [Theory]
    [InlineData("'eth2' | Set-MlxPf -NumVfs 4 -PlanOnly")]
    [InlineData("[pscustomobject]@{ Name = 'eth2' } | Set-MlxPf -NumVfs 4 -PlanOnly")]
    [InlineData("'Name,x', 'eth2,*' | ConvertFrom-Csv | Set-MlxPf -NumVfs 4 -PlanOnly")]
    [InlineData("'Pf,NumVfs', 'eth2,*' | ConvertFrom-Csv | Set-MlxPf -NumVfs 4 -PlanOnly")]
    [InlineData("(Get-MlxPf eth2).PciAddress | Set-MlxPf -NumVfs 4 -PlanOnly")]
    [InlineData("Set-MlxPf (Get-MlxPf eth2) -NumVfs 4 -PlanOnly")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-MlxPf eth2)))"
        + " | Set-MlxPf -NumVfs 4 -PlanOnly")]
    public void A_physical_function_is_named_by_text_by_column_or_by_itself(string script)
    {
        using var session = new ModuleSession("");
        var plan = Assert.Single(session.Run(script).ThrowOnError().Output);
        Assert.Equal("eth2", plan.Properties["Pf"].Value);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ x = '*' } | Set-MlxPf -NumVfs 4")]
    [InlineData("'Nom,x', 'eth2,*' | ConvertFrom-Csv | Set-MlxPf -NumVfs 4")]
    [InlineData("'Nom,x', 'eth2,*' | ConvertFrom-Csv | Get-MlxPf")]
    [InlineData("Get-Date | Get-MlxPf")]
    [InlineData("'x,y', '1,*' | ConvertFrom-Csv | Get-MlxChange")]
    public void A_row_without_the_column_is_an_error(string script)
    {
        using var session = new ModuleSession("");
        var result = session.Run(script);
        Assert.Empty(result.Output);
        Assert.Single(result.Errors);
        Assert.Empty(session.Simulation.Writes);
    }

    private static TheoryData<string, string> Taking(Func<Type, bool> isMeant)
    {
        var data = new TheoryData<string, string>();
        foreach (var command in ExportedCommands.All)
        {
            foreach (var parameter in ExportedCommands.ParametersOf(command.Name).Where(p => p.ParameterSets.Values.Any(s => s.ValueFromPipeline)))
                if (isMeant(parameter.ParameterType.GetElementType() ?? parameter.ParameterType)) data.Add(command.Name, parameter.Name);
        }

        return data;
    }
}
