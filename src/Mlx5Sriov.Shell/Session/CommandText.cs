using System.Management.Automation.Language;

namespace Mlx5Sriov.Shell.Session;

/// <summary>What the engine's parser can tell of a command's text.</summary>
internal static class CommandText
{
    /// <summary>The text ends within a block, a string or a pipeline: more lines belong to it.</summary>
    public static bool IsIncomplete(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        return Array.Exists(errors, error => error.IncompleteInput);
    }

    /// <summary>The text reads <c>$input</c>, so standard input is its input.</summary>
    public static bool ReadsInput(string text)
    {
        var script = Parser.ParseInput(text, out _, out _);
        return script.Find(IsInputVariable, searchNestedScriptBlocks: false) is not null;
    }

    private static bool IsInputVariable(Ast ast) =>
        ast is VariableExpressionAst variable && variable.VariablePath.UserPath.Equals("input", StringComparison.OrdinalIgnoreCase);
}
