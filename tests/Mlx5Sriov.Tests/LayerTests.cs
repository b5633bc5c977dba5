using System.Reflection;

using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Pwsh;

namespace Mlx5Sriov.Tests;

/// <summary>Who may know whom. (That files, processes and the clock are used only below Kernel/Linux, the build itself enforces: BannedSymbols.txt.)</summary>
public class LayerTests
{
    [Theory]
    [InlineData(typeof(PciAddress))]
    [InlineData(typeof(Simulation.SimulatedHost))]
    public void Core_and_Simulation_know_no_PowerShell(Type type) =>
        Assert.DoesNotContain(type.Assembly.GetReferencedAssemblies(), IsPowerShell);

    [Fact]
    public void The_module_knows_PowerShell_and_nothing_else_but_Core_and_Simulation() => Assert.All(
        typeof(Cmdlets.MlxCmdlet).Assembly.GetReferencedAssemblies(),
        a => Assert.True(
            IsPowerShell(a)
            || a.Name!.StartsWith("System.", StringComparison.Ordinal)
            || a.Name is "Mlx5Sriov.Core" or "Mlx5Sriov.Simulation" or "netstandard",
            a.Name));

    [Fact]
    public void The_module_ships_no_assembly_of_others() => Assert.All(
        Directory.GetFiles(Path.Combine(Repository.Root, "bin"), "*.dll"),
        f => Assert.StartsWith("Mlx5Sriov", Path.GetFileName(f), StringComparison.Ordinal));

    [Fact]
    public void The_Simulation_is_loaded_only_by_a_session_that_enters_it()
    {
        var references = typeof(Cmdlets.MlxCmdlet).Assembly.GetReferencedAssemblies();
        Assert.Contains(references, a => a.Name == "Mlx5Sriov.Simulation");

        // In processes of their own, since this one has entered simulations.
        Assert.Equal("False", LoadedBy("Get-MlxPf -ErrorAction Ignore"));
        Assert.Equal("True", LoadedBy("Enter-MlxSimulation"));
    }

    [Fact]
    public void Refusals_know_addresses_and_no_other_layer()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        Type[] known = [typeof(PciAddress), typeof(ChangeTarget), typeof(ChangeTargetKind), typeof(VfIndexSet)];
        var types = typeof(SriovException).Assembly.GetTypes().Where(t => t.Namespace == typeof(SriovException).Namespace);
        var used = types.SelectMany(t => t.GetConstructors(All).SelectMany(c => c.GetParameters().Select(p => p.ParameterType))
            .Concat(t.GetMethods(All).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat(t.GetFields(All).Select(f => f.FieldType)));

        Assert.All(used.SelectMany(Parts).Distinct(), t => Assert.True(
            known.Contains(t) || t.Namespace == typeof(SriovException).Namespace || t.Assembly != typeof(SriovException).Assembly,
            t.FullName));

        static IEnumerable<Type> Parts(Type type) => type.HasElementType ? Parts(type.GetElementType()!)
            : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
            : [type];
    }

    private static bool IsPowerShell(AssemblyName assembly) => assembly.Name == "System.Management.Automation";

    private static string LoadedBy(string command)
    {
        const string Loaded = "[AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -contains 'Mlx5Sriov.Simulation'";
        return PwshProcess.Run("-Command", $"Import-Module '{Repository.Manifest}'; $null = {command}; {Loaded}").Output.Trim();
    }
}
