using Mlx5Sriov.Plans.Journals;

using Mono.Cecil;

namespace Mlx5Sriov.Tests;

/// <summary>A namespace is a folder, and folders know one another in one direction only: the graph is read from the compiled assemblies.</summary>
public sealed class NamespaceGraphTests
{
    public static TheoryData<string> Assemblies => ["Mlx5Sriov.Core", "Mlx5Sriov", "Mlx5Sriov.Simulation"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Folders_know_one_another_in_one_direction(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(Repository.Root, "bin", $"{assembly}.dll"));
        var uses = Uses(module);
        Assert.True(uses.Values.Sum(u => u.Count) > 10, "The graph is not that of the assembly.");
        Assert.Equal([], Circles(uses));
    }

    [Theory]
    [InlineData("src/Mlx5Sriov.Core", "Mlx5Sriov")]
    [InlineData("src/Mlx5Sriov", "Mlx5Sriov")]
    [InlineData("src/Mlx5Sriov.Simulation", "Mlx5Sriov.Simulation")]
    public void A_folder_is_a_namespace(string project, string root)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(Path.Combine(Repository.Root, project), Path.GetDirectoryName(file)!);
            if (folder.Split('/')[0] is "obj" or "bin") continue;
            var expected = folder == "." ? root : $"{root}.{folder.Replace('/', '.')}";
            if (File.ReadLines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal)) is { } line)
                Assert.True(line == $"namespace {expected};", $"{project}/{folder}/{Path.GetFileName(file)}: {line}");
        }
    }

    [Fact]
    public void A_folder_has_about_twenty_files_at_most()
    {
        var full = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .GroupBy(f => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(f)!))
            .Where(g => !g.Key.Contains("/obj", StringComparison.Ordinal) && g.Count() > 22);
        Assert.Equal([], full.Select(g => $"{g.Key}: {g.Count()}"));
    }

    [Fact]
    public void A_circle_of_three_is_found()
    {
        var uses = new Dictionary<string, HashSet<string>> { ["a"] = ["b", "d"], ["b"] = ["c"], ["c"] = ["a"], ["d"] = ["c"] };
        Assert.Equal(["a, b, c, d"], Circles(uses));
        uses["c"] = [];
        Assert.Equal([], Circles(uses));
    }

    /// <summary>The namespaces that use one another in a circle: those from which each reaches the others.</summary>
    private static IEnumerable<string> Circles(Dictionary<string, HashSet<string>> uses)
    {
        var reached = uses.Keys.ToDictionary(from => from, from => Reached(uses, from));
        return uses.Keys.Where(n => reached[n].Contains(n))
            .GroupBy(n => string.Join(", ", reached[n].Where(other => reached.GetValueOrDefault(other)?.Contains(n) == true).Order(StringComparer.Ordinal)))
            .Select(circle => circle.Key)
            .Order(StringComparer.Ordinal);
    }

    private static HashSet<string> Reached(Dictionary<string, HashSet<string>> uses, string from)
    {
        var reached = new HashSet<string>();
        var next = new Stack<string>([from]);
        while (next.TryPop(out var at))
        {
            foreach (var other in uses.GetValueOrDefault(at, []).Where(reached.Add)) next.Push(other);
        }

        return reached;
    }

    private static Dictionary<string, HashSet<string>> Uses(ModuleDefinition module)
    {
        var uses = new Dictionary<string, HashSet<string>>();
        foreach (var type in module.GetTypes().Where(t => NamespaceOf(t) is { } of && of.StartsWith("Mlx5Sriov", StringComparison.Ordinal)))
        {
            var from = NamespaceOf(type);
            if (!uses.TryGetValue(from, out var own)) uses[from] = own = [];
            own.UnionWith(Named(type).SelectMany(Parts)
                .Where(used => used.Scope == module || (used.Scope as ModuleDefinition) == module)
                .Select(NamespaceOf)
                .Where(to => to != from && to.StartsWith("Mlx5Sriov", StringComparison.Ordinal)));
        }

        return uses;
    }

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is null ? type.Namespace : NamespaceOf(type.DeclaringType);

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Concat(Parts(generic.ElementType)),
        TypeSpecification made => Parts(made.ElementType),
        _ => [type],
    };

    /// <summary>Every type that a type names: in what it derives from, in its members, their attributes and their code.</summary>
    private static IEnumerable<TypeReference?> Named(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. Attributes(type),
        .. type.Fields.SelectMany(f => Attributes(f).Append(f.FieldType)),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(Named),
    ];

    private static IEnumerable<TypeReference?> Named(MethodDefinition method) =>
    [
        method.ReturnType,
        .. Attributes(method),
        .. method.Parameters.SelectMany(p => Attributes(p).Append(p.ParameterType)),
        .. method.GenericParameters.SelectMany(g => g.Constraints.Select(c => c.ConstraintType)),
        .. !method.HasBody ? [] : method.Body.Variables.Select(v => v.VariableType)
            .Concat(method.Body.ExceptionHandlers.Select(h => h.CatchType))
            .Concat(method.Body.Instructions.SelectMany(i => Named(i.Operand))),
    ];

    private static IEnumerable<TypeReference?> Named(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod made => made.GenericArguments.Concat(Named(made.ElementMethod)),
        MethodReference method => method.Parameters.Select(p => p.ParameterType).Append(method.DeclaringType).Append(method.ReturnType),
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider member) => !member.HasCustomAttributes
        ? []
        : from attribute in member.CustomAttributes
          from type in attribute.ConstructorArguments.Concat(attribute.Properties.Select(p => p.Argument)).SelectMany(Values).Append(attribute.AttributeType)
          select type;

    private static IEnumerable<TypeReference?> Values(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [type],
        CustomAttributeArgument[] several => several.SelectMany(Values),
        CustomAttributeArgument boxed => Values(boxed),
        _ => [],
    };
}
