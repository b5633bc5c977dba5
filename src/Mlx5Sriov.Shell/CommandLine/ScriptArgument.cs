namespace Mlx5Sriov.Shell.CommandLine;

/// <summary>One argument of a script: named (`-Name value`, `-Name:value`, a bare switch) or positional.</summary>
/// <param name="Name">The parameter's name with its dash, or null for a positional argument.</param>
/// <param name="Value">The value; null for a bare switch.</param>
internal readonly record struct ScriptArgument(string? Name, object? Value);
